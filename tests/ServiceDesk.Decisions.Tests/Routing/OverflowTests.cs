using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>Rules L1–L5 and B1: the ladder of a queue.</summary>
public sealed class OverflowTests
{
    private static readonly Agent Seller = Desks.Agent(1, 1);
    private static readonly Agent Helper = Desks.Agent(2, 1, new Membership(Desks.Support));

    [Fact]
    public void Case_48_thresholds_go_by_age_whatever_rings_meanwhile()
    {
        var scene = new Scene(Desk(
            q => q with { AcceptSeconds = 50, ExcludeSeconds = 1 },
            [Seller],
            At(60, OverflowAction.NotifySupervisor), At(120, OverflowAction.NotifySupervisor)));
        scene.Come(1);
        scene.Arrive(10);
        scene.After(50);
        var seen = scene.After(75).OfType<StepAdvanced>().ToList();
        seen.Select(s => s.Step).ShouldBe([0, 1]);
        scene.Session(10).Step.ShouldBe(2);
    }

    [Fact]
    public void Case_49_a_step_whose_pool_is_empty_is_skipped_at_once()
    {
        var scene = new Scene(Desk(
            q => q,
            [Seller, Helper, Desks.Agent(3, 1, new Membership("backup"))],
            At(60, OverflowAction.AddQueue) with { QueueId = Desks.Support, SkipIfEmpty = true },
            At(300, OverflowAction.AddQueue) with { QueueId = "backup" }));
        scene.Come(3);
        scene.Arrive(10);
        scene.After(60).OfType<StepAdvanced>().Select(s => s.Reason).ShouldBe([StepReasons.Wait, StepReasons.Empty]);
        scene.RungFor(10).ShouldBe(3);
    }

    [Fact]
    public void Case_49_a_pool_that_empties_later_counts_as_well()
    {
        var scene = new Scene(Desk(
            q => q, [Seller], At(10, OverflowAction.NotifySupervisor) with { SkipIfEmpty = true }, At(900, OverflowAction.OfferFallback)));
        scene.Come(1);
        scene.RungAndTaken(9);
        scene.Arrive(10);
        scene.After(20);
        scene.Session(10).Step.ShouldBe(1);
        scene.Be(1, Presence.Away).Only<FallbackOffered>().SessionId.ShouldBe(10);
        scene.Session(10).Status.ShouldBe(SessionStatus.Queued);
    }

    [Fact]
    public void Case_51_an_added_queues_agent_is_rung_and_the_place_stays()
    {
        var scene = new Scene(Desk(
            q => q, [Seller, Helper], At(60, OverflowAction.AddQueue) with { QueueId = Desks.Support }));
        scene.Come(2);
        scene.Arrive(10);
        scene.After(5);
        scene.Arrive(11);
        scene.After(54.9);
        scene.RungFor(10).ShouldBeNull();
        scene.After(0.1);
        scene.RungFor(10).ShouldBe(2);
        (scene.Session(10).QueueId, scene.Core.Position(10), scene.Core.Position(11)).ShouldBe((Desks.Sales, 1, 2));
        scene.Take(10);
        scene.Session(10).Assignment!.QueueId.ShouldBe(Desks.Support);
    }

    [Fact]
    public void L5_a_move_keeps_the_time_waited_and_begins_the_other_ladder()
    {
        var scene = new Scene(Desk(q => q, [Seller, Helper], At(60, OverflowAction.MoveToQueue) with { QueueId = Desks.Support }));
        scene.Arrive(10);
        var key = scene.Session(10).Key;
        scene.After(60).OfType<Requeued>().ShouldHaveSingleItem().QueueId.ShouldBe(Desks.Support);
        var session = scene.Session(10);
        (session.QueueId, session.Key, session.Step, session.Responder).ShouldBe((Desks.Support, key, 0, "queue:support"));
        scene.Come(2).Only<OfferCreated>().SessionId.ShouldBe(10);
    }

