using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Whether the next step of a session's ladder is to be taken, and when that depends on time alone (rules L1–L3).</summary>
internal static class OverflowTriggers
{
    public static OverflowStep? Next(RoutingMemory memory, SessionState session)
    {
        var ladder = memory.Desk.Queue(session.QueueId).Overflow;
        return session.Step < ladder.Count ? ladder[session.Step] : null;
    }

    /// <summary>Why the step is due now, one of <see cref="StepReasons"/>, or null.</summary>
    public static string? Cause(RoutingMemory memory, SessionState session, OverflowStep step)
    {
        var bucket = memory.Buckets.Of(session.Id);
        if (!bucket.IsServable)
        {
            return StepReasons.Unservable;
        }

        if (StateCause(memory, bucket, session.Step) is { } cause)
        {
            return cause;
        }

        if (step.Trigger == OverflowTrigger.Eta)
        {
            return IsEtaReached(memory, session, step) ? StepReasons.Eta : null;
        }

        return DueAt(memory, session, step) <= memory.Now
            ? step.Trigger == OverflowTrigger.Wait ? StepReasons.Wait : StepReasons.Closing
            : null;
    }

    /// <summary>What holds for every session of a bucket that stands before the same step, whatever its age.</summary>
    public static string? StateCause(RoutingMemory memory, Bucket bucket, int at)
    {
        var ladder = memory.Desk.Queue(bucket.QueueId).Overflow;
        if (at > 0 && ladder[at - 1].SkipIfEmpty && bucket.IsDeserted)
        {
            return StepReasons.Empty;
        }

        return ladder[at].Trigger switch
        {
            OverflowTrigger.Length when memory.Line(bucket.QueueId).Everybody.Count >= ladder[at].Value => StepReasons.Length,
            OverflowTrigger.NoEligibleAgentOnline when bucket.IsDeserted => StepReasons.NobodyOnline,
            _ => null,
        };
    }

    public static bool IsEtaReached(RoutingMemory memory, SessionState session, OverflowStep step) =>
        Pacing.Mean(memory, session.QueueId!, memory.Position(session.Id)!.Value) >= step.Value * 1_000.0;

    /// <summary>Whether a change of the queue or of its agents can make the step due.</summary>
    public static bool IsByState(RoutingMemory memory, SessionState session)
    {
        var ladder = memory.Desk.Queue(session.QueueId).Overflow;
        return session.Step < ladder.Count
            && (ladder[session.Step].Trigger is OverflowTrigger.Length or OverflowTrigger.NoEligibleAgentOnline or OverflowTrigger.Eta
                || (session.Step > 0 && ladder[session.Step - 1].SkipIfEmpty));
    }

    /// <summary>When the next step falls due by time, or null.</summary>
    public static DateTimeOffset? NextDue(RoutingMemory memory, SessionState session) =>
        Next(memory, session) is { } step ? DueAt(memory, session, step) : null;

    private static DateTimeOffset? DueAt(RoutingMemory memory, SessionState session, OverflowStep step)
    {
        if (step.Trigger == OverflowTrigger.Wait)
        {
            return session.QueuedAt!.Value.AddSeconds(step.Value);
        }

        if (step.Trigger != OverflowTrigger.QueueClosing || memory.Desk.FindQueue(session.QueueId) is not { } queue)
        {
            return null;
        }

        var window = memory.Desk.Window(queue.ScheduleId, memory.Now);
        return window.IsOpen ? window.Until?.AddSeconds(-step.Value) : memory.Now;
    }
}
