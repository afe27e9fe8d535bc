using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Tickets;
using AgentConnection = ServiceDesk.Contracts.AgentConnection;
using Presence = ServiceDesk.Contracts.Presence;

namespace ServiceDesk.Server.Agents;

/// <summary>What a desk is shown right after Hello: how the agent stands and what rings.</summary>
public sealed class AgentViews(DeskDbs dbs, CurrentDesk desk, WishedCalls calls, TimeProvider time)
{
    private readonly Func<DeskDb, long, string, CancellationToken, Task<Rung?>> _ringing = EF.CompileAsyncQuery(
        (DeskDb db, long id, string pending, CancellationToken cancellation) => db.Offers.AsNoTracking().Where(o => o.Id == id && o.State == pending)
            .Join(db.Sessions, o => o.SessionId, s => s.Id, (o, s) => new Rung(
                o,
                s,
                db.Visitors.Where(v => v.Id == s.VisitorId).Select(v => v.Name).FirstOrDefault(),
                // What the visitor said, not what the bot answered.
                db.Events.Where(e => e.ConversationId == s.ConversationId && e.Type == EventTypes.Message && e.Sender == "visitor:" + s.VisitorId)
                    .OrderByDescending(e => e.Seq).Select(e => e.Body).FirstOrDefault()))
            .FirstOrDefault());

    /// <summary>Null for staff whom the desk's configuration does not name as an agent.</summary>
    public async Task<AgentSelf?> Self(long agentId, CancellationToken cancellation)
    {
        var selves = await Selves([agentId], cancellation);
        return selves.Count == 0 ? null : selves[0];
    }

    /// <summary>The offers that ring at this agent now.</summary>
    public async Task<IReadOnlyList<OfferCard>> Ringing(long agentId, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var pending = StateNames.Of(OfferStatus.Pending);
        var ids = await db.Offers.Where(o => o.AgentId == agentId && o.State == pending).Select(o => o.Id).ToListAsync(cancellation);
        var cards = new List<OfferCard>();
        foreach (var id in ids)
        {
            if (await Card(id, cancellation) is { } card)
            {
                cards.Add(card);
            }
        }

        return cards;
    }

    internal async Task<IReadOnlyList<AgentSelf>> Selves(IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        await using var db = dbs.Open();
        var stored = await db.AgentStates.AsNoTracking().Where(a => ids.Contains(a.AgentId))
            .ToDictionaryAsync(a => a.AgentId, a => RoutingJson.Read<AgentState>(a.Core), cancellation);
        return [.. desk.Value.Agents.Where(a => ids.Contains(a.Id))
            .Select(a => Self(a, stored.GetValueOrDefault(a.Id) ?? new AgentState { Id = a.Id }))];
    }

    /// <summary>Null when the offer rings no longer.</summary>
    internal async Task<OfferCard?> Card(long offerId, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var read = await _ringing(db, offerId, StateNames.Of(OfferStatus.Pending), cancellation);
        if (read is null)
        {
            return null;
        }

        var offer = RoutingJson.Read<OfferState>(read.Offer.Core);
        var wished = await calls.Of(db, [RoutingJson.Read<SessionState>(read.Session.Core)], cancellation);
        return new OfferCard(
            offer.Id,
            read.Session.Id,
            read.Session.ConversationId,
            VisitorNames.Of(read.Session.VisitorId, read.Visitor),
            offer.Decision.QueueId ?? "",
            SessionRows.TextOf(read.Text),
            new PageInfo(read.Session.SourceUrl, read.Session.SourceTitle),
            offer.CreatedAt,
            offer.Deadline,
            time.Now(),
            desk.Value.Agents.FirstOrDefault(a => a.Id == offer.TransferFrom)?.Name,
            Reasons.WhyRung(offer.Decision, desk.Value),
            offer.IsConsult,
            offer.IsBroadcast,
            wished.GetValueOrDefault(read.Session.Id));
    }

    private sealed record Rung(Offer Offer, Session Session, string? Visitor, string? Text);

    private static AgentSelf Self(Decisions.Configuration.Agent agent, AgentState state) => new(
        agent.Id,
        agent.Name,
        Words.Presence(state.Presence),
        state.PresenceReason,
        Words.Connection(state.Connection),
        state.Used,
        agent.Capacity,
        AgentFacts.Routable(state, agent.Capacity),
        state.HoldDownUntil);
}

/// <summary>The contract's words for what the Decisions say of an agent.</summary>
internal static class Words
{
    public static Presence Presence(Decisions.Agents.Presence presence) => Enum.Parse<Presence>(presence.ToString());

    public static AgentConnection Connection(Connection connection) => Enum.Parse<AgentConnection>(connection.ToString());
}
