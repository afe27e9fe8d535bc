using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// Rule T5: who waited when another desk was published is looked at again in slices, line by line in their order, so that no
/// publication stops the domain. Until its turn a session keeps the instant at which it was to be looked at before.
/// </summary>
internal sealed class Adoption
{
    /// <summary>So many sessions in one event.</summary>
    public const int Slice = 2_500;

    private const string Ruleset = "ruleset";

    private long[] waiting = [];
    private int next;

    /// <summary>How many are still to be looked at.</summary>
    public int Left => waiting.Length - next;

    public void Begin(IEnumerable<long> sessions) => (waiting, next) = ([.. sessions], 0);

    /// <summary>The next slice. It is told in the ledger even when it changes nothing: a replay must come as far in the same event.</summary>
    public static void Go(Turn turn)
    {
        var memory = turn.Memory;
        if (memory.Adoption.Left == 0)
        {
            return;
        }

        var looked = 0;
        foreach (var session in memory.Adoption.Take(memory, Slice))
        {
            looked++;
            Look(memory, session);
            if (session.StickyUntil is not null)
            {
                memory.Changes.Sticky.Add(session.Id);
            }

            if (session is { Status: SessionStatus.Queued, Exclusions.Count: > 0 })
            {
                memory.Changes.Seeking.Add(QueueLine.PlaceOf(session));
            }
        }

        turn.Emit(new LinesReviewed(looked, memory.Adoption.Left) { Reason = Ruleset });
    }

    /// <summary>A new writer loads everybody by the desk in force: nothing is left over from the one before.</summary>
    public static void Finish(RoutingMemory memory)
    {
        foreach (var session in memory.Adoption.Take(memory, int.MaxValue))
        {
            Look(memory, session);
        }
    }

    private static void Look(RoutingMemory memory, SessionState session)
    {
        memory.Wakes.Set(WakeKind.Waiting, session.Id, WaitDeadlines.Next(memory, session));
        memory.Buckets.Watch(session, OverflowTriggers.IsByState(memory, session));
    }

    private IEnumerable<SessionState> Take(RoutingMemory memory, int most)
    {
        for (var until = next + Math.Min(most, Left); next < until;)
        {
            if (memory.Session(waiting[next++]) is { IsWaiting: true } session)
            {
                yield return session;
            }
        }

        if (Left == 0)
        {
            Begin([]);
        }
    }
}
