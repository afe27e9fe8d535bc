using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Tickets;

/// <summary>Answers a left message: the text is posted into the visitor's conversation and the ticket is marked.</summary>
public sealed class AnswerTicket(DeskDbs dbs, ConversationLog conversations, TicketRows tickets, TimeProvider time)
{
    /// <summary>Repeating a command id posts nothing twice. A closed ticket is refused with conversation_closed, one that the caller may not see with not_found.</summary>
    public async Task<Reply<TicketRow>> Handle(StaffCaller caller, AnswerTicketRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        await using var db = dbs.Open();
        var ticket = await tickets.Visible(db, caller).SingleOrDefaultAsync(t => t.Id == request.TicketId, cancellation);
        if (ticket is null)
        {
            return new Error(ErrorCodes.NotFound, $"There is no ticket {request.TicketId}.");
        }

        if (ticket.Status == TicketStates.Closed)
        {
            return new Error(ErrorCodes.ConversationClosed, $"Ticket {request.TicketId} is closed.");
        }

        var posted = await conversations.Append(
            new Post(
                ticket.ConversationId,
                caller.Person,
                caller.Name,
                new Admission.Ticket(ticket.Id),
                EventTypes.Message,
                request.CommandId,
                new EventBody { Text = request.Text }),
            cancellation);
        if (!posted.Ok)
        {
            return posted.Error!;
        }

        await Mark(db, ticket, caller, cancellation);
        return await tickets.Row(db, ticket, cancellation);
    }

    private async Task Mark(DeskDb db, Ticket ticket, StaffCaller caller, CancellationToken cancellation)
    {
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        await db.Entry(ticket).ReloadAsync(cancellation);
        if (ticket.Status != TicketStates.Open)
        {
            return;
        }

        ticket.Status = TicketStates.Answered;
        ticket.Assignee = caller.AgentId;
        ticket.AnsweredAt = time.Now();
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        tickets.Changed(ticket.Id);
    }
}

public sealed class AnswerTicketRequestValidator : AbstractValidator<AnswerTicketRequest>
{
    public AnswerTicketRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.TicketId).GreaterThan(0);
        RuleFor(r => r.Text).NotEmpty();
        RuleFor(r => r.Text).MaximumLength(SendRequestValidator.MaxText).WithErrorCode(ErrorCodes.TooLarge);
    }
}
