using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Jobs;
using ServiceDesk.Server.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Jobs;

/// <summary>Deadlines over the real router, on a clock that stands still.</summary>
public sealed class DeadlinesInTurnTests
{
    private const int Sessions = 12;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deadlines_that_fall_due_in_one_instant_reach_the_router_one_by_one()
    {
        await using var bench = await RoutingBench.Start();
        var sessions = new List<SessionState>();
        for (var i = 0; i < Sessions; i++)
        {
            sessions.Add(await bench.StartSession($"v{i}"));
        }

        await bench.Pass(TimeSpan.FromDays(1));
        var jobs = bench.Get<SessionDeadlineJobs>();
        var before = bench.Counters.Turns;
        await Task.WhenAll(sessions.Select(session => jobs.Fire(session.Id, 0, Cancellation)));

        // Together they would have shared turns, and held up for all of them whoever writes.
        (bench.Counters.Turns - before).ShouldBe(Sessions);
        foreach (var session in sessions)
        {
            (await bench.Session(session.Id)).Version.ShouldBeGreaterThan(session.Version);
        }
    }
}
