using System.Diagnostics;
using System.Globalization;
using ServiceDesk.Decisions.Tests.Simulation;

namespace ServiceDesk.Load.Simulation;

/// <summary>
/// <c>simulate [--seeds N] [--from N] [--keep I,I,…] [--bug NAME]</c>: more seeds of the routing core's simulation than a test
/// run takes, or one reproduction again. Exit code 0; 1 when a seed fails or a mark is missed; 2 when it was asked for wrongly.
/// </summary>
internal static class SimulateCommand
{
    private const int Failed = 1;
    private const int Misused = 2;
    private const int MostSeeds = 10_000_000;
    private const int Default = 2_000;
    private const int LeastHits = 10;

    public static int Run(IReadOnlyList<string> args, CancellationToken cancellation)
    {
        if (!TryRead(args, out var options, out var fault))
        {
            Console.Error.WriteLine($"{fault}\nUsage: simulate [--seeds N] [--from N] [--keep I,I,...] [--bug NAME]; bugs: {string.Join(", ", Enum.GetNames<HostBug>())}");
            return Misused;
        }

        return options.Keep is { } keep ? Reproduce(options, keep) : RunSeeds(options, cancellation);
    }

    private static int Reproduce(Options options, IReadOnlySet<int> keep)
    {
        var run = ServiceDesk.Decisions.Tests.Simulation.Run.Of(Plan.From(options.From).Keep(keep), options.Bug);
        Console.WriteLine(run.Fault is null ? $"Seed {options.From} with {keep.Count} steps keeps every invariant." : run.Describe(options.Bug));
        return run.Fault is null ? 0 : Failed;
    }

    private static int RunSeeds(Options options, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var counts = new int[Enum.GetValues<Mark>().Length];
        var failed = new List<int>();
        var (done, events) = (0, 0L);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(options.From, options.From + options.Seeds, parallel, seed =>
        {
            var run = ServiceDesk.Decisions.Tests.Simulation.Run.Of(seed, options.Bug);
            lock (counts)
            {
                run.Marks.AddTo(counts);
                events += run.Events;
                if (run.Fault is not null)
                {
                    failed.Add(seed);
                    Console.Error.WriteLine($"Seed {seed}: {run.Fault.Split('\n')[0]}");
                }

                if (++done % 1_000 == 0)
                {
                    Console.Error.WriteLine(Invariant($"{done} of {options.Seeds} seeds, {clock.Elapsed.TotalSeconds:F0} s, {failed.Count} failed"));
                }
            }
        });
        return Conclude(options, counts, failed, events, clock.Elapsed);
    }

    private static int Conclude(Options options, int[] counts, List<int> failed, long events, TimeSpan took)
    {
        foreach (var mark in Enum.GetValues<Mark>())
        {
            Console.WriteLine($"{mark,-40} {counts[(int)mark],8}");
        }

        Console.WriteLine(Invariant($"{options.Seeds} seeds from {options.From}: {events} events, {took.TotalSeconds:F1} s, {Environment.CpuUsage.TotalTime.TotalMilliseconds / options.Seeds:F1} ms of processor time per seed; {failed.Count} failed"));
        foreach (var seed in failed.Order().Take(3))
        {
            Console.WriteLine(Shrinker.Shrink(ServiceDesk.Decisions.Tests.Simulation.Run.Of(seed, options.Bug), options.Bug).Describe(options.Bug));
        }

        var missed = options.Seeds < Default ? [] : Enum.GetValues<Mark>().Where(m => counts[(int)m] < LeastHits).ToList();
        if (missed.Count > 0)
        {
            Console.WriteLine($"Hit in fewer than {LeastHits} seeds: {string.Join(", ", missed)}");
        }

        return failed.Count + missed.Count > 0 ? Failed : 0;
    }

    private static bool TryRead(IReadOnlyList<string> args, out Options options, out string fault)
    {
        (options, fault) = (new Options(Default, 1, null, HostBug.None), "");
        for (var i = 0; i < args.Count; i += 2)
        {
            if (i + 1 == args.Count)
            {
                fault = $"{args[i]}: needs a value.";
                return false;
            }

            var value = args[i + 1];
            switch (args[i])
            {
                case "--seeds" when IsNumber(value, out var seeds):
                    options = options with { Seeds = seeds };
                    break;
                case "--from" when IsNumber(value, out var from):
                    options = options with { From = from };
                    break;
                case "--keep" when value.Split(',').All(v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out _)):
                    options = options with { Keep = value.Split(',').Select(v => int.Parse(v, CultureInfo.InvariantCulture)).ToHashSet() };
                    break;
                case "--bug" when Enum.TryParse<HostBug>(value, out var bug):
                    options = options with { Bug = bug };
                    break;
                default:
                    fault = $"{args[i]} {value}: unknown, or not a whole number from 1 to {MostSeeds}.";
                    return false;
            }
        }

        return true;
    }

    private static bool IsNumber(string value, out int number) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= MostSeeds;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private sealed record Options(int Seeds, int From, IReadOnlySet<int>? Keep, HostBug Bug);
}
