using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Tickets;

/// <summary>
/// A visitor's left message becomes a ticket, and its text stands in the conversation. Called by the choice of the fallback
/// <see cref="FallbackKinds.Message"/> once the routing domain has deferred the session.
/// </summary>
public sealed class LeaveMessage(DeskDbs dbs, ConversationLog conversations, TicketRows tickets, TimeProvider time)
{
    /// <summary>
    /// Repeating a command id leaves nothing twice and finishes what a crash cut off: the ticket is found by the command,
    /// and the text in the conversation carries the command's id.
    /// </summary>
    /// <param name="commandId">Of the visitor's request.</param>
    /// <param name="sessionId">The deferred session; the caller has checked that it is the visitor's own.</param>
    /// <returns>The refusal, or null when the message is kept.</returns>
    public async Task<Error?> Handle(Guid commandId, long sessionId, string email, string text, CancellationToken cancellation)
    {
        var (ticket, added) = await Keep(commandId, sessionId, email, text, cancellation);
        if (ticket.SessionId != sessionId || ticket.Email != email || ticket.Text != text)
        {
            return new Error(ErrorCodes.IdempotencyConflict, "This command id was used before with another message; the first one stays.");
        }

        var visitor = Persons.Visitor(ticket.VisitorId);
        var posted = await conversations.Append(
            new Post(
                ticket.ConversationId,
                visitor,
                null,
                new Admission.Ticket(ticket.Id),
                EventTypes.Message,
                commandId,
                new EventBody { Text = text }),
            cancellation);
        if (posted.Ok && added)
        {
            tickets.Changed(ticket.Id);
        }

        return posted.Error;
    }

    private async Task<(Ticket Ticket, bool Added)> Keep(
        Guid commandId, long sessionId, string email, string text, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        if (await db.Tickets.AsNoTracking().SingleOrDefaultAsync(t => t.CommandId == commandId, cancellation) is { } known)
        {
            return (known, false);
        }

        var session = await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == sessionId, cancellation);
        var ticket = new Ticket
        {
            Kind = TicketStates.MessageKind,
            CommandId = commandId,
            SessionId = session.Id,
            ConversationId = session.ConversationId,
            VisitorId = session.VisitorId,
            Email = email,
            Text = text,
            Status = TicketStates.Open,
            Queue = session.Queue,
            CreatedAt = time.Now(),
            PageUrl = session.SourceUrl,
            PageTitle = session.SourceTitle,
        };
        db.Tickets.Add(ticket);
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        return (ticket, true);
    }
}
