using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Tickets;

/// <summary>An agent takes up the session that a ticket came from (rule S21). The ticket stays open until it is answered or closed.</summary>
public sealed class OpenTicket(DeskDbs dbs, TicketRows tickets, RoutingDomain domain, SessionRows rows)
{
    /// <summary>
    /// A ticket that the caller may not see is refused with not_found, a closed one and a session whose time is over with
    /// conversation_closed, a session that is open already with already_taken.
    /// </summary>
    public async Task<Reply<SessionRow>> Handle(StaffCaller caller, TicketCommand request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        await using var db = dbs.Open();
        if (await tickets.Visible(db, caller).SingleOrDefaultAsync(t => t.Id == request.TicketId, cancellation) is not { } ticket)
        {
            return new Error(ErrorCodes.NotFound, $"There is no ticket {request.TicketId}.");
        }

        if (ticket.Status == TicketStates.Closed)
        {
            return new Error(ErrorCodes.ConversationClosed, $"Ticket {request.TicketId} is closed.");
        }

        var result = await domain.Submit(
            request.CommandId, new TicketOpened(ticket.SessionId, caller.AgentId) { At = default, Seq = 0 }, cancellation);
        if (result.Error is null && ticket.Assignee != caller.AgentId)
        {
            await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
            ticket.Assignee = caller.AgentId;
            await db.SaveChangesAsync(cancellation);
            await write.Commit(cancellation);
            tickets.Changed(ticket.Id);
        }

        return await rows.Answer(result, caller.AgentId, cancellation);
    }
}
