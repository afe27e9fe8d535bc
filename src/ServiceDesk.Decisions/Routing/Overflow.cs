using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>The steps of a queue's ladder, taken in order while a session waits and nobody is rung for it (rules L1–L5).</summary>
internal static class Overflow
{
    /// <summary>A stay began: an alert when nobody could ever serve it, and the steps that are due at once.</summary>
    public static void Begin(Turn turn, SessionState session)
    {
        CatchUp(turn, AlertIfUnservable(turn, session));
    }

    /// <summary>Takes every step that is due, one after the other.</summary>
    public static void CatchUp(Turn turn, SessionState session)
    {
        while (session.Status == SessionStatus.Queued
            && OverflowTriggers.Next(turn.Memory, session) is { } step
            && OverflowTriggers.Cause(turn.Memory, session, step) is { } cause)
        {
            Take(turn, session, step, cause);
            session = turn.Session(session.Id);
        }
    }

    /// <summary>Another desk holds: sessions that nobody can serve any more go on at once.</summary>
    /// <param name="told">Whom the desk before had nobody for either: of them there is nothing to tell.</param>
    public static void LookAgain(Turn turn, Bucket bucket, HashSet<long> told)
    {
        foreach (var place in bucket.Everybody.ToList())
        {
            var session = turn.Session(place.SessionId);
            CatchUp(turn, told.Contains(session.Id) ? session : AlertIfUnservable(turn, session));
        }
    }

    /// <summary>Everybody has declined as often as the queue allows: the next step is taken. Whether there was one.</summary>
    public static bool AfterLastRound(Turn turn, SessionState session)
    {
        if (OverflowTriggers.Next(turn.Memory, session) is not { } step)
        {
            return false;
        }

        Take(turn, session, step, StepReasons.AllExcluded);
        CatchUp(turn, turn.Session(session.Id));
        return true;
    }

    /// <summary>Takes the steps that a change of queues or agents has made due.</summary>
    public static void Review(Turn turn)
    {
        var memory = turn.Memory;
        if (!memory.Desk.WatchesState)
        {
            return;
        }

        foreach (var bucket in memory.Buckets.All.Where(b => b.Watching.Count > 0).ToList())
        {
            foreach (var (at, places) in bucket.Watching.Where(w => w.Value.Count > 0).ToList())
            {
                if (OverflowTriggers.StateCause(memory, bucket, at) is not null)
                {
                    CatchUp(turn, places.ToList());
                }
                else if (memory.Desk.Queue(bucket.QueueId).Overflow[at] is { Trigger: OverflowTrigger.Eta } step)
                {
                    CatchUp(turn, [.. LastInLine(memory, places, step)]);
                }
            }
        }
    }

    // Who stands further back waits longer: from the end on, until one does not wait that long.
    private static IEnumerable<LinePlace> LastInLine(RoutingMemory memory, SortedSet<LinePlace> places, OverflowStep step) =>
        places.Reverse().TakeWhile(p => OverflowTriggers.IsEtaReached(memory, memory.Session(p.SessionId)!, step));

    private static void CatchUp(Turn turn, List<LinePlace> places)
    {
        foreach (var place in places)
        {
            CatchUp(turn, turn.Session(place.SessionId));
        }
    }

    private static void Take(Turn turn, SessionState session, OverflowStep step, string cause)
    {
        turn.Emit(new StepAdvanced(session.Id, session.QueueId!, session.Step, step.Action) { Reason = cause, Configured = step });
        turn.Memory.Changes.Stepped = true;
        session = session with { Step = session.Step + 1, StickyUntil = null, Version = session.Version + 1 };
        turn.Put(session);
        OverflowActions.Do(turn, session, step);
        Alerting.SettleServable(turn, turn.Session(session.Id));
    }

    private static SessionState AlertIfUnservable(Turn turn, SessionState session) => turn.Memory.Buckets.Of(session.Id).IsServable
        ? session
        : Alerting.Raise(turn, session, AlertSeverity.Alarm, AlertReasons.Unservable);
}
