using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Tickets;

/// <summary>
/// A visitor's left message or wish to be called becomes a ticket, and its text stands in the conversation. Called by the choice
/// of the fallback once the routing domain has deferred the session.
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
    public async Task<Error?> Handle(Guid commandId, long sessionId, LeftWords words, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(words);
        var (ticket, added) = await Keep(commandId, sessionId, words, cancellation);
        if (ticket.SessionId != sessionId || new LeftWords(ticket.Email, ticket.Phone, ticket.Text, ticket.DueAt) != words)
        {
            return new Error(ErrorCodes.IdempotencyConflict, "This command id was used before with another message; the first one stays.");
        }

        if (ticket.Text.Length == 0)
        {
            if (added)
            {
                tickets.Changed(ticket.Id);
            }

            return null;
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
                new EventBody { Text = ticket.Text }),
            cancellation);
        if (posted.Ok && added)
        {
            tickets.Changed(ticket.Id);
        }

        return posted.Error;
    }

    private async Task<(Ticket Ticket, bool Added)> Keep(
        Guid commandId, long sessionId, LeftWords words, CancellationToken cancellation)
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
            Kind = words.CallAt is null ? TicketStates.MessageKind : TicketStates.CallBackKind,
            CommandId = commandId,
            SessionId = session.Id,
            ConversationId = session.ConversationId,
            VisitorId = session.VisitorId,
            Email = words.Email,
            Phone = words.Phone,
            Text = words.Text,
            DueAt = words.CallAt,
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

/// <summary>What a visitor leaves.</summary>
/// <param name="Text">Empty for a wished call without a word.</param>
/// <param name="CallAt">When the visitor wants to be called; null for a message.</param>
public sealed record LeftWords(string? Email, string? Phone, string Text, DateTimeOffset? CallAt);
