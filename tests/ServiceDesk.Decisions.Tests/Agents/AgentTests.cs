using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Agents;

public sealed class AgentTests
{
    [Fact]
    public void Case_35_a_lowered_capacity_removes_nobody_and_stops_offers_until_below()
    {
        var scene = Busy(3, capacity: 3);
        scene.Publish(Desks.With(Desks.Agent(1, capacity: 1))).Effects.ShouldBeEmpty();
        scene.Agent(1).Used.ShouldBe(3);
        scene.Arrive(9);
        scene.Finish(1).Effects.OfType<OfferCreated>().ShouldBeEmpty();
        scene.Finish(2).Effects.OfType<OfferCreated>().ShouldBeEmpty();
        scene.Finish(3).Only<OfferCreated>().SessionId.ShouldBe(9);
    }

    [Fact]
    public void Case_37_a_connection_that_does_not_come_back_loses_the_agent_after_the_grace()
    {
        var scene = Busy(1);
        scene.Drop(1);
        var told = scene.After(10);
        told.Notes().ShouldBe([NoteKinds.AgentLost]);
        scene.After(19).ShouldBeEmpty();
        scene.Agent(1).Connection.ShouldBe(Connection.Grace);
        var lost = scene.After(1);
        scene.Agent(1).Connection.ShouldBe(Connection.Lost);
        var requeued = lost.OfType<Requeued>().ShouldHaveSingleItem();
        (requeued.Reason, requeued.CreditSeconds).ShouldBe(("agent_lost", 600));
        scene.Session(1).Exclusions.ShouldBeEmpty("the lost agent may have the session back");
        scene.Connect(1).Only<OfferCreated>().SessionId.ShouldBe(1);
    }

    [Fact]
    public void S13_a_session_of_a_lost_agent_is_first_in_its_queue()
    {
        var scene = Busy(1);
        scene.Arrive(2);
        scene.Take(2);
        scene.Be(1, Presence.Busy);
        scene.Arrive(3);
        scene.After(500);
        scene.Drop(1);
        scene.After(30);
        scene.Core.Waiting(Desks.Sales).Select(s => s.Id).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Case_38_a_reload_within_the_grace_moves_nothing()
    {
        var scene = Busy(1);
        scene.Drop(1).Effects.ShouldBeEmpty();
        scene.After(5).ShouldBeEmpty();
        scene.Connect(1).Effects.ShouldBeEmpty();
        scene.After(100).ShouldBeEmpty();
        scene.Session(1).Responder.ShouldBe("agent:1");
    }

    [Fact]
    public void A9_a_visitor_who_was_told_of_the_loss_is_told_of_the_return()
    {
        var scene = Busy(1);
        scene.Drop(1);
        scene.After(15);
        scene.Connect(1).Effects.Notes().ShouldBe([NoteKinds.AgentBack]);
        scene.Drop(1);
        scene.After(10).Notes().ShouldBe([NoteKinds.AgentLost]);
    }

    [Theory]
    [InlineData(OnAgentLost.Requeue, null)]
    [InlineData(OnAgentLost.RequeueOnNextMessage, "next_message")]
    [InlineData(OnAgentLost.Keep, "keep")]
    public void A9_who_is_told_of_the_loss_hears_what_follows(OnAgentLost follows, string? reason)
    {
        var scene = new Scene(Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { OnAgentLost = follows }));
        scene.Come(1);
        scene.RungAndTaken(1);
        scene.Drop(1);
        scene.After(10).OfType<SystemNote>().ShouldHaveSingleItem().Args.GetValueOrDefault("reason").ShouldBe(reason);
    }