    [Fact]
    public void L5_a_move_to_a_closed_queue_is_passed_over()
    {
        var desk = Desk(q => q, [Seller, Helper], At(60, OverflowAction.MoveToQueue) with { QueueId = Desks.Support })
            .Change(Desks.Support, q => q with { ScheduleId = Desks.Office });
        var scene = new Scene(desk);
        scene.Sleep(8 * 3600);
        scene.Arrive(10);
        scene.After(60).OfType<StepAdvanced>().ShouldHaveSingleItem();
        scene.Session(10).QueueId.ShouldBe(Desks.Sales);
    }

    [Fact]
    public void L5_a_boost_moves_it_forward_within_the_limit_of_all_boosts()
    {
        var scene = new Scene(Desk(q => q with { MaxBoostSeconds = 400 }, [Seller], At(60, OverflowAction.AddBoost) with { BoostSeconds = 600 }));
        scene.Arrive(10);
        scene.After(30);
        scene.Arrive(11, url: "https://shop.example/vip");
        scene.Core.Position(10).ShouldBe(2);
        scene.After(30).OfType<Boosted>().ShouldHaveSingleItem().BoostSeconds.ShouldBe(400);
        scene.Core.Position(10).ShouldBe(1);
    }

    [Fact]
    public void L1_the_length_of_the_queue_takes_the_step()
    {
        var step = new OverflowStep { Trigger = OverflowTrigger.Length, Value = 3, Action = OverflowAction.AddQueue, QueueId = Desks.Support };
        var scene = new Scene(Desk(q => q, [Seller, Helper], step));
        scene.Come(2);
        scene.Arrive(10);
        scene.Arrive(11).Effects.OfType<StepAdvanced>().ShouldBeEmpty();
        scene.Arrive(12).Effects.OfType<StepAdvanced>().Select(s => (s.SessionId, s.Reason)).ShouldBe(
            [(12, StepReasons.Length), (10, StepReasons.Length), (11, StepReasons.Length)], ignoreOrder: true);
        scene.RungFor(10).ShouldBe(2);
    }

    [Fact]
    public void L1_the_last_agent_who_leaves_takes_the_step()
    {
        var step = new OverflowStep { Trigger = OverflowTrigger.NoEligibleAgentOnline, Action = OverflowAction.AddQueue, QueueId = Desks.Support };
        var scene = new Scene(Desk(q => q, [Seller, Helper], step));
        scene.Come(2);
        scene.Come(1);
        scene.RungAndTaken(9);
        scene.Arrive(10);
        scene.RungFor(10).ShouldBeNull();
        scene.Be(1, Presence.Busy).Only<StepAdvanced>().Reason.ShouldBe(StepReasons.NobodyOnline);
        scene.RungFor(10).ShouldBe(2);
    }

    [Fact]
    public void L1_a_step_may_come_before_the_queue_closes()
    {
        var step = new OverflowStep { Trigger = OverflowTrigger.QueueClosing, Value = 600, Action = OverflowAction.OfferFallback };
        var scene = new Scene(Desk(q => q with { ScheduleId = Desks.Office, MaxWaitSeconds = 40_000 }, [Seller], step));
        scene.Sleep(5 * 3600);
        scene.Arrive(10);
        scene.After((50 * 60) - 1).OfType<FallbackOffered>().ShouldBeEmpty();
        scene.After(1).OfType<FallbackOffered>().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("bot-shop", SessionStatus.Bot)]
    [InlineData(Desks.Door, SessionStatus.Queued)]
    public void L5_to_the_bot_where_there_is_one(string door, SessionStatus expected)
    {
        var scene = new Scene(Desk(q => q, [Seller], At(60, OverflowAction.ToBot)));
        scene.Arrive(10, door);
        scene.After(60);
        scene.Session(10).Status.ShouldBe(expected);
    }

    [Fact]
    public void L5_the_end_is_counted_with_its_reason()
    {
        var scene = new Scene(Desk(q => q, [Seller], At(60, OverflowAction.End)));
        scene.Arrive(10);
        scene.After(60).OfType<SessionEnded>().ShouldHaveSingleItem().Reason.ShouldBe(EndReasons.Overflow);
    }

