using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

public sealed class ConsultTests
{
    [Fact]
    public void W1_the_colleague_is_rung_and_nothing_of_it_is_told_in_the_conversation()
    {
        var scene = Asked();
        scene.OfferOf(1).IsConsult.ShouldBeTrue();
        scene.Session(1).Responder.ShouldBe("agent:1");
        var outcome = scene.Take(1);
        outcome.Effects.Notes().ShouldBeEmpty();
        outcome.Effects.OfType<Assigned>().ShouldBeEmpty();
        var opened = outcome.Only<ConsultOpened>();
        (opened.AgentId, opened.ByAgentId).ShouldBe((2, 1));
        (scene.Agent(1).Used, scene.Agent(2).Used).ShouldBe((1, 1));
        scene.Session(1).Assignment!.AgentId.ShouldBe(1);
    }

    [Fact]
    public void W2_the_colleague_takes_capacity_while_advising()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2, 1, new Membership(Desks.Support)));
        scene.Come(1);
        scene.Come(2);
        scene.Arrive(1);
        scene.Take(1);
        scene.Consult(1, 1, 2);
        scene.Take(1);
        scene.Arrive(5, url: "https://shop.example/help").Effects.OfType<OfferCreated>().ShouldBeEmpty();
        scene.EndConsult(1, 1).Only<OfferCreated>().SessionId.ShouldBe(5);
    }

    [Fact]
    public void I3_a_consult_over_the_capacity_is_counted()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2, 1));
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Come(2);
        scene.Arrive(2);
        scene.RungFor(2).ShouldBe(2);
        scene.Take(2);
        scene.Consult(1, 1, 2);
        var over = scene.Take(1).Only<OverCapacity>();
        (over.Used, over.Reason).ShouldBe((2, "consult"));
    }

    [Fact]
    public void Case_61_a_colleague_who_drops_leaves_the_session_as_it_is()
    {
        var scene = Advised();
        var before = scene.Session(1);
        scene.Drop(2);
        var effects = scene.After(30);
        effects.OfType<ConsultClosed>().ShouldHaveSingleItem().Reason.ShouldBe("agent_lost");
        effects.Notes().ShouldBeEmpty();
        effects.OfType<Requeued>().ShouldBeEmpty();
        scene.Session(1).ShouldBe(before with { Consult = null, Version = before.Version + 1, Offers = scene.Session(1).Offers });
        scene.Agent(2).Used.ShouldBe(0);
    }

    [Fact]
    public void Case_61_so_does_one_who_leaves_declines_misses_or_goes_offline()
    {
        var scene = Advised();
        scene.EndConsult(1, 2).Only<ConsultClosed>().Reason.ShouldBe("left");
        scene.Consult(1, 1, 2);
        scene.Refuse(1).Effects.Notes().ShouldBeEmpty();
        scene.Consult(1, 1, 2);
        scene.After(20).OfType<OfferClosed>().ShouldHaveSingleItem().State.ShouldBe(OfferStatus.TimedOut);
        scene.Consult(1, 1, 2);
        scene.Take(1);
        scene.Be(2, Presence.Offline).Only<ConsultClosed>();
        scene.Agent(2).Presence.ShouldBe(Presence.Offline);
        scene.Session(1).Status.ShouldBe(SessionStatus.Active);
        scene.Session(1).Exclusions.ShouldBeEmpty();
        (scene.Agent(1).Used, scene.Agent(2).Used).ShouldBe((1, 0));
    }

    [Fact]
    public void W3_completed_the_colleague_serves_the_session_with_the_same_unit()
    {
        var scene = Advised();
        var outcome = scene.EndConsult(1, 1, complete: true, scene.Session(1).Version);
        outcome.Only<ConsultClosed>().Reason.ShouldBe("consult");
        var assigned = outcome.Only<Assigned>();
        (assigned.AgentId, assigned.FromAgentId, assigned.Reason).ShouldBe((2, 1, "consult"));
        outcome.Effects.Notes().ShouldBe([NoteKinds.Transferred, NoteKinds.AgentLeft, NoteKinds.AgentJoined]);
        (scene.Agent(1).Used, scene.Agent(2).Used).ShouldBe((0, 1));
        scene.Session(1).Consult.ShouldBeNull();
    }

    [Fact]
    public void W3_only_the_responder_completes_and_only_what_was_accepted()
    {
        var scene = Asked();
        scene.EndConsult(1, 1, complete: true).Code().ShouldBe(RefusalCodes.TargetUnavailable);
        scene.EndConsult(1, 2).Code().ShouldBe(RefusalCodes.NotResponder);
        scene.Take(1);
        scene.EndConsult(1, 2, complete: true).Code().ShouldBe(RefusalCodes.NotResponder);
        scene.EndConsult(1, 3).Code().ShouldBe(RefusalCodes.NotResponder);
        scene.EndConsult(1, 1, complete: true, version: 1).Code().ShouldBe(RefusalCodes.VersionConflict);
        scene.EndConsult(1, 1).Only<ConsultClosed>().Reason.ShouldBe("cancelled");
        scene.EndConsult(1, 1).Code().ShouldBe(RefusalCodes.Invalid);
    }

    [Fact]
    public void W1_cancelled_while_it_rings_the_ringing_stops()
    {
        var scene = Asked();
        scene.EndConsult(1, 1).Only<OfferClosed>().State.ShouldBe(OfferStatus.Rescinded);
        scene.Agent(2).Used.ShouldBe(0);
        scene.Session(1).Responder.ShouldBe("agent:1");
    }

    [Fact]
    public void W1_one_at_a_time_of_colleagues_who_are_there_by_the_responder()
    {
        var scene = Advised();
        scene.Come(3);
        scene.Consult(1, 1, 3).Code().ShouldBe(RefusalCodes.AlreadyTaken);
        scene.ToAgent(1, 1, 2).Code().ShouldBe(RefusalCodes.TargetUnavailable);
        scene.EndConsult(1, 1);
        scene.Consult(1, 3, 2).Code().ShouldBe(RefusalCodes.NotResponder);
        scene.Consult(1, 1, 1).Code().ShouldBe(RefusalCodes.Invalid);
        scene.Consult(1, 1, 77).Code().ShouldBe(RefusalCodes.NotFound);
        scene.Be(3, Presence.Away);
        scene.Consult(1, 1, 3).Code().ShouldBe(RefusalCodes.TargetUnavailable);
    }

    [Fact]
    public void W2_it_ends_when_the_session_leaves_the_agent_whichever_way()
    {
        var ended = Advised();
        ended.End(1, EndedBy.Visitor).Only<ConsultClosed>();
        var passed = Advised();
        passed.ToQueue(1, 1, Desks.Sales, confirmed: true).Only<ConsultClosed>();
        var lost = Advised();
        lost.Drop(1);
        lost.After(30).OfType<ConsultClosed>().ShouldHaveSingleItem();
        lost.Session(1).Assignment.ShouldBeNull();
        var taken = Advised();
        taken.Come(3);
        taken.TakeOver(1, 3).Only<ConsultClosed>();
        taken.Agent(2).Used.ShouldBe(0);
    }

    [Fact]
    public void W1_an_agent_who_is_lost_while_asking_gives_the_session_back_at_once()
    {
        var scene = Asked();
        scene.Be(1, Presence.Offline, forced: true).Only<OfferClosed>().State.ShouldBe(OfferStatus.Rescinded);
        scene.Session(1).Assignment.ShouldBeNull();
    }

    [Fact]
    public void R2_a_colleague_who_leaves_the_desk_advises_no_longer()
    {
        var scene = Advised();
        var desk = scene.Desk with { Version = 2, Agents = [.. scene.Desk.Agents.Where(a => a.Id != 2)] };
        scene.Publish(desk).Only<ConsultClosed>().Reason.ShouldBe("agent_removed");
        scene.Session(1).Responder.ShouldBe("agent:1");
    }

    private static Scene Asked()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2), Desks.Agent(3));
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Come(2);
        scene.Consult(1, 1, 2).Only<OfferCreated>().Reason.ShouldBe("consult");
        return scene;
    }

    private static Scene Advised()
    {
        var scene = Asked();
        scene.Take(1);
        return scene;
    }
}
