using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>The steps of a queue's ladder, taken in order while a session waits and nobody is rung for it (rules L1–L4).</summary>
internal static class Overflow
{
    /// <summary>A stay began: an alert when nobody could ever serve it, and the steps that are due at once.</summary>
    public static void Begin(Turn turn, SessionState session)
    {
        AlertIfUnservable(turn, session);
        CatchUp(turn, session);
    }

    /// <summary>Takes every step that is due, one after the other.</summary>
    public static void CatchUp(Turn turn, SessionState session)
    {
        while (session.Status == SessionStatus.Queued
            && NextStep(turn.Memory, session) is { } step && Cause(turn.Memory, session, step) is { } cause)
        {
            Take(turn, session, step, cause);
            session = turn.Session(session.Id);
        }
    }

    /// <summary>Another desk holds: sessions that nobody can serve any more go on at once.</summary>
    /// <param name="isNew">Whether the desk before had somebody for them: only then there is anything to tell.</param>
    public static void LookAgain(Turn turn, Bucket bucket, bool isNew)
    {
        foreach (var place in bucket.Everybody.ToList())
        {
            var session = turn.Session(place.SessionId);
            if (isNew)
            {
                AlertIfUnservable(turn, session);
            }

            CatchUp(turn, session);
        }
    }

    /// <summary>Everybody has declined as often as the queue allows: the next step is taken. Whether there was one.</summary>
    public static bool AfterLastRound(Turn turn, SessionState session)
    {
        if (NextStep(turn.Memory, session) is not { } step)
        {
            return false;
        }

        Take(turn, session, step, StepReasons.AllExcluded);
        CatchUp(turn, turn.Session(session.Id));
        return true;
    }

    /// <summary>When the next step falls due by time, or null.</summary>
    public static DateTimeOffset? NextDue(RoutingMemory memory, SessionState session) =>
        NextStep(memory, session) is { Trigger: OverflowTrigger.Wait } step ? session.QueuedAt!.Value.AddSeconds(step.Value) : null;

    private static OverflowStep? NextStep(RoutingMemory memory, SessionState session)
    {
        var ladder = memory.Desk.Queue(session.QueueId).Overflow;
        return session.Step < ladder.Count ? ladder[session.Step] : null;
    }

    private static string? Cause(RoutingMemory memory, SessionState session, OverflowStep step)
    {
        if (!memory.Buckets.Of(session.Id).IsServable)
        {
            return StepReasons.Unservable;
        }

        return session.QueuedAt!.Value.AddSeconds(step.Value) <= memory.Now ? StepReasons.Wait : null;
    }

    private static void Take(Turn turn, SessionState session, OverflowStep step, string cause)
    {
        turn.Emit(new StepAdvanced(session.Id, session.QueueId!, session.Step, step.Action) { Reason = cause });
        session = session with { Step = session.Step + 1, Version = session.Version + 1 };
        switch (step.Action)
        {
            case OverflowAction.RelaxSkill:
                turn.Put(session with { Requirements = Requirements.Relax(session.Requirements, step.SkillId!, step.MinLevel) });
                break;
            default:
                turn.Put(session);
                turn.Emit(new Alert(session.Id, session.QueueId, null, AlertSeverity.Warning) { Reason = AlertReasons.Overflow });
                break;
        }
    }

    private static void AlertIfUnservable(Turn turn, SessionState session)
    {
        if (!turn.Memory.Buckets.Of(session.Id).IsServable)
        {
            turn.Emit(new Alert(session.Id, session.QueueId, null, AlertSeverity.Alarm) { Reason = AlertReasons.Unservable });
        }
    }
}
