using System.Text.Json;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Messaging;

/// <summary>The bot owes an answer: to the event <paramref name="Seq"/>, or a greeting when it is 0.</summary>
public sealed record BotTurnDue(long SessionId, long ConversationId, long Seq);

/// <summary>The log tells the router what it must know.</summary>
/// <param name="Kind">One of <see cref="LogNoticeKinds"/>.</param>
public sealed record LogNotice(string Kind, long SessionId, long ConversationId, long Seq, DateTimeOffset At);

public static class LogNoticeKinds
{
    /// <summary>The agent who serves the session wrote for the first time since the assignment.</summary>
    public const string FirstReply = "firstReply";

    /// <summary>Somebody wrote in a session of which the router wants to hear.</summary>
    public const string Message = "message";

    /// <summary>The visitor wrote while no session was open: the one that is over may go on.</summary>
    public const string MessageAfterEnd = "messageAfterEnd";
}

/// <summary>A segment ended and its visitor is to be asked.</summary>
public sealed record SurveyDue(long SessionId, int Segment, long ConversationId, DateTimeOffset EndedAt);

/// <summary>A visitor wants a session's transcript by mail.</summary>
/// <param name="Locale">The visitor's language; <paramref name="Zone"/> the zone of the times in it, UTC when null.</param>
public sealed record TranscriptMailDue(long SessionId, long ConversationId, string Email, string Locale, string? Zone);

/// <summary>Writes outbox rows; the row joins the caller's transaction.</summary>
public static class OutboxRows
{
    /// <param name="eventId">Of the cause, where a repeat of it must be the same event; a new one when null.</param>
    public static OutboxRow Of<T>(T message, long? conversationId, string node, DateTimeOffset at, Guid? eventId = null)
        where T : notnull => new()
        {
            EventId = eventId ?? Guid.CreateVersion7(at),
            Kind = typeof(T).Name,
            ConversationId = conversationId,
            Payload = JsonSerializer.Serialize(message, WireJson.Options),
            Node = node,
            CreatedAt = at,
        };
}