    [Fact]
    public void A8_in_grace_nobody_new_is_offered_and_what_rings_rings_on()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        scene.Drop(1).Effects.ShouldBeEmpty();
        scene.RungFor(1).ShouldBe(1);
        scene.Arrive(2).Effects.OfType<OfferCreated>().ShouldBeEmpty();
        scene.Take(1).Refusal.ShouldBeNull();
    }

    [Fact]
    public void A10_when_the_agent_is_lost_what_rings_is_rescinded_without_a_miss()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { AcceptSeconds = 60 }));
        scene.Come(1);
        scene.Arrive(1);
        scene.Drop(1);
        var effects = scene.After(30);
        effects.OfType<OfferClosed>().ShouldHaveSingleItem().State.ShouldBe(OfferStatus.Rescinded);
        scene.Agent(1).MissStreak.ShouldBe(0);
        scene.Session(1).Exclusions.ShouldBeEmpty();
    }

    [Fact]
    public void Case_39_a_link_that_flaps_is_held_down_until_it_holds()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        for (var i = 0; i < 3; i++)
        {
            scene.After(10);
            scene.Drop(1);
            scene.After(1);
            scene.Connect(1);
        }

        scene.Arrive(1).Effects.OfType<OfferCreated>().ShouldBeEmpty();
        scene.After(10);
        scene.Drop(1);
        scene.After(1);
        scene.Connect(1);
        scene.After(29).OfType<OfferCreated>().ShouldBeEmpty();
        scene.After(1).OfType<OfferCreated>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Case_39_losses_long_ago_do_not_count()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        for (var i = 0; i < 4; i++)
        {
            scene.Drop(1);
            scene.Connect(1);
            scene.After(151);
        }

        scene.Agent(1).HoldDownUntil.ShouldBeNull();
    }

    [Fact]
    public void Case_40_one_of_two_connections_closing_is_no_loss()
    {
        // The host reports the last one only; a repeated "connected" changes nothing.
        var scene = Busy(1);
        scene.Connect(1).Changed.ShouldBeFalse();
        scene.Agent(1).Connection.ShouldBe(Connection.Connected);
    }

    [Fact]
    public void Case_41_going_offline_with_active_sessions_waits_until_they_are_done()
    {
        var scene = Busy(2);
        scene.Be(1, Presence.Offline);
        scene.Agent(1).Presence.ShouldBe(Presence.OfflineWhenDone);
        scene.Arrive(9).Effects.OfType<OfferCreated>().ShouldBeEmpty();
        scene.Finish(1);
        scene.Agent(1).Presence.ShouldBe(Presence.OfflineWhenDone);
        var forced = scene.Finish(2).Only<AgentForced>();
        (forced.Presence, forced.Reason).ShouldBe((Presence.Offline, "done"));
    }

    [Fact]
    public void A5_offline_by_force_gives_the_sessions_back_to_their_queue()
    {
        var scene = Busy(2);
        var outcome = scene.Be(1, Presence.Offline, forced: true);
        outcome.Effects.OfType<Requeued>().Select(r => r.SessionId).ShouldBe([1, 2]);
        (scene.Agent(1).Presence, scene.Agent(1).Used).ShouldBe((Presence.Offline, 0));
    }

    [Fact]
    public void A5_offline_when_done_with_nothing_to_do_is_offline()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Be(1, Presence.OfflineWhenDone);
        scene.Agent(1).Presence.ShouldBe(Presence.Offline);
    }

    [Fact]
    public void Case_42_an_agent_who_goes_away_and_comes_back_finds_the_one_who_waits()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Be(1, Presence.Away);
        scene.Arrive(1);
        scene.Core.Waiting(Desks.Sales).ShouldHaveSingleItem();
        scene.Be(1, Presence.Online).Only<OfferCreated>().SessionId.ShouldBe(1);
    }

    [Fact]
    public void Case_43_S19_the_wrap_up_ends_by_itself_and_pulls_the_next()
    {
        var scene = new Scene(Desks.Agent(1, capacity: 1));
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Arrive(2);
        var ended = scene.End(1, EndedBy.Agent, 1);
        var wrapUp = ended.Only<AssignmentChanged>();
        (wrapUp.State, wrapUp.Until).ShouldBe((AssignmentStatus.WrapUp, scene.Now.AddSeconds(30)));
        scene.After(29.9).OfType<OfferCreated>().ShouldBeEmpty();
        var effects = scene.After(0.1);
        effects.OfType<AssignmentClosed>().ShouldHaveSingleItem().SessionId.ShouldBe(1);
        effects.OfType<OfferCreated>().ShouldHaveSingleItem().SessionId.ShouldBe(2);
    }

    [Fact]
    public void S19_only_the_agent_of_the_wrap_up_ends_it()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Do(new WrapUpDone(1, 1) { At = default, Seq = 0 }).Code().ShouldBe(RefusalCodes.Invalid);
        scene.End(1, EndedBy.Agent, 1);
        scene.Do(new WrapUpDone(1, 2) { At = default, Seq = 0 }).Code().ShouldBe(RefusalCodes.Forbidden);
        scene.Do(new WrapUpDone(1, 1) { At = default, Seq = 0 }).Only<AssignmentClosed>();
    }

    [Fact]
    public void Case_36_an_agent_who_leaves_the_desk_gives_everything_back()
    {
        var scene = Busy(2);
        scene.Arrive(3);
        scene.End(2, EndedBy.Agent, 1);
        var outcome = scene.Publish(Desks.With(Desks.Agent(2)));
        outcome.Only<OfferClosed>().State.ShouldBe(OfferStatus.Rescinded);
        outcome.Effects.OfType<Requeued>().Select(r => r.SessionId).Order().ShouldBe([1, 3]);
        outcome.Effects.OfType<AssignmentClosed>().Select(a => a.SessionId).Order().ShouldBe([1, 2]);
        scene.Core.Agent(1).ShouldBeNull();
        scene.Come(2).Only<OfferCreated>().SessionId.ShouldBe(1);
        scene.Be(1, Presence.Online).Code().ShouldBe(RefusalCodes.NotFound);
    }

    private static Scene Busy(int sessions, int capacity = 5)
    {
        var scene = new Scene(Desks.Agent(1, capacity));
        scene.Come(1);
        for (var id = 1; id <= sessions; id++)
        {
            scene.Arrive(id);
            scene.Take(id);
        }

        return scene;
    }
}
