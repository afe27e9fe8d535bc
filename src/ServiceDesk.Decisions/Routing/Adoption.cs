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

    private readonly Queue<RankedSet> lines = [];
    private long[] line = [];
    private int next;

    /// <summary>Whether a slice is to follow, even when everybody who was left has ceased to wait.</summary>
    public bool IsUnderWay => next < line.Length || lines.Count > 0;

    /// <summary>How many are still to be looked at; who comes to a line before its turn counts, too.</summary>
    public int Left => line.Length - next + lines.Sum(l => l.Count);

    /// <param name="waiting">Each is read when its turn comes: copying them all at once would stop the domain by itself.</param>
    public void Begin(IEnumerable<RankedSet> waiting)
    {
        lines.Clear();
        (line, next) = ([], 0);
        foreach (var each in waiting.Where(each => each.Count > 0))
        {
            lines.Enqueue(each);
        }
    }

    /// <summary>The next slice. It is told in the ledger even when it changes nothing: a replay must come as far in the same event.</summary>
    public static void Go(Turn turn)
    {
        var memory = turn.Memory;
        if (!memory.Adoption.IsUnderWay)
        {
            return;
        }

        var looked = 0;
        foreach (var session in memory.Adoption.Take(memory, Slice))
        {
            looked++;
            // What fell due since the publication and has not run: looking at the session sets its instant anew, and a delay would be forgotten.
            var isDue = memory.Wakes.Due(WakeKind.Waiting, session.Id) <= memory.Now;
            Look(memory, session);
            if (session.StickyUntil is not null)
            {
                memory.Changes.Sticky.Add(session.Id);
            }

            if (session.Status == SessionStatus.Queued && (isDue || session.Exclusions.Count > 0))
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
        for (var taken = 0; taken < most && Ahead(); taken++)
        {
            if (memory.Session(line[next++]) is { IsWaiting: true } session)
            {
                yield return session;
            }
        }

        // The last ids read are held no longer than needed.
        _ = Ahead();
    }

    private bool Ahead()
    {
        while (next == line.Length)
        {
            if (!lines.TryDequeue(out var following))
            {
                (line, next) = ([], 0);
                return false;
            }

            (line, next) = (following.Sessions(), 0);
        }

        return true;
    }
}
