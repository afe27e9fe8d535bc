using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

public sealed class MatchingTests
{
    [Fact]
    public void Case_1_who_waits_longest_is_offered_first()
    {
        var scene = new Scene(Desks.Agent(1, capacity: 1));
        scene.Arrive(1);
        scene.After(5);
        scene.Arrive(2);
        var offer = scene.Come(1).Only<OfferCreated>();
        offer.SessionId.ShouldBe(1);
        scene.Session(1).Status.ShouldBe(SessionStatus.Offered);
        scene.Session(2).Status.ShouldBe(SessionStatus.Queued);
    }

    [Fact]
    public void Case_2_a_freed_slot_pulls_the_queue_at_once()
    {
        var scene = new Scene(Desks.Agent(1, capacity: 1));
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Arrive(2);
        scene.After(1);
        scene.Arrive(3);
        scene.Finish(1).Only<OfferCreated>().SessionId.ShouldBe(2);
    }

    [Fact]
    public void Case_3_equal_agents_get_two_and_two()
    {
        var scene = new Scene(Desks.Agent(1, capacity: 4), Desks.Agent(2, capacity: 4));
        scene.Come(1);
        scene.Come(2);
        ArriveAndTake(scene, 4);
        (scene.Agent(1).Used, scene.Agent(2).Used).ShouldBe((2, 2));
    }

    [Fact]
    public void Case_4_load_is_measured_against_capacity()
    {
        var scene = new Scene(Desks.Agent(1, capacity: 2), Desks.Agent(2, capacity: 6));
        scene.Come(1);
        scene.Come(2);
        ArriveAndTake(scene, 4);
        (scene.Agent(1).Used, scene.Agent(2).Used).ShouldBe((1, 3));
    }

    [Fact]
    public void Case_6_a_long_wait_goes_before_a_boost()
    {
        var scene = new Scene(Desks.Agent(1, capacity: 1));
        scene.Arrive(1);
        scene.After(13 * 60);
        scene.Arrive(2, url: "https://shop.example/vip/1");
        scene.After(60);
        scene.Come(1).Only<OfferCreated>().SessionId.ShouldBe(1);
    }

    [Fact]
    public void Case_7_a_boost_goes_before_a_short_wait()
    {
        var scene = new Scene(Desks.Agent(1, capacity: 1));
        scene.Arrive(1);
        scene.After(120);
        scene.Arrive(2, url: "https://shop.example/vip/1");
        scene.Come(1).Only<OfferCreated>().SessionId.ShouldBe(2);
        scene.Session(2).Key.ShouldBe(scene.Now.AddSeconds(-300));
    }

    [Fact]
    public void Case_8_whoever_is_overdue_is_next_however_many_urgent_ones_arrive()
    {
        var agent = Desks.Agent(1, 1, new Membership(Desks.Sales, 1), new Membership(Desks.Support, 2));
        var scene = new Scene(agent);
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Arrive(2, url: "https://shop.example/help");
        scene.After(899);
        scene.Arrive(3);
        scene.Finish(1).Only<OfferCreated>().SessionId.ShouldBe(3);
        scene.Take(3);
        scene.After(1);
        scene.Arrive(4);
        var offer = scene.Finish(3).Only<OfferCreated>();
        offer.SessionId.ShouldBe(2);
        offer.Decision.Heads.Select(h => (h.SessionId, h.Class, h.Priority)).ShouldBe([(2, 0, 0), (4, 2, 1)]);
    }

