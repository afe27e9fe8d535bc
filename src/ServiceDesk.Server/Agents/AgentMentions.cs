using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Agents;

/// <summary>
/// Who is named by a colleague is told, also when they neither serve nor watch the session; nobody is told of a session that
/// they may not see.
/// </summary>
public sealed class AgentMentions(
    DeskDbs dbs, StaffScope scope, IHubContext<AgentHub, IAgentClient> agents, IOptions<RoutingOptions> options)
{
    public async Task<UnreadMentions> Of(StaffCaller caller, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var db = dbs.Open();
        var page = options.Value.ListPage;
        var found = await Unread(db, caller).Take(page + 1).ToListAsync(cancellation);
        return new UnreadMentions([.. found.Take(page).Select(View)], found.Count > page);
    }

    /// <summary>Tells all desks of these agents what names them now; who has no desk open is told after the next Hello.</summary>
    public async Task Push(IEnumerable<long> ids, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ids);
        foreach (var id in ids)
        {
            await using var db = dbs.Open();
            if (await StaffCaller.Of(db, id, cancellation) is { } caller)
            {
                await agents.Clients.Group(HubGroups.Person(caller.Person)).Mentions(await Of(caller, cancellation));
            }
        }
    }

    private IQueryable<Found> Unread(DeskDb db, StaffCaller caller)
    {
        var seen = scope.Visible(db, caller);
        return
            from mention in db.Mentions.AsNoTracking()
            where mention.Person == caller.Person
            join room in db.Conversations on mention.ConversationId equals room.Id
            join said in db.Events on new { mention.ConversationId, mention.Seq } equals new { said.ConversationId, said.Seq }
            // Rows at or below the read mark may be there until the next mark removes them.
            where !db.Members.Any(m => m.ConversationId == room.Id && m.Person == caller.Person && m.ReadSeq >= mention.Seq)
            join session in seen on room.StaffOf equals session.ConversationId
            where session.Id == db.Sessions.Where(s => s.ConversationId == room.StaffOf).Max(s => s.Id)
            orderby said.At descending, mention.ConversationId, mention.Seq descending
            select new Found(
                session.Id,
                session.VisitorId,
                db.Visitors.Where(v => v.Id == session.VisitorId).Select(v => v.Name).FirstOrDefault(),
                said);
    }

    private static UnreadMention View(Found found) => new(
        found.Session,
        found.Said.ConversationId,
        found.Said.Seq,
        found.Said.At,
        found.Said.SenderName,
        VisitorNames.Of(found.VisitorId, found.Visitor),
        SessionRows.TextOf(found.Said.Body));

    private sealed record Found(long Session, string VisitorId, string? Visitor, EventRow Said);
}
