using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

public sealed class RestartTests
{
    [Fact]
    public void T1_an_offer_that_ran_out_while_nobody_watched_is_rescinded_and_no_miss()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        var key = scene.Session(1).Key;
        scene.Sleep(60);
        var outcome = scene.Restart();
        var closed = outcome.Only<OfferClosed>();
        (closed.State, closed.Reason).ShouldBe((OfferStatus.Rescinded, "writer_away"));
        scene.Agent(1).MissStreak.ShouldBe(0);
        scene.Session(1).Key.ShouldBe(key);
        scene.Session(1).Exclusions.ShouldBeEmpty();
        scene.Connect(1).Only<OfferCreated>().SessionId.ShouldBe(1);
    }

    [Fact]
    public void Case_90_an_offer_that_still_rings_keeps_its_deadline()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        var offer = scene.OfferOf(1);
        scene.Sleep(5);
        scene.Restart().Effects.OfType<OfferClosed>().ShouldBeEmpty();
        scene.OfferOf(1).ShouldBe(offer with { Decision = scene.OfferOf(1).Decision });
        scene.After(15).OfType<OfferClosed>().ShouldHaveSingleItem().State.ShouldBe(OfferStatus.TimedOut);
    }

    [Fact]
    public void T1_everybody_has_the_whole_grace_from_the_restart_and_no_loss_is_counted()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.Come(2);
        scene.Arrive(1);
        scene.Take(1);
        scene.Drop(2);
        scene.Sleep(600);
        scene.Restart();
        scene.Agent(1).Connection.ShouldBe(Connection.Grace);
        scene.Agent(2).Connection.ShouldBe(Connection.Grace);
        scene.Agent(1).Losses.ShouldBeEmpty();
        scene.After(29).OfType<Requeued>().ShouldBeEmpty();
        scene.Connect(1);
        scene.After(60).OfType<Requeued>().ShouldBeEmpty();
        scene.Session(1).Responder.ShouldBe("agent:1");
    }

    [Fact]
    public void T1_visitors_who_wait_have_the_whole_grace_too()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Arrive(1);
        scene.Arrive(2);
        scene.Leave(2);
        scene.Sleep(300);
        scene.Restart().Effects.OfType<SessionEnded>().ShouldBeEmpty();
        scene.Back(1);
        scene.After(119).OfType<SessionEnded>().ShouldBeEmpty();
        scene.After(1).OfType<SessionEnded>().ShouldHaveSingleItem().SessionId.ShouldBe(2);
    }

    [Fact]
    public void T1_wrap_ups_that_ran_out_meanwhile_are_over()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.End(1, EndedBy.Agent, 1);
        scene.Sleep(600);
        scene.Restart().Only<AssignmentClosed>().AgentId.ShouldBe(1);
    }

    [Fact]
    public void Units_are_counted_anew_from_what_was_stored()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Arrive(2);
        var state = scene.Core.Export();
        var loaded = RoutingCore.Load(scene.Desk, state with
        {
            Agents = [.. state.Agents.Select(a => a with { Used = 99, PendingOfferId = null })],
        });
        (loaded.Agent(1)!.Used, loaded.Agent(1)!.PendingOfferId).ShouldBe((2, scene.OfferOf(2).Id));
    }

    [Fact]
    public void R1_publishing_keeps_keys_and_moves_who_waits_in_a_queue_that_is_gone()
    {
        var scene = new Scene(Desks.Agent(1, 5, new Membership(Desks.Support)));
        scene.Arrive(1, url: "https://shop.example/help");
        scene.After(60);
        var key = scene.Session(1).Key;
        var desk = Desks.With(Desks.Agent(1));
        desk = desk with
        {
            Queues = [.. desk.Queues.Where(q => q.Id == Desks.Sales)],
            EntryPoints = [.. desk.EntryPoints.Select(e => e with { Rules = [e.Rules[^1]] })],
        };
        var outcome = scene.Publish(desk);
        outcome.Only<Requeued>().QueueId.ShouldBe(Desks.Sales);
        outcome.Only<ResponderChanged>().Responder.ShouldBe("queue:sales");
        scene.Session(1).Key.ShouldBe(key);
        scene.Come(1).Only<OfferCreated>().SessionId.ShouldBe(1);
    }

    [Fact]
    public void R1_a_session_whose_entry_point_left_the_desk_gets_the_menu_when_it_wants_a_person()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Open(1);
        scene.Publish(scene.Desk with { EntryPoints = [scene.Desk.EntryPoints[1]] });
        scene.Want(1).Only<Deferred>().Reason.ShouldBe(DeferReasons.QueueRemoved);
    }

    [Fact]
    public void R2_an_agent_who_no_longer_serves_the_queue_stops_being_rung_for_it()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.Arrive(1);
        var outcome = scene.Publish(Desks.With(Desks.Agent(1, 5, new Membership(Desks.Support)), Desks.Agent(2)));
        var closed = outcome.Only<OfferClosed>();
        (closed.State, closed.Reason).ShouldBe((OfferStatus.Rescinded, "ruleset"));
        scene.Come(2).Only<OfferCreated>().SessionId.ShouldBe(1);
    }

    [Fact]
    public void R3_a_new_member_is_rung_at_once()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2, 5, new Membership(Desks.Support)));
        scene.Come(2);
        scene.Arrive(1);
        scene.Publish(Desks.With(Desks.Agent(1), Desks.Agent(2))).Only<OfferCreated>().AgentId.ShouldBe(2);
    }

    [Fact]
    public void R4_a_desk_with_faults_or_with_what_is_not_there_yet_is_refused_and_nothing_changes()
    {
        var scene = new Scene(Desks.Agent(1));
        var desk = scene.Desk;
        var faulty = scene.Do(new RulesetPublished(desk with { Schedules = [] }) { At = default, Seq = 0 });
        faulty.Code().ShouldBe(RefusalCodes.Invalid);
        faulty.Refusal!.Detail.ShouldContain("Queues[sales].ScheduleId always");
        var tiers = desk with
        {
            EntryPoints = [.. desk.EntryPoints.Select(e => e with { Rules = [.. e.Rules.Select(r => r with { Tier = 1 })] })],
        };
        scene.Do(new RulesetPublished(tiers) { At = default, Seq = 0 }).Code().ShouldBe(RefusalCodes.FeatureDisabled);
        scene.Core.Desk.ShouldBeSameAs(desk);
    }
}
