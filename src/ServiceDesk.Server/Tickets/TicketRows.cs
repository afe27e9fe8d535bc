using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Tickets;

/// <summary>Tickets as the desk shows them, and who may see them.</summary>
public sealed class TicketRows(
    DeskDbs dbs, CurrentDesk desk, CommitPublisher publisher, IHubContext<AgentHub, IAgentClient> agents)
{
    /// <summary>The queues whose tickets the caller may see; null for all. A ticket of no queue is seen by everybody.</summary>
    public IReadOnlyList<string>? QueuesOf(StaffCaller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.SeesAll
            ? null
            : [.. desk.Value.Agents.FirstOrDefault(a => a.Id == caller.AgentId)?.Memberships.Select(m => m.QueueId) ?? []];
    }

    public bool MaySee(StaffCaller caller, Ticket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return ticket.Queue is null || QueuesOf(caller) is not { } queues || queues.Contains(ticket.Queue);
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
            visitors.GetValueOrDefault(t.VisitorId) ?? "",
            t.Email,
            t.Text,
            TicketStates.Read(t.Status),
            t.Queue,
            t.Assignee is { } id ? staff.GetValueOrDefault(id) : null,
            t.CreatedAt,
            t.AnsweredAt,
            new PageInfo(t.PageUrl, t.PageTitle)))];
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
        ticket.Queue is { } queue ? [HubGroups.Queue(queue)] : [.. desk.Value.Queues.Select(q => HubGroups.Queue(q.Id))];
}
