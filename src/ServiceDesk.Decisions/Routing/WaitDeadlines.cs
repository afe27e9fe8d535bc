using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Decisions.Insight;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>The instants at which something happens to a session because it waits.</summary>
internal static class WaitDeadlines
{
    /// <summary>The earliest, or null when the session does not wait.</summary>
    public static DateTimeOffset? Next(RoutingMemory memory, SessionState session) => session.IsWaiting
        ? Earlier(NextChange(memory, session, memory.Now), NextDelay(memory, session))
        : null;

    /// <summary>Whatever is due now ends the wait, lifts exclusions, lets a delayed agent in, or takes a step.</summary>
    /// <param name="due">What the wake was for; earlier than now when nobody woke the core then.</param>
    public static void Wake(Turn turn, SessionState session, DateTimeOffset due)
    {
        var next = NextChange(turn.Memory, session, DateTimeOffset.MinValue);
        if (due < turn.At && !(next <= due))
        {
            // Only a delay passed then. What is due since keeps its own place in the order, as if the core had been awake: a
            // wake that changes nothing is in no ledger, so it must not make a difference to a replay.
            LetDelayedAgentsIn(turn, session);
            turn.Memory.Wakes.Set(WakeKind.Waiting, session.Id, Earlier(next, NextDelay(turn.Memory, session)));
            return;
        }

        var queue = turn.QueueOf(session);
        if (Abandonment(session, queue) <= turn.At)
        {
            Ending.End(turn, session, EndedBy.Visitor, null, EndReasons.Abandoned);
        }
        else if (LongestWait(session, queue) <= turn.At)
        {
            Waiting.Defer(turn, session, DeferReasons.MaxWait);
        }
        else if (Drain(turn.Memory, session, queue) <= turn.At)
        {
            CloseOut(turn, session, queue);
        }
        else
        {
            Look(turn, session);
        }
    }

    /// <summary>Everything that lies ahead because of the time alone, the earliest first.</summary>
    public static IReadOnlyList<WaitDeadline> Ahead(RoutingMemory memory, SessionState session)
    {
        var queue = memory.Desk.Queue(session.QueueId);
        (WaitDeadlineKind Kind, DateTimeOffset? At)[] all =
        [
            (WaitDeadlineKind.LongestWait, LongestWait(session, queue)),
            (WaitDeadlineKind.Closing, Drain(memory, session, queue)),
            (WaitDeadlineKind.Abandonment, Abandonment(session, queue)),
            (WaitDeadlineKind.Promotion, Tiers.PromotedAt(session, queue)),
            (WaitDeadlineKind.Kept, session.StickyUntil),
            (WaitDeadlineKind.Step, OverflowTriggers.NextDue(memory, session)),
            (WaitDeadlineKind.Delay, NextDelay(memory, session)),
            (WaitDeadlineKind.Exclusion, NextLift(memory.Now, session)),
        ];
        return [.. all.Where(d => d.At is not null).Select(d => new WaitDeadline(d.Kind, d.At!.Value)).OrderBy(d => d.At)];
    }

    private static void Look(Turn turn, SessionState session)
    {
        session = LiftExclusions(turn, session);
        if (session.StickyUntil <= turn.At)
        {
            session = session with { StickyUntil = null };
            turn.Put(session);
        }

        session = Tiers.Promote(turn, session);
        LetDelayedAgentsIn(turn, session);
        if (session.Status == SessionStatus.Queued)
        {
            Overflow.CatchUp(turn, session);
            session = turn.Session(session.Id);
        }

        // A delay that just passed, or an early guess of the drain, leaves the state as it is: only the wake moves on.
        turn.Memory.Wakes.Set(WakeKind.Waiting, session.Id, Next(turn.Memory, session));
    }

