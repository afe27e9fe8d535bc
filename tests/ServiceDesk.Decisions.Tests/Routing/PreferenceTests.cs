using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

public sealed class PreferenceTests
{
    private static readonly Membership InSupport = new(Desks.Support);

    [Fact]
    public void N1_the_last_agent_is_rung_though_another_one_is_less_loaded()
    {
        var scene = Both();
        scene.Arrive(1);
        scene.RungFor(1).ShouldBe(1);
        scene.Take(1);
        var outcome = scene.Return(2, lastAgent: 1);
        outcome.Only<OfferCreated>().AgentId.ShouldBe(1);
        var set = outcome.Only<PreferenceSet>();
        (set.AgentId, set.Until, set.Reason).ShouldBe((1, scene.Now.AddSeconds(30), "last_agent"));
    }

    [Fact]
    public void Case_44_a_last_agent_who_is_offline_costs_no_time()
    {
        var scene = Both();
        scene.Be(1, Presence.Offline);
        var outcome = scene.Return(1, lastAgent: 1);
        outcome.Only<OfferCreated>().AgentId.ShouldBe(2);
        outcome.Only<PreferenceSet>().Reason.ShouldBe("not_there");
        scene.Session(1).StickyUntil.ShouldBeNull();
    }

    [Fact]
    public void Case_45_a_last_agent_at_capacity_is_waited_for_then_everybody_is_asked_with_the_same_key()
    {
        var scene = Both(capacity: 1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Return(2, lastAgent: 1).Effects.OfType<OfferCreated>().ShouldBeEmpty();
        var key = scene.Session(2).Key;
        scene.After(29.9).OfType<OfferCreated>().ShouldBeEmpty();
        var offer = scene.After(0.1).OfType<OfferCreated>().ShouldHaveSingleItem();
        (offer.AgentId, scene.Session(2).Key).ShouldBe((2, key));
        offer.Decision.Candidates.Select(c => (c.AgentId, c.Excluded)).ShouldBe([(2, null), (1, "at_capacity")]);
    }

    [Fact]
    public void Case_45_the_agent_who_becomes_free_meanwhile_takes_it_before_who_waits_longer()
    {
        var scene = new Scene(Desks.Agent(1, 1));
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Arrive(2);
        scene.After(5);
        scene.Return(3, lastAgent: 1);
        var offer = scene.Finish(1).Only<OfferCreated>();
        offer.SessionId.ShouldBe(3);
        offer.Decision.Heads.Select(h => (h.SessionId, h.Class)).ShouldBe([(3, 1), (2, 2)]);
    }

    [Fact]
    public void N1_nobody_is_preferred_to_who_is_overdue()
    {
        var scene = new Scene(Desks.Agent(1, 1));
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Arrive(2);
        scene.After(900);
        scene.Return(3, lastAgent: 1);
        scene.Finish(1).Only<OfferCreated>().SessionId.ShouldBe(2);
    }

    [Fact]
    public void Case_46_a_returning_visitor_whose_agent_left_the_desk_or_the_queue_is_served_by_the_others()
    {
        var scene = Both();
        scene.Return(1, lastAgent: 77).Only<OfferCreated>().AgentId.ShouldBe(1);
        scene.Take(1);
        scene.Drop(2);
        scene.After(30);
        scene.Return(2, lastAgent: 2).Only<OfferCreated>().AgentId.ShouldBe(1);
    }

    [Fact]
    public void Case_52_a_preferred_agent_who_is_no_member_is_ignored_and_that_is_logged()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2, 5, InSupport));
        scene.Come(1);
        scene.Come(2);
        scene.Open(1);
        var outcome = scene.Want(1, preferred: [2, 1]);
        outcome.Effects.OfType<PreferenceSet>().Select(p => (p.AgentId, p.Reason)).ShouldBe([(2, "not_member"), (1, "named")]);
        outcome.Only<OfferCreated>().AgentId.ShouldBe(1);
        scene.Session(1).PreferredAgents.ShouldBe([1]);
    }

    [Fact]
    public void N1_those_named_go_before_the_last_agent_in_their_order()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2), Desks.Agent(3));
        scene.Come(1);
        scene.Come(2);
        scene.Come(3);
        scene.Open(1, last: new LastServed(1, scene.Now));
        scene.Want(1, preferred: [3, 2]).Only<OfferCreated>().AgentId.ShouldBe(3);
        scene.Refuse(1).Only<OfferCreated>().AgentId.ShouldBe(2);
        scene.Refuse(1).Only<OfferCreated>().AgentId.ShouldBe(1, "both declined: nobody is waited for");
    }

    [Theory]
    [InlineData(259_199.9, 1)]
    [InlineData(259_200, 2)]
    public void N1_who_served_the_visitor_too_long_ago_is_nobody_special(double secondsAgo, long rung)
    {
        var scene = Both();
        scene.RungAndTaken(1).ShouldBe(1);
        scene.Return(2, lastAgent: 1, secondsAgo).Only<OfferCreated>().AgentId.ShouldBe(rung);
    }

    [Fact]
    public void N2_an_agent_who_leaves_while_waited_for_is_waited_for_no_longer()
    {
        var scene = Both(capacity: 1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Return(2, lastAgent: 1);
        scene.Be(1, Presence.Busy).Only<OfferCreated>().AgentId.ShouldBe(2);
    }

    [Fact]
    public void N2_a_step_of_the_ladder_lets_everybody_in()
    {
        var desk = Desks.With(Desks.Agent(1, 1), Desks.Agent(2, 1)).Change(Desks.Sales, q => q with
        {
            Overflow = [new OverflowStep { Trigger = OverflowTrigger.Wait, Value = 10, Action = OverflowAction.NotifySupervisor }],
        });
        var scene = new Scene(desk);
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Come(2);
        scene.Return(2, lastAgent: 1).Effects.OfType<OfferCreated>().ShouldBeEmpty();
        scene.After(10).OfType<OfferCreated>().ShouldHaveSingleItem().AgentId.ShouldBe(2);
    }

    [Fact]
    public void N3_a_preferred_agents_delay_does_not_count()
    {
        var scene = new Scene(Desks.Agent(1, 5, new Membership(Desks.Sales, 1, 60)));
        scene.Come(1);
        scene.Return(1, lastAgent: 1).Only<OfferCreated>().AgentId.ShouldBe(1);
    }

    [Fact]
    public void N4_a_transfer_clears_the_preference()
    {
        var scene = new Scene(Desks.Agent(1, 5, new Membership(Desks.Sales), InSupport), Desks.Agent(2, 5, InSupport), Desks.Agent(3, 5, InSupport));
        scene.Come(1);
        scene.Return(1, lastAgent: 1);
        scene.Take(1);
        scene.Come(2);
        var outcome = scene.ToQueue(1, 1, Desks.Support);
        outcome.Effects.OfType<PreferenceSet>().ShouldBeEmpty();
        outcome.Only<OfferCreated>().AgentId.ShouldBe(2);
        scene.Session(1).LastServed.ShouldBeNull();
    }

    [Fact]
    public void S13_a_lost_agent_who_returns_before_a_step_was_taken_gets_the_session_back()
    {
        var scene = new Scene(Desks.Agent(1, 1), Desks.Agent(2, 1));
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Come(2);
        scene.Arrive(2);
        scene.Take(2);
        scene.After(600);
        scene.Arrive(3);
        scene.After(580);
        scene.Drop(1);
        scene.After(30);
        scene.Core.Position(1).ShouldBe(2, "the other one has waited 610 s");
        scene.Connect(1).Only<OfferCreated>().SessionId.ShouldBe(1);
    }

    [Fact]
    public void N1_a_queue_may_switch_it_off_and_one_that_is_pulled_from_waits_for_nobody()
    {
        var off = new Scene(Desks.With(Desks.Agent(1, 1), Desks.Agent(2)).Change(Desks.Sales, q => q with { StickySeconds = 0 }));
        off.Come(1);
        off.Come(2);
        off.RungAndTaken(1).ShouldBe(1);
        off.Return(2, lastAgent: 1).Only<OfferCreated>().AgentId.ShouldBe(2);
        var pull = new Scene(Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { OfferMode = OfferMode.Pull }));
        pull.Come(1);
        pull.Return(1, lastAgent: 1).Effects.OfType<PreferenceSet>().ShouldBeEmpty();
    }

    [Fact]
    public void N1_a_broadcast_rings_the_last_agent_alone_at_first()
    {
        var desk = Desks.With(Desks.Agent(1), Desks.Agent(2)).Change(Desks.Sales, q => q with { OfferMode = OfferMode.Broadcast });
        var scene = new Scene(desk);
        scene.Come(1);
        scene.Come(2);
        scene.Return(1, lastAgent: 2).Only<OfferCreated>().AgentId.ShouldBe(2);
        scene.Refuse(1).Only<OfferCreated>().AgentId.ShouldBe(1);
    }

    [Fact]
    public void T3_it_survives_the_writer()
    {
        var scene = Both(capacity: 1);
        scene.RungAndTaken(1).ShouldBe(1);
        scene.Return(2, lastAgent: 1);
        var state = scene.Core.Export();
        var loaded = RoutingCore.Load(scene.Desk, state);
        loaded.NextWake.ShouldBe(scene.Core.NextWake);
        loaded.Session(2)!.StickyUntil.ShouldBe(scene.Session(2).StickyUntil);
        scene.Restart();
        scene.Session(2).StickyUntil.ShouldBeNull("for the new writer nobody is there yet");
        scene.Connect(2).Only<OfferCreated>().AgentId.ShouldBe(2);
    }

    private static Scene Both(int capacity = 5)
    {
        var scene = new Scene(Desks.Agent(1, capacity), Desks.Agent(2, capacity));
        scene.Come(1);
        scene.Come(2);
        return scene;
    }
}
