using Microsoft.EntityFrameworkCore;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Routing;

/// <summary>What estimates are made of is stored with each turn and loaded by the next writer.</summary>
public sealed class EstimateTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F1_after_twenty_handled_sessions_who_waits_is_told_an_estimate_also_by_a_new_writer()
    {
        var desk = Desks.Small(capacity: 1);
        await using var bench = await RoutingBench.Start(desk with
        {
            Queues = [.. desk.Queues.Select(q => q with { OfferMode = OfferMode.AutoAccept, WrapUpSeconds = 0 })],
        });
        await bench.Online(1);
        for (var i = 0; i < 20; i++)
        {
            var session = await bench.Queue($"v{i}");
            bench.Time.Advance(TimeSpan.FromSeconds(90));
            (await bench.Submit(new Ended(session.Id, EndedBy.Agent, 1, null) { At = default, Seq = 0 }, Guid.CreateVersion7())).Error.ShouldBeNull();
        }

        await using (var db = bench.Open())
        {
            var pace = RoutingJson.Read<QueuePace>((await db.QueuePaces.SingleAsync(Cancellation)).Core);
            (pace.QueueId, pace.Handled, pace.MeanHandleMs, pace.MsPerPlace).ShouldBe(("sales", 20, 90_000, 90_000));
        }

        await bench.Restart();
        await bench.Online(1);
        await bench.Queue("w1");
        var waiting = await bench.Queue("w2");
        waiting.ShownEta.ShouldBe(new EtaRange(1, 4));
        var view = await bench.Get<VisitorSessions>().View(waiting.Id, Cancellation);
        (view!.Position, view.EtaMin, view.EtaMax).ShouldBe((1, 1, 4));
    }
}
