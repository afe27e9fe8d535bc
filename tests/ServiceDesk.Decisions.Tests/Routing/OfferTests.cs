using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

public sealed class OfferTests
{
    [Fact]
    public void O2_a_closed_offer_keeps_no_candidates_and_the_ledger_does()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        var created = scene.Arrive(1).Only<OfferCreated>();
        created.Decision.Candidates.ShouldHaveSingleItem();
        scene.OfferOf(1).Decision.ShouldBeSameAs(created.Decision);
        scene.Take(1);
        scene.Core.Offer(created.OfferId)!.Decision.Candidates.ShouldBeEmpty();
    }

    [Fact]
    public void O1_an_offer_rings_for_the_queues_accept_time_and_takes_a_unit()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        var offer = scene.Arrive(1).Only<OfferCreated>();
        offer.Deadline.ShouldBe(scene.Now.AddSeconds(20));
        scene.Agent(1).Used.ShouldBe(1);
        scene.Core.NextWake.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(offer.Deadline);
    }

    [Fact]
    public void O2_S6_accepting_makes_the_agent_responder_and_tells_the_conversation()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        var outcome = scene.Take(1);
        outcome.Only<OfferClosed>().State.ShouldBe(OfferStatus.Accepted);
        outcome.Only<Assigned>().FromAgentId.ShouldBeNull();
        outcome.Only<AssignmentOpened>().AgentId.ShouldBe(1);
        outcome.Only<ResponderChanged>().Responder.ShouldBe("agent:1");
        outcome.Effects.Notes().ShouldBe([NoteKinds.AgentJoined]);
        outcome.SessionId.ShouldBe(1);
        scene.Session(1).Status.ShouldBe(SessionStatus.Active);
    }

    [Fact]
    public void Case_19_accepting_twice_joins_once()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        var offer = scene.OfferOf(1);
        scene.Take(1);
        var again = scene.Do(new Accept(offer.Id, 1) { At = default, Seq = 0 });
        again.Refusal.ShouldBeNull();
        again.Changed.ShouldBeFalse();
        again.SessionId.ShouldBe(1);
    }

    [Fact]
    public void Case_20_accepting_a_millisecond_late_is_refused_and_the_session_is_elsewhere()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.Come(2);
        scene.Arrive(1);
        var offer = scene.OfferOf(1);
        scene.After(20.001);
        var late = scene.Do(new Accept(offer.Id, offer.AgentId) { At = default, Seq = 0 });
        late.Code().ShouldBe(RefusalCodes.OfferExpired);
        late.Refusal!.Detail.ShouldContain("timed_out");
        late.Changed.ShouldBeFalse();
        scene.RungFor(1).ShouldBe(2);
    }

    [Fact]
    public void Case_20_holds_when_nobody_woke_the_core_at_the_deadline()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        var offer = scene.OfferOf(1);
        scene.Sleep(20);
        var late = scene.Do(new Accept(offer.Id, 1) { At = default, Seq = 0 });
        late.Code().ShouldBe(RefusalCodes.OfferExpired);
        late.Only<OfferClosed>().State.ShouldBe(OfferStatus.TimedOut);
    }

    [Fact]
    public void An_offer_answered_by_somebody_else_is_forbidden_and_an_unknown_one_not_found()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.Arrive(1);
        var offer = scene.OfferOf(1);
        scene.Do(new Accept(offer.Id, 2) { At = default, Seq = 0 }).Code().ShouldBe(RefusalCodes.Forbidden);
        scene.Do(new Decline(99, 1) { At = default, Seq = 0 }).Code().ShouldBe(RefusalCodes.NotFound);
        scene.Session(1).Status.ShouldBe(SessionStatus.Offered);
    }

    [Fact]
    public void An_offer_forgotten_long_ago_is_expired_not_unknown()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        var offer = scene.OfferOf(1);
        scene.Refuse(1);
        scene.End(1, EndedBy.Visitor);
        scene.After(3_600);
        scene.Do(new Tick { At = default, Seq = 0 });
        scene.Core.Offer(offer.Id).ShouldBeNull();
        scene.Do(new Accept(offer.Id, 1) { At = default, Seq = 0 }).Code().ShouldBe(RefusalCodes.OfferExpired);
    }

    [Fact]
    public void O3_S7_declining_excludes_the_agent_keeps_the_key_and_is_no_miss()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.Come(2);
        scene.Arrive(1);
        var key = scene.Session(1).Key;
        scene.After(5);
        var outcome = scene.Refuse(1);
        outcome.Only<Requeued>().Key.ShouldBe(key!.Value);
        outcome.Only<OfferCreated>().AgentId.ShouldBe(2);
        scene.Session(1).Key.ShouldBe(key);
        scene.Session(1).Exclusions.ShouldHaveSingleItem().AgentId.ShouldBe(1);
        (scene.Agent(1).MissStreak, scene.Agent(1).Used).ShouldBe((0, 0));
    }

    [Fact]
    public void O3_declining_twice_is_one_decline()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.Come(2);
        scene.Arrive(1);
        var offer = scene.OfferOf(1);
        scene.Refuse(1);
        scene.Do(new Decline(offer.Id, 1) { At = default, Seq = 0 }).Changed.ShouldBeFalse();
    }

    [Fact]
    public void O4_S7_a_missed_offer_goes_to_the_next_and_counts_as_a_miss()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.Come(2);
        scene.Arrive(1);
        var effects = scene.After(20);
        effects.OfType<OfferClosed>().ShouldHaveSingleItem().State.ShouldBe(OfferStatus.TimedOut);
        scene.RungFor(1).ShouldBe(2);
        scene.Agent(1).MissStreak.ShouldBe(1);
    }

    [Fact]
    public void Case_22_a_visitor_who_leaves_while_offered_costs_the_agent_nothing()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        var outcome = scene.End(1, EndedBy.Visitor);
        outcome.Only<OfferClosed>().State.ShouldBe(OfferStatus.Rescinded);
        outcome.Only<SessionEnded>().Reason.ShouldBe(EndReasons.Abandoned);
        (scene.Agent(1).MissStreak, scene.Agent(1).Used).ShouldBe((0, 0));
    }

    [Fact]
    public void Case_23_going_busy_stops_the_ringing_at_once()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        var outcome = scene.Be(1, Presence.Busy);
        outcome.Only<OfferClosed>().State.ShouldBe(OfferStatus.Rescinded);
        scene.Session(1).Status.ShouldBe(SessionStatus.Queued);
        scene.Session(1).Exclusions.ShouldBeEmpty();
        scene.Agent(1).MissStreak.ShouldBe(0);
    }

    [Fact]
    public void Case_24_25_a_sole_agent_who_declines_is_asked_again_and_after_three_rounds_the_supervisor_is_told()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        scene.Refuse(1).Only<OfferCreated>().AgentId.ShouldBe(1);
        scene.Refuse(1).Only<OfferCreated>().AgentId.ShouldBe(1);
        var third = scene.Refuse(1);
        third.Effects.OfType<OfferCreated>().ShouldBeEmpty();
        third.Only<Alert>().Reason.ShouldBe(AlertReasons.AllExcluded);
        scene.Session(1).Status.ShouldBe(SessionStatus.Queued);
        scene.After(119).OfType<OfferCreated>().ShouldBeEmpty();
        scene.After(1).OfType<OfferCreated>().ShouldHaveSingleItem().AgentId.ShouldBe(1);
        var fourth = scene.Refuse(1);
        fourth.Effects.OfType<Alert>().ShouldBeEmpty();
        scene.Session(1).Status.ShouldBe(SessionStatus.Queued);
    }

    [Fact]
    public void X1_of_two_who_declined_one_is_asked_again_while_the_other_is_still_left_alone()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1), Desks.Agent(2)).Change(Desks.Sales, q => q with { MaxRounds = 1 }));
        scene.Come(1);
        scene.Come(2);
        scene.Arrive(1);
        scene.Refuse(1).Only<OfferCreated>().AgentId.ShouldBe(2);
        scene.After(5);
        scene.Refuse(1).Only<Alert>().Reason.ShouldBe(AlertReasons.AllExcluded);
        scene.Session(1).Exclusions.Select(x => x.AgentId).ShouldBe([1, 2]);
        scene.After(114.9).OfType<OfferCreated>().ShouldBeEmpty();
        scene.After(0.1).OfType<OfferCreated>().ShouldHaveSingleItem().AgentId.ShouldBe(1);
        scene.Session(1).Exclusions.Select(x => (x.AgentId, x.Until)).ShouldBe([(2, scene.Now.AddSeconds(5))]);
    }

    [Fact]
    public void X1_an_exclusion_lifts_when_the_agent_changes_presence()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2, capacity: 1));
        scene.Come(1);
        scene.Arrive(1);
        scene.Come(2);
        scene.Arrive(2);
        scene.RungFor(2).ShouldBe(2);
        scene.Take(2);
        scene.Refuse(1);
        scene.Session(1).Status.ShouldBe(SessionStatus.Queued);
        scene.Be(1, Presence.Away);
        scene.Be(1, Presence.Online).Only<OfferCreated>().SessionId.ShouldBe(1);
    }

    [Fact]
    public void X2_when_the_last_agent_who_was_not_excluded_leaves_the_others_are_asked_again()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2, capacity: 1));
        scene.Come(1);
        scene.Arrive(1);
        scene.Come(2);
        scene.Arrive(2);
        scene.Take(2);
        scene.Refuse(1);
        scene.Session(1).Round.ShouldBe(0);
        scene.Be(2, Presence.Busy).Only<OfferCreated>().AgentId.ShouldBe(1);
        scene.Session(1).Round.ShouldBe(1);
    }

    [Fact]
    public void Case_26_two_misses_in_a_row_set_the_agent_away_until_they_come_back()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        scene.After(20);
        scene.RungFor(1).ShouldBe(1);
        var effects = scene.After(20);
        var forced = effects.OfType<AgentForced>().ShouldHaveSingleItem();
        (forced.Presence, forced.Reason).ShouldBe((Presence.Away, "missed"));
        scene.Agent(1).PresenceReason.ShouldBe("missed");
        scene.Arrive(2).Effects.OfType<OfferCreated>().ShouldBeEmpty();
        scene.Be(1, Presence.Online).Only<OfferCreated>().SessionId.ShouldBe(1);
    }

    [Fact]
    public void O2_accepting_clears_the_misses()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        scene.After(20);
        scene.Agent(1).MissStreak.ShouldBe(1);
        scene.Take(1);
        scene.Agent(1).MissStreak.ShouldBe(0);
    }

    [Fact]
    public void Case_30_each_command_repeated_has_one_effect()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        scene.Open(1, visitor: "v1").Changed.ShouldBeFalse();
        scene.Want(1).Changed.ShouldBeFalse();
        scene.Be(1, Presence.Online).Changed.ShouldBeFalse();
        scene.Connect(1).Changed.ShouldBeFalse();
        scene.Take(1);
        scene.Finish(1);
        scene.Do(new WrapUpDone(1, 1) { At = default, Seq = 0 }).Changed.ShouldBeFalse();
        scene.End(1, EndedBy.Visitor).Changed.ShouldBeFalse();
    }
}
