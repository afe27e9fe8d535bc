using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

public sealed class OfferModeTests
{
    [Fact]
    public void Case_27_of_two_who_accept_in_a_broadcast_one_has_it_the_other_lost_and_all_capacity_is_exact()
    {
        var scene = Broadcast(3);
        var rung = scene.Arrive(1).Effects.OfType<OfferCreated>().ToList();
        rung.Select(o => o.AgentId).ShouldBe([1, 2, 3]);
        scene.Core.Agents.Sum(a => a.Used).ShouldBe(3);
        var outcome = Accept(scene, rung[1]);
        outcome.Effects.OfType<OfferClosed>().Select(c => (c.AgentId, c.State))
            .ShouldBe([(2, OfferStatus.Accepted), (1, OfferStatus.Lost), (3, OfferStatus.Lost)]);
        outcome.Effects.OfType<Assigned>().ShouldHaveSingleItem().AgentId.ShouldBe(2);
        var late = Accept(scene, rung[0]);
        late.Code().ShouldBe(RefusalCodes.OfferExpired);
        late.Changed.ShouldBeFalse();
        (scene.Agent(1).Used, scene.Agent(2).Used, scene.Agent(3).Used, scene.Agent(4).Used).ShouldBe((0, 1, 0, 0));
        (scene.Agent(1).MissStreak, scene.Agent(3).MissStreak).ShouldBe((0, 0));
        scene.Session(1).Exclusions.ShouldBeEmpty();
    }

    [Fact]
    public void O7_who_declines_in_a_broadcast_is_out_and_the_others_ring_on()
    {
        var scene = Broadcast(2);
        var rung = scene.Arrive(1).Effects.OfType<OfferCreated>().ToList();
        Decline(scene, rung[0]).Effects.OfType<Requeued>().ShouldBeEmpty();
        scene.Session(1).Status.ShouldBe(SessionStatus.Offered);
        scene.Session(1).Offers.ShouldBe([rung[1].OfferId]);
        var again = Decline(scene, rung[1]);
        again.Only<Requeued>().Reason.ShouldBe("declined");
        again.Effects.OfType<OfferCreated>().Select(o => o.AgentId).ShouldBe([3, 4]);
    }

    [Fact]
    public void O7_a_broadcast_that_nobody_answers_is_a_miss_for_each_and_goes_on_with_others()
    {
        var scene = Broadcast(2);
        scene.Arrive(1);
        var effects = scene.After(20);
        effects.OfType<OfferClosed>().ShouldAllBe(c => c.State == OfferStatus.TimedOut);
        effects.OfType<Requeued>().ShouldHaveSingleItem();
        effects.OfType<OfferCreated>().Select(o => o.AgentId).ShouldBe([3, 4]);
        (scene.Agent(1).MissStreak, scene.Agent(2).MissStreak).ShouldBe((1, 1));
    }

    [Fact]
    public void O7_a_visitor_who_leaves_silences_them_all()
    {
        var scene = Broadcast(5);
        scene.Arrive(1);
        scene.End(1, EndedBy.Visitor).Effects.OfType<OfferClosed>().Count(c => c.State == OfferStatus.Rescinded).ShouldBe(4);
        scene.Core.Agents.Sum(a => a.Used).ShouldBe(0);
    }

    [Fact]
    public void O7_an_agent_who_goes_busy_leaves_the_ringing_to_the_others()
    {
        var scene = Broadcast(2);
        scene.Arrive(1);
        scene.Be(1, Presence.Busy).Only<OfferClosed>().State.ShouldBe(OfferStatus.Rescinded);
        scene.RungFor(1).ShouldBe(2);
    }

    [Fact]
    public void O7_an_agent_with_something_better_to_take_is_not_rung_too()
    {
        var desk = Desks.With(Desks.Agent(1, 1), Desks.Agent(2, 1)).Change(Desks.Sales, q => q with { OfferMode = OfferMode.Broadcast });
        var scene = new Scene(desk);
        scene.Arrive(1);
        scene.Arrive(2);
        scene.Come(1);
        scene.Come(2);
        (scene.RungFor(1), scene.RungFor(2)).ShouldBe((1L, 2L));
    }

