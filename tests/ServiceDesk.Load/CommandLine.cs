using System.Globalization;

namespace ServiceDesk.Load;

/// <summary><c>list</c>, <c>simulate</c> (see <see cref="Simulation.SimulateCommand"/>), or the name of a scenario with its options. Exit code 0; 1 when the run failed; 2 when it was asked for wrongly.</summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int Misused = 2;
    private const int LongestSeconds = 3_600;

    public static async Task<int> Run(string[] args, CancellationToken cancellation)
    {
        if (args is ["list"])
        {
            foreach (var known in Scenario.All)
            {
                Console.WriteLine($"{known.Name,-14} {known.Line}");
            }

            Console.WriteLine($"{"simulate",-14} the routing core under faults and races, seed by seed: [--seeds N] [--from N] [--keep I,I,...] [--bug NAME]");
            return 0;
        }

        if (args is ["simulate", ..])
        {
            return Simulation.SimulateCommand.Run(args[1..], cancellation);
        }

        if (args is [Messages.BareRelay.Command, ..])
        {
            return await Messages.BareRelay.Serve(args[1..], cancellation);
        }

        if (!TryRead(args, out var scenario, out var options, out var fault))
        {
            await Console.Error.WriteLineAsync($"{fault}\nUsage: list | simulate | NAME [--json] [--seconds N]; names: {string.Join(", ", Scenario.All.Select(s => s.Name))}");
            return Misused;
        }

        try
        {
            await Console.Error.WriteLineAsync(Machine.Describe());
            var report = new Report(scenario!.Name, options.Json);
            await scenario.Run(report, options.Seconds ?? scenario.Seconds, cancellation);
            report.Close();
            await Console.Error.WriteLineAsync(Machine.Describe());
            return 0;
        }
        catch (Exception broken) when (broken is InvalidOperationException or TimeoutException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(broken.Message);
            return Failed;
        }
    }

    private static bool TryRead(string[] args, out Scenario? scenario, out (bool Json, int? Seconds) options, out string fault)
    {
        (scenario, options, fault) = (null, (false, null), "");
        if (args.Length == 0)
        {
            fault = "No scenario named.";
            return false;
        }

        scenario = Scenario.All.FirstOrDefault(s => s.Name == args[0]);
        if (scenario is null)
        {
            fault = $"Scenario {args[0]}: unknown.";
            return false;
        }

        for (var i = 1; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--json":
                    options.Json = true;
                    break;
                case "--seconds" when i + 1 < args.Length:
                    var given = args[++i];
                    if (!int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > LongestSeconds)
                    {
                        fault = $"--seconds {given}: must be a whole number from 1 to {LongestSeconds}.";
                        return false;
                    }

                    options.Seconds = seconds;
                    break;
                case "--seconds":
                    fault = "--seconds: needs a number.";
                    return false;
                default:
                    fault = $"Option {args[i]}: unknown.";
                    return false;
            }
        }

        return true;
    }
}
