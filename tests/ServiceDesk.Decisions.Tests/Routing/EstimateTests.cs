using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

public sealed class EstimateTests
{
    private const int HandleSeconds = 720;

    [Fact]
    public void Case_96_the_formula_says_mean_6_and_nine_in_ten_within_about_nine_and_a_half_minutes()
    {
        var pace = new QueuePace { QueueId = "q", Handled = 20, MeanHandleMs = HandleSeconds * 1_000 }.Reckon(10 * QueueShare.Whole);
        pace.MsPerPlace.ShouldBe(72_000);
        EtaRange.Mean(72_000, 5).ShouldBe(6 * 60_000);
        (EtaRange.P90(72_000, 5) / 60_000).ShouldBe(9.58, 0.01);
        EtaRange.Of(72_000, 5).ShouldBe(new EtaRange(6, 10));
    }

    [Fact]
    public void F1_nothing_is_shown_before_twenty_were_handled()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1, 1)).Change(Desks.Sales, q => q with { WrapUpSeconds = 0 }));
        scene.Come(1);
        for (var id = 1; id <= 20; id++)
        {
            scene.Core.Pace(Desks.Sales).MsPerPlace.ShouldBeNull();
            scene.Arrive(id).Effects.OfType<PositionHint>().ShouldAllBe(h => h.Eta == null);
            scene.Take(id);
            scene.After(60);
            scene.End(id, EndedBy.Agent, 1);
        }

        scene.Core.Pace(Desks.Sales).MeanHandleMs.ShouldBe(60_000);
        scene.Core.Pace(Desks.Sales).MsPerPlace.ShouldBe(60_000);
        scene.Arrive(21);
        scene.Take(21);
        scene.Arrive(22).Only<PositionHint>().Eta.ShouldBe(new EtaRange(1, 3));
    }

    [Fact]
    public void F2_slots_count_by_the_share_of_the_agents_latest_work()
    {
        var both = new[] { new Membership(Desks.Sales), new Membership(Desks.Support) };
        var scene = Known(Desks.With(Desks.Agent(1, 2, both)), 60);
        scene.Come(1);
        scene.Core.Pace(Desks.Sales).MsPerPlace.ShouldBe(60_000, "half of two slots");
        scene.Arrive(1);
        scene.Take(1);
        scene.Agent(1).Shares.ShouldBe([new QueueShare(Desks.Sales, 525_000), new QueueShare(Desks.Support, 475_000)]);
        scene.Core.Pace(Desks.Sales).MsPerPlace.ShouldBe(57_142);
        scene.Arrive(2);
        scene.Take(2);
        scene.Agent(1).Shares.ShouldBe([new QueueShare(Desks.Sales, 548_750), new QueueShare(Desks.Support, 451_250)]);
    }

    [Theory]
    [InlineData("sales", 30_000)]
    [InlineData("sales,returns", 60_000)]
    [InlineData("sales,support,returns", 90_000)]
    [InlineData("returns", null)]
    public void F2_what_an_agent_did_for_other_queues_than_those_of_today_counts_for_nothing(string today, int? pace)
    {
        var scene = Known(Three(new Membership(Desks.Sales), new Membership(Desks.Support)), 60);
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Core.Pace(Desks.Sales).MsPerPlace.ShouldBe(57_142);
        scene.Publish(Three([.. today.Split(',').Select(q => new Membership(q))]) with { Version = 2 });
        scene.Core.Pace(Desks.Sales).MsPerPlace.ShouldBe(pace);
    }

    [Fact]
    public void F2_who_serves_a_session_of_another_queue_keeps_the_shares()
    {
        var scene = Known(Three(new Membership(Desks.Support), new Membership(Desks.Returns)), 60);
        scene.Come(1);
        scene.Arrive(1);
        scene.TakeOver(1, 1).Refusal.ShouldBeNull();
        scene.Session(1).Assignment!.AgentId.ShouldBe(1);
        scene.Agent(1).Shares.ShouldBeEmpty();
    }

    [Fact]
    public void F2_with_nobody_online_nothing_is_known_and_on_a_change_it_is_reckoned_anew()
    {
        var scene = Known(Desks.With(Desks.Agent(1, 1), Desks.Agent(2, 1)), 60);
        scene.Core.Pace(Desks.Sales).MsPerPlace.ShouldBeNull();
        scene.Come(1);
        scene.Core.Pace(Desks.Sales).MsPerPlace.ShouldBe(60_000);
        scene.Come(2);
        scene.Core.Pace(Desks.Sales).MsPerPlace.ShouldBe(30_000);
        scene.Be(2, Presence.Away);
        scene.Core.Pace(Desks.Sales).MsPerPlace.ShouldBe(60_000);
    }

    [Fact]
    public void F3_what_was_measured_under_backlog_counts_against_the_model()
    {
        var pace = new QueuePace { QueueId = "q", Handled = 100, MeanHandleMs = 60_000 };
        var at = Scene.Start;
        for (var i = 0; i < 20; i++)
        {
            pace = pace.Assign(Scene.Start, at = at.AddSeconds(30));
        }

        pace.Reckon(QueueShare.Whole).MsPerPlace.ShouldBe(((20 * 30_000) + (5 * 60_000)) / 25);
        pace = pace.Assign(at.AddMinutes(20), at.AddMinutes(20).AddSeconds(10));
        pace.Minutes.ShouldHaveSingleItem().ShouldBe(new PaceMinute((at.ToUnixTimeSeconds() + 1_210) / 60, 1, 10_000));
    }

    [Fact]
    public void F4_what_is_shown_never_grows_and_an_agent_more_shortens_it()
    {
        var scene = Known(Desks.With(Desks.Agent(1, 1), Desks.Agent(2, 1)), 600);
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Arrive(2).Only<PositionHint>().Eta.ShouldBe(new EtaRange(10, 23));
        scene.Arrive(3, url: "https://shop.example/vip").Effects.OfType<PositionHint>().ShouldAllBe(h => h.SessionId == 3);
        scene.After(60).OfType<PositionHint>().ShouldBeEmpty();
        scene.Session(2).ShownEta.ShouldBe(new EtaRange(10, 23));
        scene.Connect(2);
        scene.Be(2, Presence.Online);
        scene.Take(3);
        var hint = scene.After(15).Concat(scene.Outcomes.TakeLast(20).SelectMany(o => o.Effects)).OfType<PositionHint>()
            .Where(h => h.SessionId == 2).OrderBy(h => h.Eta!.HighMinutes).First();
        (hint.Position, hint.Eta).ShouldBe((1, new EtaRange(4, 10)), "the one before waited a minute: measured");
    }

    [Fact]
    public void L1_a_step_is_taken_when_the_estimate_is_too_long()
    {
        var desk = Desks.With(Desks.Agent(1, 1)).Change(Desks.Sales, q => q with
        {
            Overflow = [new OverflowStep { Trigger = OverflowTrigger.Eta, Value = 700, Action = OverflowAction.OfferFallback }],
        });
        var scene = Known(desk, 600);
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Arrive(2).Effects.OfType<StepAdvanced>().ShouldBeEmpty();
        var second = scene.Arrive(3);
        second.Only<StepAdvanced>().Reason.ShouldBe("eta");
        second.Only<FallbackOffered>().SessionId.ShouldBe(3);
    }

    [Fact]
    public void S4_whom_the_estimate_would_keep_too_long_does_not_come_to_wait()
    {
        var desk = Desks.With(Desks.Agent(1, 1)).Change(Desks.Sales, q => q with { MaxEtaSeconds = 1_000 });
        var scene = Known(desk, 600);
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Arrive(2);
        scene.Session(2).Status.ShouldBe(SessionStatus.Queued);
        scene.Arrive(3).Only<Deferred>().Reason.ShouldBe("eta");
    }

    [Fact]
    public void F5_what_was_said_is_stored_with_what_came()
    {
        var scene = Known(Desks.With(Desks.Agent(1, 1)), 60);
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Arrive(2);
        scene.After(45);
        scene.Finish(1);
        scene.After(5);
        var judged = scene.Take(2).Only<WaitEstimated>();
        (judged.SessionId, judged.MeanSeconds, judged.P90Seconds, judged.ActualSeconds).ShouldBe((2, 60, 136, 50));
        judged.Reason.ShouldBe("assigned");
        scene.Session(2).Estimate.ShouldBeNull();
    }

    private static Desk Three(params Membership[] memberships)
    {
        var desk = Desks.With(Desks.Agent(1, 2, memberships));
        return desk with { Queues = [.. desk.Queues, new Queue { Id = Desks.Returns, Name = "Returns", ScheduleId = Desks.Always, FirstReplySeconds = 0 }] };
    }

    private static Scene Known(Desk desk, int handleSeconds) => new(desk, new RoutingState
    {
        Paces = [.. desk.Queues.Select(q => new QueuePace { QueueId = q.Id, Handled = 100, MeanHandleMs = handleSeconds * 1_000L })
            .OrderBy(p => p.QueueId, StringComparer.Ordinal)],
    });
}
