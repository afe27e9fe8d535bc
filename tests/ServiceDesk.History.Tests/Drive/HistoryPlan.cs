namespace ServiceDesk.History.Tests.Drive;

/// <summary>What is done to a server while its clients talk.</summary>
public enum FaultKind
{
    /// <summary>kill -9 at any moment.</summary>
    Kill,

    /// <summary>kill -9 while nobody says anything.</summary>
    KillIdle,

    /// <summary>kill -9 right after the write-ahead log was written to.</summary>
    KillInCommit,

    /// <summary>SIGSTOP for up to two seconds.</summary>
    Pause,

    /// <summary>SIGSTOP for 12 s: longer than the send time-out.</summary>
    LongPause,

    /// <summary>SIGSTOP for 40 s: longer than every client waits.</summary>
    VeryLongPause,

    /// <summary>No byte is free on the disk for a while.</summary>
    DiskFull,

    /// <summary>What was not flushed is gone.</summary>
    PowerCut,

    /// <summary>One client's transport ends.</summary>
    Drop,

    /// <summary>Every client's transport ends at once.</summary>
    Storm,

    /// <summary>A message is sent several times at once under one id, by two tabs.</summary>
    Duplicate,

    /// <summary>Pushes to a client get lost, come twice and out of order.</summary>
    Chaos,

    /// <summary>The visitor writes from a second tab with the same token.</summary>
    TwoTabs,
}

/// <summary>One fault.</summary>
/// <param name="AfterMs">Since the talk began.</param>
/// <param name="Draw">Chooses the client and the length.</param>
public sealed record PlannedFault(FaultKind Kind, int AfterMs, int Draw)
{
    /// <summary>Of the server, and so one after the other.</summary>
    public bool IsOfServer => Kind <= FaultKind.PowerCut;
}

/// <summary>All that a history is made from.</summary>
/// <param name="Seed">Everything else that is random follows from it.</param>
/// <param name="Planted">A fault in the server itself; null for the ordinary build.</param>
public sealed record HistoryPlan(int Seed, int Seconds, int Visitors, IReadOnlyList<PlannedFault> Faults, string? Planted = null)
{
    private const int Fewest = 5;
    private const int Most = 15;

    private static readonly (FaultKind Kind, int Weight)[] Weights =
    [
        (FaultKind.Kill, 2), (FaultKind.KillIdle, 1), (FaultKind.KillInCommit, 2), (FaultKind.Pause, 2), (FaultKind.DiskFull, 2), (FaultKind.PowerCut, 2),
        (FaultKind.Drop, 3), (FaultKind.Storm, 2), (FaultKind.Duplicate, 3), (FaultKind.Chaos, 3), (FaultKind.TwoTabs, 2),
    ];

    /// <summary>Five to fifteen faults; those of clients fall anywhere, so they overlap with those of the server.</summary>
    /// <param name="hasDisk">Whether the machine lets the test have a disk of its own.</param>
    public static HistoryPlan From(int seed, int seconds, int visitors, bool hasDisk)
    {
        var random = new Random(seed);
        var kinds = Weights.Where(w => hasDisk || w.Kind is not (FaultKind.DiskFull or FaultKind.PowerCut)).ToList();
        // In a long one now and then a pause that the time-outs of both sides notice.
        if (seconds >= 120)
        {
            kinds.AddRange([(FaultKind.LongPause, 1), (FaultKind.VeryLongPause, 1)]);
        }

        var faults = Enumerable.Range(0, random.Next(Fewest, Most + 1))
            .Select(_ => new PlannedFault(Draw(kinds, random), random.Next(1_000, Math.Max(1_001, (seconds * 1_000) - 1_000)), random.Next()));
        return new HistoryPlan(seed, seconds, visitors, [.. faults.OrderBy(f => f.AfterMs)]);
    }

    private static FaultKind Draw(List<(FaultKind Kind, int Weight)> kinds, Random random)
    {
        var at = random.Next(kinds.Sum(k => k.Weight));
        return kinds.First(k => (at -= k.Weight) < 0).Kind;
    }
}