    [Fact]
    public void Case_90_a_broadcast_survives_the_writer()
    {
        var scene = Broadcast(3);
        scene.Arrive(1);
        var offers = scene.Session(1).Offers;
        scene.Restart();
        scene.Session(1).Offers.ShouldBe(offers);
        Accept(scene, offers[2], 3).Only<Assigned>().AgentId.ShouldBe(3);
        scene.Core.Agents.Sum(a => a.Used).ShouldBe(1);
    }

    [Fact]
    public void O8_with_auto_accept_the_agent_has_it_at_once_with_the_reasons_and_up_to_the_capacity()
    {
        var scene = In(OfferMode.AutoAccept, Desks.Agent(1, 2));
        scene.Arrive(1);
        scene.Arrive(2);
        scene.Arrive(3);
        var outcome = scene.Come(1);
        outcome.Effects.OfType<OfferCreated>().ShouldBeEmpty();
        var assigned = outcome.Effects.OfType<Assigned>().ToList();
        assigned.Select(a => (a.SessionId, a.OfferId, a.Reason)).ShouldBe([(1, null, "auto_accept"), (2, null, "auto_accept")]);
        assigned.ShouldAllBe(a => a.Decision!.ChosenAgentId == 1 && a.Decision.RuleId == "rest");
        scene.Session(1).Responder.ShouldBe("agent:1");
        scene.Session(3).Status.ShouldBe(SessionStatus.Queued);
        scene.Agent(1).Used.ShouldBe(2);
        scene.Finish(1).Only<Assigned>().SessionId.ShouldBe(3);
    }

