using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Keeps each queue's pace and each agent's share of it, and judges estimates by what came (rules F1–F5).</summary>
internal static class Pacing
{
    private const int LatestAssignments = 20;

    /// <summary>A unit of capacity is free again after a session that was served to its end.</summary>
    public static void CountHandled(Turn turn, SessionState session, SessionAssignment assignment)
    {
        if (session.Status == SessionStatus.Ended && turn.Memory.Desk.FindQueue(assignment.QueueId) is not null)
        {
            var pace = turn.Memory.Pace(assignment.QueueId);
            turn.Memory.Put(pace.Handle((long)(turn.At - assignment.From).TotalMilliseconds));
        }
    }

    /// <summary>An agent begins to serve; the session may still be in its line.</summary>
    public static void CountAssigned(Turn turn, SessionState session, Seat seat)
    {
        if (session.QueuedAt is { } since && since < turn.At && turn.Memory.Desk.FindQueue(session.QueueId) is { } queue)
        {
            turn.Memory.Put(turn.Memory.Pace(queue.Id).Assign(since, turn.At));
        }

        if (session.Estimate is { } estimate)
        {
            var actual = (int)(turn.At - estimate.At).TotalSeconds;
            turn.Emit(new WaitEstimated(
                session.Id, session.QueueId!, estimate.At, estimate.MeanSeconds, estimate.P90Seconds, actual) { Reason = "assigned" });
        }

        CountShare(turn, seat);
    }

    /// <summary>After an event: paces whose numbers changed are reckoned anew.</summary>
    public static void Reckon(Turn turn)
    {
        var memory = turn.Memory;
        var moved = memory.Pools.Capacity.Moved;
        if (memory.Changes.Paces.Count + moved.Count == 0)
        {
            return;
        }

        foreach (var id in memory.Changes.Paces.Concat(moved.Order(StringComparer.Ordinal)).Distinct().ToList())
        {
            var pace = memory.Pace(id);
            var next = pace.Reckon(memory.Pools.Capacity.Slots(id));
            if (!ReferenceEquals(pace, next) && memory.Desk.FindQueue(id) is not null)
            {
                memory.Put(next);
                memory.Changes.MarkLine(id);
            }
        }

        moved.Clear();
    }

    /// <summary>Milliseconds to wait on the average; null while nothing is known.</summary>
    public static double? Mean(RoutingMemory memory, string queueId, int position) =>
        memory.Pace(queueId).MsPerPlace is { } pace ? EtaRange.Mean(pace, position) : null;

    private static void CountShare(Turn turn, Seat seat)
    {
        if (turn.Memory.Desk.Agent(seat.AgentId) is not { Memberships.Count: > 1 } listed
            || !listed.Memberships.Any(m => m.QueueId == seat.QueueId))
        {
            return;
        }

        var agent = turn.Agent(seat.AgentId);
        var shares = QueueCapacity.SharesOf(agent, listed).Select(s => s with
        {
            Parts = s.Parts - (s.Parts / LatestAssignments) + (s.QueueId == seat.QueueId ? QueueShare.Whole / LatestAssignments : 0),
        });
        turn.Put(agent with { Shares = [.. shares] });
    }
}
