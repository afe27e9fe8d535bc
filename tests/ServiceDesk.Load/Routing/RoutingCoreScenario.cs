using System.Diagnostics;

namespace ServiceDesk.Load.Routing;

/// <summary>The cost of decisions with a full desk and a long line, without storage or network.</summary>
internal static class RoutingCoreScenario
{
    private const int Waiting = 100_000;
    private const int LeastPairs = 50_000;
    private const int Publications = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);

    public static Task Run(Report report, int seconds, CancellationToken cancellation)
    {
        Machine.RequireTheServersSettings();
        foreach (var (profiles, name) in new[] { (200, "200 profiles"), (2_000, "2,000 profiles"), (CoreDesk.Agents, "one profile per agent") })
        {
            Measure(report, name, new CoreDesk(profiles), TimeSpan.FromSeconds(seconds), cancellation);
        }

        return Task.CompletedTask;
    }

    private static void Measure(Report report, string name, CoreDesk desk, TimeSpan least, CancellationToken cancellation)
    {
        var load = new CoreLoad(desk);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        load.Fill(Waiting);
        report.Add($"{name}: bytes per waiting session", (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Waiting, "B");
        report.Add($"{name}: buckets in use", load.Signatures, "");
        Warm(load, cancellation);
        var pauses = new CollectorPauses();
        for (var since = Stopwatch.StartNew(); since.Elapsed < least || load.Pairs.Count < LeastPairs;)
        {
            cancellation.ThrowIfCancellationRequested();
            load.Pair(measured: true);
            pauses.Look();
        }

        Tell(report, $"{name}: pair", load.Pairs);
        Tell(report, $"{name}: pair, processor time", load.Processor);
        Tell(report, $"{name}: of it the end and its match", load.Ends);
        Tell(report, $"{name}: of it the arrival", load.Arrivals);
        Tell(report, $"{name}: opening and acceptance beside it", load.Rest);
        Tell(report, $"{name}: tick between pairs", load.Ticks);
        report.Add($"{name}: pairs measured", load.Pairs.Count, "");
        report.Add($"{name}: collections", pauses.Collections, "");
        report.Add($"{name}: longest collector pause", pauses.LongestMs, "ms");
        report.Add($"{name}: collector pauses, all together", pauses.TotalMs, "ms");
        Positions(report, name, load);
        Publish(report, name, load);
        Timers(report, name, load);
        GC.KeepAlive(load);
    }

    private static void Warm(CoreLoad load, CancellationToken cancellation)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < WarmUp;)
        {
            cancellation.ThrowIfCancellationRequested();
            load.Pair(measured: false);
        }
    }

    private static void Positions(Report report, string name, CoreLoad load)
    {
        const int rounds = 3;
        var ids = load.Waiting();
        new Random(3).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ids));
        var clock = Stopwatch.GetTimestamp();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var id in ids)
            {
                _ = load.Position(id) ?? throw new InvalidOperationException($"Session {id} has no place");
            }
        }

        report.Add($"{name}: position query", Stopwatch.GetElapsedTime(clock).TotalMicroseconds / (rounds * ids.Count), "µs");
    }

    private static void Publish(Report report, string name, CoreLoad load)
    {
        var (took, turns) = (new Samples(), 0);
        for (var i = 0; i < Publications; i++)
        {
            var publication = load.Publish();
            took.AddMs(publication.MaxMs);
            turns = Math.Max(turns, publication.Count);
        }

        report.Add($"{name}: publishing, turns", turns, "");
        report.Add($"{name}: publishing, longest turn", took.MaxMs, "ms");
        report.Add($"{name}: publishing, longest turn, median of {Publications}", took.AtMs(0.5), "ms");
    }

    private static void Timers(Report report, string name, CoreLoad load)
    {
        // Longer than the longest wait at the step, so that it falls due for everybody at once.
        var (turns, steps) = load.Tick(TimeSpan.FromSeconds(CoreDesk.StepSeconds));
        if (steps < Waiting * 0.99)
        {
            throw new InvalidOperationException($"Only {steps} of {Waiting} steps fell due");
        }

        report.Add($"{name}: steps that fell due at once", steps, "");
        report.Add($"{name}: their turns", turns.Count, "");
        report.Add($"{name}: their longest turn", turns.MaxMs, "ms");
        report.Add($"{name}: each of them", turns.SumMs * 1_000 / steps, "µs");
    }

    private static void Tell(Report report, string figure, Samples samples)
    {
        report.Add($"{figure}, p50", samples.AtMs(0.5) * 1_000, "µs");
        report.Add($"{figure}, p99", samples.AtMs(0.99) * 1_000, "µs");
        report.Add($"{figure}, max", samples.MaxMs * 1_000, "µs");
    }
}
