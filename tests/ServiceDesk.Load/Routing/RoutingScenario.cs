using System.Collections.Concurrent;
using System.Diagnostics;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;

namespace ServiceDesk.Load.Routing;

/// <summary>
/// A server process of its own on SQLite with synchronous=FULL; this process is visitors and agents. Each visit is four events
/// of the routing domain: the session starts, asks for a person, is accepted, ends.
/// </summary>
internal static class RoutingScenario
{
    private const double EventsPerSecond = 200;
    private const int EventsPerVisit = 4;
    private const int Visitors = 150;
    private const int YardstickCommits = 1_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(3);

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Demo:Capacity"] = "100",
        ["Demo:WrapUpSeconds"] = "0",
        ["RateLimits:Hello:PerSecond"] = "1000",
        ["RateLimits:Hello:Burst"] = "10000",
        ["RateLimits:Fetch:PerSecond"] = "1000",
        ["RateLimits:Fetch:Burst"] = "10000",
        ["Logging:LogLevel:Default"] = "Warning",
    };

    public static async Task Run(Report report, int seconds, CancellationToken cancellation)
    {
        await using var server = new ServerProcess(Settings);
        await server.Start(cancellation);
        using var yardstick = new CommitYardstick(server.Folder);
        yardstick.Commit(YardstickCommits);

        var (rang, refusals) = (new ConcurrentDictionary<long, long>(), new ConcurrentBag<string>());
        var agents = new List<RingingAgent>();
        var visitors = new List<VisitorBot>();
        try
        {
            foreach (var email in new[] { TestDesk.Ana, TestDesk.Lee, TestDesk.Mei })
            {
                agents.Add(await RingingAgent.Connect(server.Desk, email, rang, refusals, cancellation));
            }

            for (var i = 0; i < Visitors; i++)
            {
                visitors.Add(await VisitorBot.Connect(server.Chat, cancellation));
            }

            await new ArrivingVisitors(visitors, refusals).Come(EventsPerSecond / EventsPerVisit, WarmUp, cancellation);
            refusals.Clear();
            agents.ForEach(a => a.Acceptances.Clear());
            var arriving = new ArrivingVisitors(visitors, refusals);
            var spent = ServerFacts.ProcessorTime(server);
            await arriving.Come(EventsPerSecond / EventsPerVisit, TimeSpan.FromSeconds(seconds), cancellation);
            await Task.Delay(Settles, cancellation);
            spent = ServerFacts.ProcessorTime(server) - spent;
            var calls = await Calls(visitors[0], cancellation);
            yardstick.Commit(YardstickCommits);
            Tell(report, arriving, rang, ServerFacts.OfferedAtOnce(server), agents, calls, yardstick.Commits);
            if (spent is { } time)
            {
                report.Add("server's processor time per routing event", time.TotalMilliseconds / (arriving.Asked.Count * EventsPerVisit), "ms");
            }

            report.Add("refused or failed", refusals.Count, "");
            foreach (var group in refusals.GroupBy(r => r).OrderByDescending(g => g.Count()).Take(5))
            {
                await Console.Error.WriteLineAsync($"{group.Count()} × {group.Key}");
            }
        }
        finally
        {
            foreach (var visitor in visitors)
            {
                await visitor.DisposeAsync();
            }

            foreach (var agent in agents)
            {
                await agent.DisposeAsync();
            }
        }
    }

    /// <summary>Calls that only go there and back, with the server at rest.</summary>
    private static async Task<Samples> Calls(VisitorBot visitor, CancellationToken cancellation)
    {
        const int count = 500;
        var samples = new Samples();
        var hub = await visitor.Hub(cancellation);
        for (var i = 0; i < count; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            await hub.Ping(new PingRequest([]));
            samples.Add(Stopwatch.GetTimestamp() - clock);
        }

        return samples;
    }

    private static void Tell(
        Report report, ArrivingVisitors arriving, ConcurrentDictionary<long, long> rang, HashSet<long> atOnce, List<RingingAgent> agents,
        Samples calls, Samples commits)
    {
        var (offers, all, answers, missing) = (new Samples(), new Samples(), new Samples(), 0);
        foreach (var (session, intended, answered) in arriving.Asked)
        {
            answers.Add(answered - intended);
            if (rang.TryGetValue(session, out var at))
            {
                all.Add(at - intended);
                if (atOnce.Contains(session))
                {
                    offers.Add(at - intended);
                }
            }
            else
            {
                missing++;
            }
        }

        Tell(report, "call to offer, an agent free", offers, commits);
        Tell(report, "call to offer, waits for one of three agents included", all, null);
        Tell(report, "call to its answer, committed", answers, commits);
        Tell(report, "acceptance to its answer", Of(agents.SelectMany(a => a.Acceptances)), commits);
        Tell(report, "opening to its answer", Of(arriving.Openings), commits);
        Tell(report, "a call without storage, at rest", calls, null);
        Tell(report, "bare SQLite commit, FULL", commits, null);
        report.Add("offers measured", all.Count, "");
        report.Add("of them with an agent free", offers.Count, "");
        report.Add("offers that never came", missing, "");
    }

    private static Samples Of(IEnumerable<long> ticks)
    {
        var samples = new Samples();
        foreach (var each in ticks)
        {
            samples.Add(each);
        }

        return samples;
    }

    private static void Tell(Report report, string figure, Samples samples, Samples? yardstick)
    {
        report.Add($"{figure}, p50", samples.AtMs(0.5), "ms", yardstick?.AtMs(0.5));
        report.Add($"{figure}, p99", samples.AtMs(0.99), "ms", yardstick?.AtMs(0.99));
        report.Add($"{figure}, max", samples.MaxMs, "ms", yardstick?.MaxMs);
    }
}