    [Fact]
    public void Case_10_membership_priority_decides_between_queues_until_somebody_is_overdue()
    {
        var agent = Desks.Agent(1, 1, new Membership(Desks.Sales, 1), new Membership(Desks.Support, 2));
        var scene = new Scene(agent);
        scene.Arrive(1, url: "https://shop.example/help");
        scene.After(60);
        scene.Arrive(2);
        scene.Come(1).Only<OfferCreated>().SessionId.ShouldBe(2);
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    public void Case_11_a_delayed_member_is_rung_by_the_timer_alone(int seconds, bool rung)
    {
        var scene = new Scene(Desks.Agent(1, 1, new Membership(Desks.Sales, 1, DelaySeconds: 30)));
        scene.Come(1);
        scene.Arrive(1);
        var effects = scene.After(seconds);
        effects.OfType<OfferCreated>().Any().ShouldBe(rung);
    }

    [Fact]
    public void M1_a_rank_counts_only_where_the_queue_goes_by_ranks()
    {
        var desk = Desks.With(Desks.Agent(1, 5, new Membership(Desks.Sales, Rank: 2)), Desks.Agent(2, 5, new Membership(Desks.Sales, Rank: 1)));
        foreach (var (policy, rung, rank) in new[] { (AgentPolicy.LeastLoaded, 1, 0), (AgentPolicy.Ranked, 2, 1) })
        {
            var scene = new Scene(desk.Change(Desks.Sales, q => q with { AgentPolicy = policy }));
            scene.Come(1);
            scene.Come(2);
            var offer = scene.Arrive(1).Only<OfferCreated>();
            (offer.AgentId, offer.Decision.Candidates[0].Rank).ShouldBe((rung, rank), $"{policy}");
        }
    }

    [Fact]
    public void Case_11_of_two_delays_each_passes_in_its_time()
    {
        var scene = new Scene(
            Desks.Agent(1, 1, new Membership(Desks.Sales, 1, DelaySeconds: 60)), Desks.Agent(2, 1, new Membership(Desks.Sales, 1, DelaySeconds: 30)));
        scene.Come(1);
        scene.Come(2);
        scene.Arrive(1);
        scene.Arrive(2);
        scene.After(29.9).OfType<OfferCreated>().ShouldBeEmpty();
        scene.After(0.1).OfType<OfferCreated>().Select(o => (o.SessionId, o.AgentId)).ShouldBe([(1, 2)]);
        scene.Take(1);
        scene.After(29.9).OfType<OfferCreated>().ShouldBeEmpty();
        scene.After(0.1).OfType<OfferCreated>().Select(o => (o.SessionId, o.AgentId)).ShouldBe([(2, 1)]);
    }

    [Fact]
    public void Case_11_a_boost_counts_towards_the_delay()
    {
        var scene = new Scene(Desks.Agent(1, 1, new Membership(Desks.Sales, 1, DelaySeconds: 30)));
        scene.Come(1);
        scene.Arrive(1, url: "https://shop.example/vip").Only<OfferCreated>().AgentId.ShouldBe(1);
    }

    [Fact]
    public void Case_11_a_delay_that_passed_while_nobody_woke_the_core_is_not_forgotten()
    {
        var scene = new Scene(Desks.Agent(1, 1, new Membership(Desks.Sales, 1, DelaySeconds: 30)));
        scene.Come(1);
        scene.Arrive(1);
        scene.Arrive(2);
        scene.End(1, EndedBy.Visitor);
        scene.Sleep(40);
        var late = scene.Do(new Tick { At = default, Seq = 0 });
        late.Only<PositionHint>().SessionId.ShouldBe(2, "the hint held back fell due before the delay did");
        late.Only<OfferCreated>().SessionId.ShouldBe(2);
    }

    [Fact]
    public void Case_12_arrivals_of_the_same_instant_go_by_id()
    {
        var scene = new Scene(Desks.Agent(1, capacity: 1));
        scene.Arrive(9);
        scene.Arrive(3);
        scene.Arrive(5);
        scene.Core.Waiting(Desks.Sales).Select(s => s.Id).ShouldBe([3, 5, 9]);
        scene.Come(1).Only<OfferCreated>().SessionId.ShouldBe(3);
    }

    [Fact]
    public void Case_18_fifty_arrivals_and_one_slot_make_one_offer()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1, capacity: 1)).Change(Desks.Sales, q => q with { MaxLengthAtLeast = 100 }));
        scene.Come(1);
        for (var id = 1; id <= 50; id++)
        {
            scene.Arrive(id);
        }

        scene.Core.PendingOffers.ShouldHaveSingleItem().SessionId.ShouldBe(1);
        scene.Core.Waiting(Desks.Sales).Count().ShouldBe(50);
    }

    [Fact]
    public void The_decision_says_who_was_looked_at_and_why_the_others_were_left_out()
    {
        var scene = new Scene(
            Desks.Agent(1, capacity: 2), Desks.Agent(2), Desks.Agent(3), Desks.Agent(4), Desks.Agent(5, capacity: 1),
            Desks.Agent(6, 5, new Membership(Desks.Sales, 1, DelaySeconds: 60)));
        scene.Come(1);
        scene.Come(2);
        scene.Be(3, Decisions.Agents.Presence.Online);
        scene.Come(5);
        scene.Come(6);
        scene.Arrive(1);
        scene.Take(1);
        scene.Arrive(2);
        scene.Take(2);
        scene.Arrive(3);
        scene.RungFor(3).ShouldBe(5);
        scene.After(1);
        var decision = scene.Arrive(4, url: "https://shop.example/x").Only<OfferCreated>().Decision;
        decision.RuleId.ShouldBe("rest");
        decision.RuleSentence.ShouldBe("Everything else goes to sales");
        decision.QueueId.ShouldBe(Desks.Sales);
        decision.Kind.ShouldBe(DecisionKind.SessionSoughtAgent);
        decision.EffectiveWaitSeconds.ShouldBe(0);
        decision.ChosenAgentId.ShouldBe(2);
        decision.Omitted.ShouldBe(0);
        decision.Candidates.Select(c => (c.AgentId, c.Used, c.Capacity, c.Excluded)).ShouldBe(
        [
            (2, 1, 5, null),
            (1, 1, 2, null),
            (3, 0, 5, ExclusionReasons.Connection),
            (4, 0, 5, ExclusionReasons.Presence),
            (5, 1, 1, ExclusionReasons.PendingOffer),
            (6, 0, 5, ExclusionReasons.Delay),
        ]);
        decision.Candidates[^1].ExcludedUntil.ShouldBe(scene.Now.AddSeconds(60));
    }

    [Fact]
    public void The_decision_names_who_has_as_many_of_the_queue_as_the_membership_allows()
    {
        var scene = new Scene(Desks.Agent(1, 4, new Membership(Desks.Sales, MaxSessions: 1)), Desks.Agent(2, 4, new Membership(Desks.Sales, MaxSessions: 2)));
        scene.Come(1);
        scene.Come(2);
        ArriveAndTake(scene, 2);
        scene.Arrive(3).Only<OfferCreated>().Decision.Candidates.Select(c => (c.AgentId, c.Used, c.Excluded))
            .ShouldBe([(2, 1, null), (1, 1, ExclusionReasons.QueueLimit)]);
    }

    private static void ArriveAndTake(Scene scene, int count)
    {
        for (var id = 1; id <= count; id++)
        {
            scene.Arrive(id);
            scene.Take(id);
        }
    }
}