    [Fact]
    public void O8_auto_accept_shares_by_the_policy()
    {
        var scene = In(OfferMode.AutoAccept, Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.Come(2);
        Enumerable.Range(1, 4).Select(id => scene.Arrive(id).Only<Assigned>().AgentId).ShouldBe([1, 2, 1, 2]);
    }

    [Fact]
    public void Case_15_of_two_who_claim_together_one_wins_and_the_other_hears_already_taken()
    {
        var scene = In(OfferMode.Pull, Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.Come(2);
        scene.Arrive(1).Effects.OfType<OfferCreated>().ShouldBeEmpty();
        var version = scene.Session(1).Version;
        var won = scene.Claim(1, 2, version);
        won.Only<Assigned>().Reason.ShouldBe("claimed");
        won.Only<Assigned>().Decision!.Kind.ShouldBe(DecisionKind.Manual);
        won.Only<ResponderChanged>().Responder.ShouldBe("agent:2");
        won.Effects.Notes().ShouldBe([NoteKinds.AgentJoined]);
        var lost = scene.Claim(1, 1, version);
        lost.Code().ShouldBe(RefusalCodes.AlreadyTaken);
        lost.Changed.ShouldBeFalse();
        scene.Claim(1, 2, version).Changed.ShouldBeFalse("the winner's repeat changes nothing and is no refusal");
        scene.Claim(1, 2, version).Refusal.ShouldBeNull();
    }

    [Fact]
    public void S9_a_claim_is_for_those_who_serve_the_queue_and_for_what_was_seen()
    {
        var desk = Desks.With(Desks.Agent(1), Desks.Agent(2, 5, new Membership(Desks.Support)), Desks.Agent(3).Knowing(new AgentSkill(Desks.German, 3)))
            .Change(Desks.Sales, q => q with { OfferMode = OfferMode.Pull, Requirements = [new Requirement(Desks.German, 2)] });
        var scene = new Scene(desk);
        scene.Come(1);
        scene.Come(2);
        scene.Come(3);
        scene.Open(1);
        scene.Claim(1, 3).Code().ShouldBe(RefusalCodes.Invalid);
        scene.Want(1);
        scene.Claim(1, 2).Code().ShouldBe(RefusalCodes.Forbidden);
        scene.Claim(1, 1).Code().ShouldBe(RefusalCodes.Forbidden);
        scene.Claim(1, 77).Code().ShouldBe(RefusalCodes.NotFound);
        scene.Claim(9, 3).Code().ShouldBe(RefusalCodes.NotFound);
        scene.Claim(1, 3, scene.Session(1).Version - 1).Code().ShouldBe(RefusalCodes.VersionConflict);
        scene.Claim(1, 3, scene.Session(1).Version).Refusal.ShouldBeNull();
        scene.Finish(1);
        scene.Claim(1, 1).Code().ShouldBe(RefusalCodes.ConversationClosed);
    }

    [Fact]
    public void S9_what_rings_elsewhere_is_taken_what_rings_here_is_accepted()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.Come(2);
        scene.Arrive(1);
        scene.Claim(1, 2).Code().ShouldBe(RefusalCodes.AlreadyTaken);
        scene.Claim(1, 1).Only<OfferClosed>().State.ShouldBe(OfferStatus.Accepted);
    }

    [Fact]
    public void I3_a_claim_may_go_over_the_capacity_it_is_counted_and_nothing_is_offered_until_it_is_below()
    {
        var desk = Desks.With(Desks.Agent(1, 1, new Membership(Desks.Sales), new Membership(Desks.Support)))
            .Change(Desks.Sales, q => q with { OfferMode = OfferMode.Pull });
        var scene = new Scene(desk);
        scene.Come(1);
        scene.Arrive(1);
        scene.Arrive(2);
        scene.Claim(1, 1).Effects.OfType<OverCapacity>().ShouldBeEmpty();
        var over = scene.Claim(2, 1).Only<OverCapacity>();
        (over.Used, over.Capacity, over.Reason).ShouldBe((2, 1, "claimed"));
        scene.Arrive(3, url: "https://shop.example/help").Effects.OfType<OfferCreated>().ShouldBeEmpty();
        scene.Finish(1).Effects.OfType<OfferCreated>().ShouldBeEmpty();
        scene.Finish(2).Only<OfferCreated>().SessionId.ShouldBe(3);
    }

    [Fact]
    public void A5_who_claims_while_offline_is_offline_when_it_is_done()
    {
        var scene = In(OfferMode.Pull, Desks.Agent(1));
        scene.Connect(1);
        scene.Arrive(1);
        scene.Claim(1, 1).Only<AgentForced>().Presence.ShouldBe(Presence.OfflineWhenDone);
        scene.Finish(1).Only<AgentForced>().Presence.ShouldBe(Presence.Offline);
        scene.Drop(1);
        scene.After(30);
        scene.Arrive(2);
        scene.Claim(2, 1).Code().ShouldBe(RefusalCodes.TargetUnavailable);
    }

    [Fact]
    public void R1_a_queue_that_is_pulled_from_no_longer_rings_at_once()
    {
        var scene = In(OfferMode.Pull, Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        scene.Publish(scene.Desk.Change(Desks.Sales, q => q with { OfferMode = OfferMode.Exclusive }) with { Version = 2 })
            .Only<OfferCreated>().SessionId.ShouldBe(1);
    }

    private static Scene Broadcast(int agents)
    {
        var desk = Desks.With(Desks.Agent(1), Desks.Agent(2), Desks.Agent(3), Desks.Agent(4))
            .Change(Desks.Sales, q => q with { OfferMode = OfferMode.Broadcast, BroadcastAgents = agents });
        var scene = new Scene(desk);
        for (var agent = 1; agent <= 4; agent++)
        {
            scene.Come(agent);
        }

        return scene;
    }

    private static Scene In(OfferMode mode, params Agent[] agents) =>
        new(Desks.With(agents).Change(Desks.Sales, q => q with { OfferMode = mode }));

    private static Outcome Accept(Scene scene, OfferCreated offer) => Accept(scene, offer.OfferId, offer.AgentId);

    private static Outcome Accept(Scene scene, long offer, long agent) => scene.Do(new Accept(offer, agent) { At = default, Seq = 0 });

    private static Outcome Decline(Scene scene, OfferCreated offer) =>
        scene.Do(new Decline(offer.OfferId, offer.AgentId) { At = default, Seq = 0 });
}
