using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Supervision;
using ServiceDesk.Server.Tickets;
using OfferState = ServiceDesk.Decisions.Routing.OfferState;

namespace ServiceDesk.Server.Agents;

/// <summary>A session as the desk's lists show it.</summary>
public sealed class SessionRows(DeskDbs dbs, CurrentDesk desk, Monitoring monitoring, WishedCalls calls)
{
    private const int ShownText = 200;

    // Compiled: rows are read with every answer and every push of the desk.
    private readonly Func<DeskDb, List<long>, IAsyncEnumerable<Stored>> _read = EF.CompileAsyncQuery(
        (DeskDb db, List<long> ids) => db.Sessions.AsNoTracking().Where(s => ids.Contains(s.Id))
            .Join(db.Conversations, s => s.ConversationId, c => c.Id, (s, c) => new Stored(
                s,
                c,
                db.Visitors.Where(v => v.Id == s.VisitorId).Select(v => v.Name).FirstOrDefault(),
                db.Events.Where(e => e.ConversationId == c.Id && e.Type == EventTypes.Message)
                    .OrderByDescending(e => e.Seq).Select(e => e.Body).FirstOrDefault(),
                db.Conversations.Where(x => x.StaffOf == c.Id).Select(x => (long?)x.Id).FirstOrDefault(),
                db.Surveys.Where(v => v.SessionId == s.Id).OrderByDescending(v => v.Segment).FirstOrDefault(),
                db.SessionTags.Where(t => t.SessionId == s.Id).OrderBy(t => t.Key).Select(t => t.Name).ToList())));

    private readonly Func<DeskDb, List<long>, IAsyncEnumerable<Member>> _agents = EF.CompileAsyncQuery(
        (DeskDb db, List<long> conversations) => db.Members.AsNoTracking().Where(m => conversations.Contains(m.ConversationId) && m.Role == "agent"));

    // Of a session that is served, what rings is a transfer or a consult.
    private readonly Func<DeskDb, List<long>, IAsyncEnumerable<Offer>> _ringing = EF.CompileAsyncQuery(
        (DeskDb db, List<long> offers) => db.Offers.AsNoTracking().Where(o => offers.Contains(o.Id)));

