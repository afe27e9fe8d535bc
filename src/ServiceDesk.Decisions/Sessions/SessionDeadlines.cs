using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Sessions;

/// <summary>
/// When a session's next slow deadline is due: the job scheduler arms by it, and the core judges a
/// <see cref="DeadlineDue"/> by it, so that both agree.
/// </summary>
public static class SessionDeadlines
{
    private static readonly DeadlineKind[] Kinds = Enum.GetValues<DeadlineKind>();

    /// <summary>The earliest of all kinds, or null when none runs.</summary>
    public static Deadline? Next(SessionState session, ConversationFacts facts, Desk desk)
    {
        Deadline? first = null;
        foreach (var kind in Kinds)
        {
            var next = Next(session, facts, desk, kind);
            first = next is not null && (first is null || next.DueAt < first.DueAt) ? next : first;
        }

        return first;
    }

    /// <summary>The next one of one kind, or null when it does not run.</summary>
    public static Deadline? Next(SessionState session, ConversationFacts facts, Desk desk, DeadlineKind kind) => kind switch
    {
        // What its agent parked is closed by nobody's silence (case 85).
        DeadlineKind.Silence when session is { IsServed: true, Hold: null or { Parked: false } } =>
            AsDeadline(kind, Silence.Next(QueueOf(session, desk).Silence, facts, session.Notices)),
        DeadlineKind.ReplyDue when session.IsServed =>
            AsDeadline(kind, Silence.NextReplyDue(QueueOf(session, desk).ReplyDue, facts, session.Notices)),
        DeadlineKind.BotIdle when session.Status is SessionStatus.Created or SessionStatus.Bot =>
            BotIdle(session, facts, desk.BotSettings),
        DeadlineKind.VisitorLeft when session is { IsServed: true, IsCallBack: false } => VisitorLeft(session, QueueOf(session, desk)),
        DeadlineKind.Inactive when session is { Status: SessionStatus.Active, OfferId: null } => Inactive(QueueOf(session, desk), facts),
        DeadlineKind.CallBack when session is { Status: SessionStatus.Deferred, CallBackAt: { } at } =>
            new Deadline(kind, DeadlineStep.Close, at),
        DeadlineKind.Resume when session is { Assignment: null, CallBackAt: null } && Resuming.Until(session, desk) is { } until =>
            new Deadline(kind, DeadlineStep.Close, until),
        _ => null,
    };

    /// <summary>
    /// A word stops what ran for the one before it, and nothing that begins with it is due sooner than this, in whatever queue it is
    /// said: whoever has armed a job at or before that need not look again.
    /// </summary>
    public static TimeSpan SoonestAfterAWord(Desk desk) => TimeSpan.FromSeconds(desk.Queues.Append(Unlisted)
        .Select(q => Math.Min(q.Silence.WarnSeconds, Math.Min(q.ReplyDue.WarnSeconds, q.InactiveSeconds > 0 ? q.InactiveSeconds : int.MaxValue)))
        .Append(desk.BotSettings.IdleCloseSeconds).Min());

    /// <summary>Until when the visitor's next word continues a session that is over (S20); null for one that is not, or cannot go on.</summary>
    public static DateTimeOffset? ResumableUntil(SessionState session, Desk desk) =>
        Resuming.Until(session, desk) is { } until && until > session.StatusSince ? until : null;

    // The timer starts with the bot's stay (case 83). A word that was owed before the stay began is owed no longer:
    // the visitor who cancels the wait has turned to the bot.
    private static Deadline? BotIdle(SessionState session, ConversationFacts facts, BotSettings settings)
    {
        if (facts.WaitingOn == WaitingOn.Service && facts.WaitingSince >= session.StatusSince)
        {
            return null;
        }

        var since = facts.WaitingOn == WaitingOn.Visitor && facts.WaitingSince > session.StatusSince
            ? facts.WaitingSince
            : session.StatusSince;
        return new Deadline(DeadlineKind.BotIdle, DeadlineStep.Close, since.AddSeconds(settings.IdleCloseSeconds));
    }

    private static Deadline? VisitorLeft(SessionState session, Queue queue) =>
        session.VisitorLeftAt is { } left && !session.VisitorLeftNoted
            ? new Deadline(DeadlineKind.VisitorLeft, DeadlineStep.Note, left.AddSeconds(queue.VisitorLeftSeconds))
            : null;

    private static Deadline? Inactive(Queue queue, ConversationFacts facts) =>
        queue.InactiveSeconds > 0 && facts.WaitingOn == WaitingOn.Visitor
            ? new Deadline(DeadlineKind.Inactive, DeadlineStep.Hold, facts.WaitingSince.AddSeconds(queue.InactiveSeconds))
            : null;

    private static Deadline? AsDeadline(DeadlineKind kind, (DeadlineStep Step, DateTimeOffset DueAt)? next) =>
        next is { } n ? new Deadline(kind, n.Step, n.DueAt) : null;

    private static Queue QueueOf(SessionState session, Desk desk) =>
        desk.Queues.FirstOrDefault(q => q.Id == session.QueueId) ?? Unlisted;

    // A queue can leave the desk while its sessions are being served: they go on under the starting values.
    internal static Queue Unlisted { get; } = new() { Id = "", Name = "", ScheduleId = "" };
}

/// <summary>Something falls due.</summary>
public sealed record Deadline(DeadlineKind Kind, DeadlineStep Step, DateTimeOffset DueAt);

public enum DeadlineStep { Warn, Countdown, Close, Alarm, Note, Hold }
