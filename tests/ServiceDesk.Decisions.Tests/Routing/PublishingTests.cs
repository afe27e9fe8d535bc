using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

public sealed class PublishingTests
{
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
        var estimated = desk.Change(Desks.Sales, q => q with { Overflow = [new OverflowStep { Trigger = OverflowTrigger.Eta, Action = OverflowAction.End }] });
        scene.Do(new RulesetPublished(estimated) { At = default, Seq = 0 }).Code().ShouldBe(RefusalCodes.FeatureDisabled);
        scene.Core.Desk.ShouldBeSameAs(desk);
    }
}
