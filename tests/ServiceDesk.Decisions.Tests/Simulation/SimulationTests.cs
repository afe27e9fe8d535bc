using System.Collections.Concurrent;
using System.Globalization;

using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>Twenty virtual minutes per seed, with everything that goes wrong. docs/testing.md says what is checked and how to run more.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int Seeds = 2_000;
    private const int LeastHits = 10;

    [Fact]
    public void Seeds_keep_every_invariant_and_reach_every_mark()
    {
        var (first, count) = (Setting("SERVICEDESK_SIMULATION_FROM", 1), Setting("SERVICEDESK_SIMULATION_SEEDS", Seeds));
        var counts = new int[Enum.GetValues<Mark>().Length];
        var failed = new ConcurrentBag<int>();
        var events = 0L;
        Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (seed, state) =>
        {
            var run = Run.Of(seed);
            if (run.Fault is not null)
            {
                failed.Add(seed);
                state.Stop();
                return;
            }

            Interlocked.Add(ref events, run.Events);
            lock (counts)
            {
                run.Marks.AddTo(counts);
            }
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} seeds from {first}: {events} events in ledgers"));
        MustPass(failed.Order().FirstOrDefault());
        if (count >= Seeds)
        {
            foreach (var mark in Enum.GetValues<Mark>())
            {
                output.WriteLine($"{mark}: {counts[(int)mark]}");
            }

            Enum.GetValues<Mark>().Where(m => counts[(int)m] < LeastHits).ShouldBeEmpty($"each happens in at least {LeastHits} of {count} seeds");
        }
    }

    [Fact]
    public void Seeds_that_once_failed_pass()
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Simulation", "failed-seeds.txt")).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var seed = int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture);
            MustPass(Run.Of(seed).Fault is null ? 0 : seed);
        }
    }

    [Fact]
    public void A_hundred_seeds_run_twice_leave_the_same_trace()
    {
        Parallel.For(1, 101, seed => Run.Of(seed).Trace.ShouldBe(Run.Of(seed).Trace, $"seed {seed}"));
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : otherwise;

    private static void MustPass(int seed)
    {
        if (seed != 0)
        {
            throw new InvalidOperationException(Shrinker.Shrink(Run.Of(seed)).Describe());
        }
    }
}
