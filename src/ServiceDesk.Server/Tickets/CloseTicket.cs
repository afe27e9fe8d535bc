using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Tickets;

/// <summary>Closes a left message, answered or not. Closing a closed one changes nothing.</summary>
public sealed class CloseTicket(DeskDbs dbs, TicketRows tickets)
{
    /// <summary>A ticket that the caller may not see is refused with not_found.</summary>
    public async Task<Reply<TicketRow>> Handle(StaffCaller caller, TicketCommand request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var ticket = await tickets.Visible(db, caller).SingleOrDefaultAsync(t => t.Id == request.TicketId, cancellation);
        if (ticket is null)
        {
            return new Error(ErrorCodes.NotFound, $"There is no ticket {request.TicketId}.");
        }

        if (ticket.Status != TicketStates.Closed)
        {
            ticket.Status = TicketStates.Closed;
            ticket.Assignee ??= caller.AgentId;
            await db.SaveChangesAsync(cancellation);
            await write.Commit(cancellation);
            tickets.Changed(ticket.Id);
        }

        return await tickets.Row(db, ticket, cancellation);
    }
}

public sealed class TicketCommandValidator : AbstractValidator<TicketCommand>
{
    public TicketCommandValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.TicketId).GreaterThan(0);
    }
}
