using Microsoft.EntityFrameworkCore;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Routing;

/// <summary>The agent who served a visitor last is read with the start of the next session.</summary>
public sealed class LastAgentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task N1_a_returning_visitor_is_offered_to_who_served_them_last_also_by_a_new_writer()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(2);
        await Serve(bench, "v1", 2);
        await bench.Online(1);
        (await bench.Queue("v2")).PreferredAgents.ShouldBeEmpty();
        await bench.Restart();
        await bench.Online(1, 2);
        bench.Time.Advance(TimeSpan.FromMinutes(5));
        var again = await bench.Queue("v1");
        again.PreferredAgents.ShouldBe([2]);
        (await bench.Ringing(again.Id)).AgentId.ShouldBe(2);
        await using var db = bench.Open();
        (await db.RoutingEffects.CountAsync(e => e.Type == nameof(PreferenceSet) && e.AgentId == 2, Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task N1_after_three_days_nobody_is_preferred()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(2);
        await Serve(bench, "v1", 2);
        await bench.Pass(TimeSpan.FromHours(73));
        await bench.Online(1, 2);
        (await bench.Queue("v1")).PreferredAgents.ShouldBeEmpty();
    }

    [Fact]
    public async Task Case_30_a_start_that_is_repeated_after_the_agent_changed_is_the_same_command()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(2);
        var command = Guid.CreateVersion7();
        var first = await bench.StartSession("v1", command);
        await bench.Submit(new SessionEnqueued(first.Id, EnqueuedBy.Visitor) { At = default, Seq = 0 }, Guid.CreateVersion7());
        await bench.Accept((await bench.Ringing(first.Id)).Id, 2);
        await bench.Submit(new Ended(first.Id, EndedBy.Agent, 2, null) { At = default, Seq = 0 }, Guid.CreateVersion7());
        (await bench.StartSession("v1", command)).Id.ShouldBe(first.Id);
    }

    private static async Task Serve(RoutingBench bench, string visitor, long agent)
    {
        var session = await bench.Queue(visitor);
        await bench.Accept((await bench.Ringing(session.Id)).Id, agent);
        (await bench.Submit(new Ended(session.Id, EndedBy.Agent, agent, null) { At = default, Seq = 0 }, Guid.CreateVersion7())).Error.ShouldBeNull();
        (await bench.Submit(new WrapUpDone(session.Id, agent) { At = default, Seq = 0 }, Guid.CreateVersion7())).Error.ShouldBeNull();
    }
}