    /// <summary>Null when there is no such session.</summary>
    /// <param name="viewerAgentId">Whose read mark the head carries; null for that of the agent who serves it.</param>
    public async Task<SessionRow?> Row(long sessionId, long? viewerAgentId, CancellationToken cancellation)
    {
        var rows = await Rows([sessionId], viewerAgentId, cancellation);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Those of the sessions that exist, in the order of the ids.</summary>
    internal async Task<IReadOnlyList<SessionRow>> Rows(IReadOnlyList<long> ids, long? viewerAgentId, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        await using var db = dbs.Open();
        var read = await _read(db, [.. ids]).ToListAsync(cancellation);
        var members = await _agents(db, read.ConvertAll(r => r.Conversation.Id))
            .ToDictionaryAsync(m => (m.ConversationId, m.Person), cancellationToken: cancellation);
        var views = read.ToDictionary(r => r.Session.Id, r => new SessionView(r.Session, r.Conversation, desk.Value));
        var wished = await calls.Of(db, views.Values.Select(v => v.State), cancellation);
        var asked = await Asked(db, views.Values, cancellation);
        var rows = read.ToDictionary(r => r.Session.Id, r =>
        {
            var view = views[r.Session.Id];
            var viewer = viewerAgentId ?? view.AgentId;
            var member = viewer is { } id ? members.GetValueOrDefault((r.Conversation.Id, Persons.Agent(id))) : null;
            return Row(view, r.Session, new Shown(VisitorNames.Of(r.Session.VisitorId, r.Visitor), TextOf(r.Text), r.Survey, HeadOf(r.Conversation, member), r.StaffConversation, monitoring.IsMonitored(r.Session.Id), wished.GetValueOrDefault(r.Session.Id), asked.GetValueOrDefault(r.Session.Id), r.Tags));
        });
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    /// <summary>The row of the session that a command was about, or the command's refusal.</summary>
    internal async Task<Reply<SessionRow>> Answer(CommandResult result, long viewerAgentId, CancellationToken cancellation)
    {
        if (result.Error is { } error)
        {
            return error;
        }

        return result.SessionId is { } id && await Row(id, viewerAgentId, cancellation) is { } row
            ? row
            : new Error(ErrorCodes.NotFound, "The command was about no session.");
    }

    private sealed record Stored(
        Session Session, Conversation Conversation, string? Visitor, string? Text, long? StaffConversation, Survey? Survey, List<string> Tags);

    private sealed record Shown(
        string VisitorName, string? LastText, Survey? Survey, Head Head, long? StaffConversation, bool Monitored, WishedCall? Call,
        AskedColleague? Asked, List<string> Tags);

    private static SessionRow Row(SessionView view, Session row, Shown shown)
    {
        var state = view.State;
        var waitingOn = Enum.TryParse<WaitingOn>(view.Live?.WaitingOn, ignoreCase: true, out var parsed) ? parsed : WaitingOn.Nobody;
        var since = waitingOn == WaitingOn.Nobody ? null : view.Live?.WaitingSince;
        return new SessionRow(
            row.Id,
            row.ConversationId,
            row.VisitorId,
            shown.VisitorName,
            row.Channel,
            row.EntryPoint,
            state.QueueId,
            view.Phase,
            row.Version,
            view.AgentId,
            view.NameOf(view.AgentId),
            state.VisitorConnected,
            row.Locale,
            new PageInfo(row.SourceUrl, row.SourceTitle),
            row.StartedAt,
            row.EnqueuedAt,
            waitingOn,
            since,
            ReplyDue(view, waitingOn, since),
            view.ClosesAt,
            state.Assignment?.WrapUpUntil,
            row.CloseReason,
            shown.LastText,
            Reasons.WhyInQueue(state, view.Queue),
            shown.Survey?.Score,
            shown.Survey?.Comment,
            shown.Head)
        {
            OnHold = state.Hold is not null,
            ConsultingAgentId = state.Consult?.AgentId,
            ConsultingAgentName = view.NameOf(state.Consult?.AgentId),
            Monitored = shown.Monitored,
            BargedAgentId = state.Barge?.SupervisorId,
            BargedName = state.Barge?.Name,
            StaffConversationId = shown.StaffConversation,
            Round = state.Round,
            Step = state.Step,
            Context = state.Attributes,
            Call = shown.Call,
            Tags = shown.Tags.Count > 0 ? shown.Tags : null,
            Asked = shown.Asked,
            Alert = SessionAlerts.Of(state),
        };
    }

    private async Task<Dictionary<long, AskedColleague>> Asked(DeskDb db, IEnumerable<SessionView> views, CancellationToken cancellation)
    {
        var ringing = views.Where(v => v.State is { IsServed: true, OfferId: not null }).ToDictionary(v => v.State.OfferId!.Value);
        var asked = new Dictionary<long, AskedColleague>();
        if (ringing.Count == 0)
        {
            return asked;
        }

        await foreach (var offer in _ringing(db, [.. ringing.Keys]).WithCancellation(cancellation))
        {
            var consult = RoutingJson.Read<OfferState>(offer.Core).IsConsult;
            asked[offer.SessionId] = new AskedColleague(offer.AgentId, ringing[offer.Id].NameOf(offer.AgentId) ?? "", consult);
        }

        return asked;
    }

    private static DateTimeOffset? ReplyDue(SessionView view, WaitingOn waitingOn, DateTimeOffset? since) =>
        waitingOn == WaitingOn.Service && view.State.IsServed && view.Queue is { } queue
            ? since?.AddSeconds(queue.ReplyDue.AlarmSeconds)
            : null;

    // To somebody who was never there, all of it is unread.
    private static Head HeadOf(Conversation c, Member? m) =>
        new(c.Id, c.Epoch, c.HeadSeq, c.HeadN, m?.ReadSeq ?? 0, m?.ReadN ?? 0);

    /// <summary>A message's text, or its first file's name, for one line of a list; null when there is none.</summary>
    internal static string? TextOf(string? body)
    {
        var said = body is null ? null : JsonSerializer.Deserialize<EventBody>(body, WireJson.Options);
        var text = said?.Text ?? said?.Attachments?[0].Name;
        return text is { Length: > ShownText } ? text[..ShownText] + "…" : text;
    }
}