    [Fact]
    public void Case_55_with_no_agent_online_the_menu_is_offered_at_once_and_a_message_ends_the_wait()
    {
        var step = new OverflowStep { Trigger = OverflowTrigger.NoEligibleAgentOnline, Action = OverflowAction.OfferFallback };
        var scene = new Scene(Desk(q => q, [Seller], step));

        var outcome = scene.Arrive(10);

        outcome.Refusal.ShouldBeNull();
        outcome.Only<FallbackOffered>().SessionId.ShouldBe(10);
        scene.Session(10).Status.ShouldBe(SessionStatus.Queued, "an agent who comes meanwhile may still take it");
        scene.Do(new FallbackChosen(10) { At = default, Seq = 0 }).Only<Deferred>().Reason.ShouldBe(DeferReasons.Message);
    }

    [Fact]
    public void L1_nobody_is_online_only_when_none_is_of_all_who_could_serve()
    {
        var step = new OverflowStep { Trigger = OverflowTrigger.NoEligibleAgentOnline, Action = OverflowAction.OfferFallback };
        var scene = new Scene(Desk(q => q, [Desks.Agent(1, 1), Desks.Agent(2, 5, new Membership(Desks.Sales, 2))], step));
        scene.Come(1);
        scene.RungAndTaken(10).ShouldBe(1);
        scene.Arrive(11).Effects.OfType<FallbackOffered>().ShouldBeEmpty();
        scene.Be(1, Presence.Away).Only<FallbackOffered>().SessionId.ShouldBe(11);
    }

    [Fact]
    public void Case_54_after_the_last_step_it_waits_until_the_longest_wait_and_gets_the_menu()
    {
        var scene = new Scene(Desk(q => q, [Seller], At(60, OverflowAction.NotifySupervisor)));
        scene.Arrive(10);
        scene.After(1199).OfType<Deferred>().ShouldBeEmpty();
        scene.After(1).OfType<Deferred>().ShouldHaveSingleItem().Reason.ShouldBe(DeferReasons.MaxWait);
    }

    [Fact]
    public void B1_a_supervisor_bumps_a_session_that_waits_and_no_other()
    {
        var scene = new Scene(Seller);
        scene.Arrive(10);
        scene.After(10);
        scene.Arrive(11);
        scene.Do(new Bumped(11, 7, 300, 99) { At = default, Seq = 0 }).Code().ShouldBe(RefusalCodes.VersionConflict);
        var bumped = scene.Do(new Bumped(11, 7, 300) { At = default, Seq = 0 });
        bumped.Only<Boosted>().Reason.ShouldBe("bumped");
        scene.Come(1).Only<OfferCreated>().SessionId.ShouldBe(11);
        scene.Take(11);
        scene.Do(new Bumped(11, 7) { At = default, Seq = 0 }).Code().ShouldBe(RefusalCodes.Invalid);
    }

    [Fact]
    public void Moves_in_a_circle_and_unknown_queues_are_faults()
    {
        var desk = Desk(
            q => q, [Seller, Helper],
            At(1, OverflowAction.MoveToQueue) with { QueueId = "backup" }, At(2, OverflowAction.AddQueue) with { QueueId = Desks.Sales },
            At(3, OverflowAction.AddQueue) with { QueueId = "nowhere" }, At(4, OverflowAction.AddBoost))
            .Change("backup", q => q with { Overflow = [At(1, OverflowAction.MoveToQueue) with { QueueId = Desks.Sales }] });
        DeskChecks.Faults(desk).Select(f => f.ToString()).ShouldBe(
        [
            "queues[sales].overflow[1].queueId sales: is the queue itself",
            "queues[sales].overflow[2].queueId nowhere: does not exist",
            "queues[sales].overflow[3].boostSeconds 0: must be 1 to 86400",
            "queues[sales].overflow: moves lead round in a circle: sales, backup",
        ]);
    }

    private static OverflowStep At(int wait, OverflowAction action) => new() { Value = wait, Action = action };

    private static Desk Desk(Func<Queue, Queue> change, Agent[] agents, params OverflowStep[] ladder)
    {
        var desk = Desks.With(agents).Change(Desks.Sales, q => change(q) with { Overflow = ladder });
        return desk with { Queues = [.. desk.Queues, new Queue { Id = "backup", Name = "Backup", ScheduleId = Desks.Always }] };
    }
}
