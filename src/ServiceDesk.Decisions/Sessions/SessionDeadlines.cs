using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Sessions;

/// <summary>
/// When a session's next slow deadline is due: the job scheduler arms by it, and the core judges a
/// <see cref="DeadlineDue"/> by it, so that both agree.
/// </summary>
public static class SessionDeadlines
{
    /// <summary>The earliest of all kinds, or null when none runs.</summary>
    public static Deadline? Next(SessionState session, ConversationFacts facts, Desk desk) => throw new NotSupportedException();

    /// <summary>The next one of one kind, or null when it does not run.</summary>
    public static Deadline? Next(SessionState session, ConversationFacts facts, Desk desk, DeadlineKind kind) => throw new NotSupportedException();
}

/// <summary>Something falls due.</summary>
public sealed record Deadline(DeadlineKind Kind, DeadlineStep Step, DateTimeOffset DueAt);

public enum DeadlineStep { Warn, Countdown, Close, Alarm, Note }
