using System.Diagnostics;
using System.Globalization;
using ServiceDesk.History.Tests.Check;
using ServiceDesk.History.Tests.Record;
using ServiceDesk.TestKit;

namespace ServiceDesk.History.Tests.Drive;

/// <summary>What a history came to.</summary>
/// <param name="File">Where its lines are; deleted when nothing was wrong.</param>
public sealed record HistoryResult(HistoryPlan Plan, CheckReport Report, string File, TimeSpan Took)
{
    public bool IsClean => Report.Violations.Count == 0;

    /// <summary>For people: the sums, then what is wrong.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Seed {Plan.Seed}, {Plan.Seconds} s{(Plan.Planted is null ? "" : $", planted {Plan.Planted}")}: {Report.Events} lines, {Report.AckedSends} acknowledged, {Report.FaultCount} faults ({string.Join(", ", Report.Faults.Select(f => $"{f.Key} {f.Value}"))}), took {Took.TotalSeconds:F0} s. ")
        + (IsClean ? "Clean." : $"{Report.Violations.Count} violations, kept as {File}:\n{string.Join('\n', Report.Violations.Take(30).Select(v => $"  {v.Invariant}: {v.What}"))}");
}

/// <summary>Makes one history and judges it.</summary>
public static class HistoryRun
{
    private const int AcksPerSecond = 10;

    // Longer than a reader may lack anything, so that it shows.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Demo:Capacity"] = World.Capacity.ToString(CultureInfo.InvariantCulture),
        ["Demo:RingSeconds"] = "5",
        ["Demo:WrapUpSeconds"] = "2",
        ["RateLimits:VisitorSend:PerSecond"] = "1000",
        ["RateLimits:VisitorSend:Burst"] = "1000",
        ["RateLimits:StaffSend:PerSecond"] = "1000",
        ["RateLimits:StaffSend:Burst"] = "1000",
        ["RateLimits:Fetch:PerSecond"] = "1000",
        ["RateLimits:Fetch:Burst"] = "1000",
        ["RateLimits:Mark:PerSecond"] = "100",
        ["RateLimits:Mark:Burst"] = "100",
        ["RateLimits:Hello:Burst"] = "10000",
        // It is killed before profiles of its code could pay.
        ["DOTNET_TieredPGO"] = "0",
    };

    /// <param name="program">The server's build; null for the one beside the tests.</param>
    /// <param name="withDisk">On a disk of its own, which faults of the disk need.</param>
    public static async Task<HistoryResult> Of(HistoryPlan plan, bool withDisk, string? program, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var file = Path.Combine(Path.GetTempPath(), $"servicedesk-history-{Environment.ProcessId}-{plan.Seed}-{Guid.NewGuid():N}.jsonl");
        using var disk = withDisk ? OwnDisk.Make() : null;
        await using (var server = new ServerProcess(With(plan.Planted), program: program, folder: disk?.Path))
        {
            using var recorder = new HistoryRecorder(file);
            recorder.Write("nemesis", Happened.Info, Ops.Run, "", new HistoryValue { Seq = plan.Seed, Count = World.Capacity, Code = plan.Planted });
            await server.Start(cancellation);
            await Drive(new World(plan, server, disk, recorder), cancellation);
        }

        var result = new HistoryResult(plan, HistoryCheck.Of(file), file, clock.Elapsed);
        if (result.IsClean)
        {
            File.Delete(file);
        }

        return result;
    }

    private static async Task Drive(World world, CancellationToken cancellation)
    {
        await using var closing = world;
        var reads = new FinalReads(world);
        await world.Begin(cancellation);
        await Until(() => world.Visitors.All(v => v.Session is not null), LongestWait, cancellation);
        var talk = TimeSpan.FromSeconds(world.Plan.Seconds);
        await Task.WhenAll(new Nemesis(world).Run(cancellation), Task.Delay(talk, cancellation));
        // A busy machine gets more time instead of a shorter history.
        await Until(() => world.Recorder.Acked >= world.Plan.Seconds * AcksPerSecond, LongestWait, cancellation);
        await world.Settle();
        world.Recorder.Write("nemesis", Happened.Info, Ops.Healed, "");
        await Task.WhenAll(world.Visitors.Select(v => v.LastWord(world.Finish)));
        await Task.WhenAll(world.Agents.Select(a => a.LastWords(world.Finish)));
        await UntilAtRest(reads, cancellation);
        await world.Close();
        await Task.WhenAll(world.Visitors.Select(v => v.Session is { } s ? v.Own.ReadAndCount(s.ConversationId, world.Finish) : Task.CompletedTask));
        // Marks are stored together after a moment.
        await Task.Delay(1_500, cancellation);
        await reads.OverHubs(cancellation);
        await world.Server.Kill9(cancellation);
        reads.FromFile();
    }

    internal static async Task Until(Func<bool> condition, TimeSpan limit, CancellationToken cancellation)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < limit && !condition();)
        {
            await Task.Delay(50, cancellation);
        }
    }

    // Effects that a kill left behind are found by a sweep; sessions that lost their agent ring again.
    private static async Task UntilAtRest(FinalReads reads, CancellationToken cancellation)
    {
        var since = Stopwatch.StartNew();
        do
        {
            await Task.Delay(500, cancellation);
        }
        while (since.Elapsed < Quiet && (since.Elapsed < Calm || reads.OpenEffects() > 0 || reads.WaitingInVain() > 0));
    }

    private static Dictionary<string, string?> With(string? planted)
    {
        var all = new Dictionary<string, string?>(Settings);
        if (planted is not null)
        {
            all["SERVICEDESK_PLANTED"] = planted;
        }

        return all;
    }
}
