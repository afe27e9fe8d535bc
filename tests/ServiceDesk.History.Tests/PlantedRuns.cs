using System.Collections.Concurrent;
using ServiceDesk.History.Tests.Drive;

namespace ServiceDesk.History.Tests;

/// <summary>A fault in the server and the invariants by which it is found.</summary>
internal sealed record Planted(string Name, params string[] Breaks)
{
    public bool IsFoundIn(IEnumerable<HistoryResult> histories) => histories.SelectMany(h => h.Report.Violations).Any(v => Breaks.Contains(v.Invariant));
}

/// <summary>Faults that break different invariants and so share histories.</summary>
/// <param name="Disturbances">What is done to the server so that they can show.</param>
internal sealed record PlantedGroup(IReadOnlyList<Planted> Faults, params FaultKind[] Disturbances)
{
    private static readonly string[] Wanted = (Environment.GetEnvironmentVariable("PLANTED") ?? "").Split(',');

    public bool NeedsDisk => Disturbances.Contains(FaultKind.PowerCut);

    /// <summary>Why it is left out; null when it is tried. PLANTED names those that are wanted, separated by commas, or <c>all</c>.</summary>
    public string? WhyNot => !Wanted.Contains("all") && !Faults.Any(f => Wanted.Contains(f.Name)) ? "PLANTED=all tries it" : NeedsDisk ? OwnDisk.WhyNot : null;
}

/// <summary>Short histories of the build with planted faults, two at a time, until each fault is found or five were made.</summary>
public sealed class PlantedRuns : IAsyncDisposable
{
    private const int MostHistories = 5;
    private const int Seconds = 8;
    // More than the agents have room for, so that a number too many shows.
    private const int Visitors = 16;

    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _two = new(2, 2);
    private readonly ConcurrentDictionary<PlantedGroup, Task<IReadOnlyList<HistoryResult>>> _runs = new();

    public PlantedRuns()
    {
        foreach (var group in Groups.Where(g => g.WhyNot is null))
        {
            _runs[group] = Task.Run(() => UntilFound(group));
        }
    }

    internal static IReadOnlyList<PlantedGroup> Groups { get; } =
    [
        new([new("AckBeforeCommit", "INV-1"), new("OutboxDoneTooEarly", "INV-9")], FaultKind.Kill, FaultKind.Kill, FaultKind.KillInCommit),
        // Alone: where acks come before the commit nothing is repeated after it.
        new([new("DedupInMemory", "INV-2")], FaultKind.KillInCommit, FaultKind.KillInCommit, FaultKind.KillInCommit),
        new([new("WalNormal", "INV-1")], FaultKind.PowerCut, FaultKind.PowerCut),
        new([new("CapacityFromMemory", "INV-7"), new("LateOwner", "INV-6"), new("SurveyByRetry", "INV-9"), new("UnreadFromCounter", "INV-10")]),
        new([new("DropCommit", "INV-1")]),
        new([new("SequenceFromClock", "INV-4")]),
        new([new("ResumeOffByOne", "INV-4")], FaultKind.Storm, FaultKind.Chaos, FaultKind.Chaos, FaultKind.Storm),
        new([new("GroupNotRejoined", "INV-16")], FaultKind.Storm),
    ];

    /// <summary>The histories that were made with the fault, beside others or alone.</summary>
    internal Task<IReadOnlyList<HistoryResult>> Of(PlantedGroup group) => _runs[group];

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_runs.Values.Select(r => (Task)r)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _two.Dispose();
        _ending.Dispose();
    }

    private async Task<IReadOnlyList<HistoryResult>> UntilFound(PlantedGroup group)
    {
        var made = new List<HistoryResult>();
        while (made.Count < MostHistories && !group.Faults.All(f => f.IsFoundIn(made)))
        {
            await _two.WaitAsync(_ending.Token);
            try
            {
                var result = await HistoryRun.Of(Plan(group, made.Count), group.NeedsDisk, PlantedServer.Path, _ending.Token);
                File.Delete(result.File);
                made.Add(result);
            }
            finally
            {
                _two.Release();
            }
        }

        return made;
    }

    private static HistoryPlan Plan(PlantedGroup group, int number)
    {
        var step = Seconds * 1_000 / (group.Disturbances.Length + 1);
        var faults = group.Disturbances.Select((kind, i) => new PlannedFault(kind, (i + 1) * step, number + i));
        return new HistoryPlan(1_000 + number, Seconds, Visitors, [.. faults], string.Join(',', group.Faults.Select(f => f.Name)));
    }
}
