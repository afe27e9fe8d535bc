using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Brings lines, buckets and wakes along when a session begins to wait, waits otherwise, or ceases to.</summary>
internal sealed class WaitingIndex(RoutingMemory memory)
{
    public void Track(SessionState? before, SessionState next)
    {
        TrackLine(before, next);
        TrackWaitWake(next);
        TrackPositionWake(before, next);
    }

    private void TrackLine(SessionState? before, SessionState next)
    {
        var stays = before is { IsWaiting: true } && next.IsWaiting && before.QueueId == next.QueueId
            && QueueLine.PlaceOf(before) == QueueLine.PlaceOf(next);
        // By content: a loaded state holds equal lists that are others, and must go on like the first. A new stay has new rounds.
        if (stays && before!.Status == next.Status && before.QueuedAt == next.QueuedAt && before.Step == next.Step
            && IsSame(before.Exclusions, next.Exclusions) && IsSame(before.Requirements, next.Requirements)
            && IsSame(before.AddedQueues, next.AddedQueues)
            && before.StickyUntil == next.StickyUntil && IsSame(before.PreferredAgents, next.PreferredAgents))
        {
            return;
        }

        if (before is { IsWaiting: true })
        {
            memory.Buckets.Remove(before);
            memory.Preferred.Remove(before);
            memory.Changes.Seeking.Remove(QueueLine.PlaceOf(before));
        }

        if (next.IsWaiting)
        {
            memory.Buckets.Add(next, memory.Pools, OverflowTriggers.IsByState(memory, next));
            memory.Preferred.Add(next);
            if (next.Status == SessionStatus.Queued)
            {
                memory.Changes.Seeking.Add(QueueLine.PlaceOf(next));
            }
        }

        if (!stays)
        {
            TrackLength(before, next);
        }
    }

    private static bool IsSame<T>(IReadOnlyList<T> before, IReadOnlyList<T> next) =>
        ReferenceEquals(before, next) || before.SequenceEqual(next);

    private void TrackLength(SessionState? before, SessionState next)
    {
        if (before is { IsWaiting: true })
        {
            memory.Line(before.QueueId!).Everybody.Remove(QueueLine.PlaceOf(before));
            memory.Changes.MarkLine(before.QueueId);
        }

        if (next.IsWaiting)
        {
            memory.Line(next.QueueId!).Everybody.Add(QueueLine.PlaceOf(next));
            memory.Changes.MarkLine(next.QueueId);
        }
    }

    // A wake that is due and has not run yet stands: computed anew, a delay that passed in between would be forgotten.
    private void TrackWaitWake(SessionState next)
    {
        if (!next.IsWaiting || memory.Wakes.Due(WakeKind.Waiting, next.Id) is not { } due || due > memory.Now)
        {
            memory.Wakes.Set(WakeKind.Waiting, next.Id, WaitDeadlines.Next(memory, next));
        }
    }

    private void TrackPositionWake(SessionState? before, SessionState next)
    {
        if (!PositionHints.IsShown(next))
        {
            memory.Wakes.Set(WakeKind.Position, next.Id, null);
        }
        else if (before?.QueuedAt != next.QueuedAt || memory.Wakes.Due(WakeKind.Position, next.Id) is null)
        {
            memory.Wakes.Set(WakeKind.Position, next.Id, PositionHints.NextRegular(next, memory.Now));
        }
    }
}