    private static SessionState LiftExclusions(Turn turn, SessionState session)
    {
        // Most have none: nothing is allocated for them.
        if (session.Exclusions.Count == 0 || session.Exclusions.All(x => x.Until > turn.At))
        {
            return session;
        }

        session = session with { Exclusions = [.. session.Exclusions.Where(x => x.Until > turn.At)] };
        turn.Put(session);
        return session;
    }

    private static void LetDelayedAgentsIn(Turn turn, SessionState session)
    {
        if (session.Status == SessionStatus.Queued)
        {
            turn.Memory.Changes.Seeking.Add(QueueLine.PlaceOf(session));
        }
    }

    /// <param name="after">Exclusions that lifted by then were looked at already.</param>
    private static DateTimeOffset? NextChange(RoutingMemory memory, SessionState session, DateTimeOffset after)
    {
        var queue = memory.Desk.Queue(session.QueueId);
        var next = Earlier(LongestWait(session, queue), Earlier(Drain(memory, session, queue), Abandonment(session, queue)));
        next = Earlier(next, Tiers.PromotedAt(session, queue));
        return session.Status == SessionStatus.Queued
            ? Earlier(Earlier(next, session.StickyUntil), Earlier(OverflowTriggers.NextDue(memory, session), NextLift(after, session)))
            : next;
    }

    private static DateTimeOffset LongestWait(SessionState session, Queue queue) =>
        session.QueuedAt!.Value + TimeSpan.FromSeconds(queue.MaxWaitSeconds) - session.WaitedBefore;

    // A visitor who was gone already while being served has the whole grace once the wait begins.
    private static DateTimeOffset? Abandonment(SessionState session, Queue queue) =>
        session is { VisitorLeftAt: { } left, IsCallBack: false } ? Later(left, session.QueuedAt)?.AddSeconds(queue.VisitorGraceSeconds) : null;

    // Whoever comes to wait after closing (a lost agent, a confirmed transfer) has the whole drain time from then on.
    private static DateTimeOffset? Drain(RoutingMemory memory, SessionState session, Queue queue)
    {
        if (queue.ScheduleId.Length == 0)
        {
            return null;
        }

        var window = memory.Desk.Window(queue.ScheduleId, memory.Now);
        // With another policy than draining, those who waited at closing are due at the closing itself.
        var since = window.IsOpen ? window.Until : Later(window.Since, session.QueuedAt);
        return since?.AddSeconds(WaitedAtClosing(session, window) && queue.Closing != ClosingPolicy.Drain ? 0 : queue.DrainSeconds);
    }

    private static bool WaitedAtClosing(SessionState session, HoursWindow window) =>
        window.IsOpen || session.QueuedAt < window.Since;

    private static void CloseOut(Turn turn, SessionState session, Queue queue)
    {
        var policy = WaitedAtClosing(session, turn.Memory.Desk.Window(queue.ScheduleId, turn.At)) ? queue.Closing : ClosingPolicy.Drain;
        switch (policy)
        {
            case ClosingPolicy.End:
                Ending.End(turn, session, EndedBy.System, null, EndReasons.Closed);
                break;
            case ClosingPolicy.Fallback:
                Waiting.Defer(turn, session, DeferReasons.Closed);
                break;
            default:
                Waiting.Defer(turn, session, DeferReasons.Drained);
                break;
        }
    }

    private static DateTimeOffset? NextDelay(RoutingMemory memory, SessionState session)
    {
        if (session.Status != SessionStatus.Queued)
        {
            return null;
        }

        foreach (var delay in memory.Buckets.Of(session.Id).Delays)
        {
            var due = session.Key!.Value.AddSeconds(delay);
            if (due > memory.Now)
            {
                return due;
            }
        }

        return null;
    }

    private static DateTimeOffset? NextLift(DateTimeOffset now, SessionState session) =>
        session.Exclusions.Count == 0 ? null : session.Exclusions.Where(x => x.Until > now).Select(x => (DateTimeOffset?)x.Until).Min();

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? two) => one is null || two < one ? two : one;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? two) => one is null || two > one ? two : one;
}
