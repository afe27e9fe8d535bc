using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Tickets;

/// <summary>Tickets as the desk shows them, and who may see them.</summary>
public sealed class TicketRows(
    DeskDbs dbs, StaffScope scope, CurrentDesk desk, CommitPublisher publisher, IHubContext<AgentHub, IAgentClient> agents)
{
    /// <summary>Those that the caller may see: supervisors and administrators all, agents those of their queues and of none.</summary>
    public IQueryable<Ticket> Visible(DeskDb db, StaffCaller caller)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(caller);
        if (scope.SeesAll(caller))
        {
            return db.Tickets;
        }

        var queues = scope.Queues(caller);
        return db.Tickets.Where(t => t.Queue == null || queues.Contains(t.Queue));
    }

    public async Task<TicketRow> Row(DeskDb db, Ticket ticket, CancellationToken cancellation) =>
        (await Rows(db, [ticket], cancellation))[0];

    public async Task<IReadOnlyList<TicketRow>> Rows(DeskDb db, IReadOnlyList<Ticket> tickets, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        var visitorIds = tickets.Select(t => t.VisitorId).Distinct().ToArray();
        var visitors = await db.Visitors.Where(v => visitorIds.Contains(v.Id)).ToDictionaryAsync(v => v.Id, v => v.Name, cancellation);
        var staffIds = tickets.Where(t => t.Assignee is not null).Select(t => t.Assignee!.Value).Distinct().ToArray();
        var staff = await db.Users.Where(u => staffIds.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancellation);
        return [.. tickets.Select(t => new TicketRow(
            t.Id,
            t.SessionId,
            t.ConversationId,
            VisitorNames.Of(t.VisitorId, visitors.GetValueOrDefault(t.VisitorId)),
            t.Email,
            t.Text,
            TicketStates.Read(t.Status),
            t.Queue,
            t.Assignee is { } id ? staff.GetValueOrDefault(id) : null,
            t.CreatedAt,
            t.AnsweredAt,
            new PageInfo(t.PageUrl, t.PageTitle),
            t.Kind,
            t.Phone,
            t.DueAt))];
    }

    /// <summary>Shows a ticket's new state to the staff of its queue. Call it after the commit.</summary>
    public void Changed(long ticketId) => publisher.Enqueue(async cancellation =>
    {
        await using var db = dbs.Open();
        if (await db.Tickets.AsNoTracking().SingleOrDefaultAsync(t => t.Id == ticketId, cancellation) is { } ticket)
        {
            var row = await Row(db, ticket, cancellation);
            await agents.Clients.Groups(Watchers(ticket)).TicketState(row);
        }
    });

    private List<string> Watchers(Ticket ticket) =>
        [StatePushLoop.EveryQueue, .. ticket.Queue is { } queue ? [HubGroups.Queue(queue)] : desk.Value.Queues.Select(q => HubGroups.Queue(q.Id))];
}
