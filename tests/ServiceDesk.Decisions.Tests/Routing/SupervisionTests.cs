using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>What supervisors order: assign, take over, requeue, end.</summary>
public sealed class SupervisionTests
{
    private const long Sam = 9;
    private static readonly Membership InSupport = new(Desks.Support);

    [Fact]
    public void Case_28_an_assignment_by_hand_wins_over_the_ringing_offer()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.Arrive(1);
        scene.RungFor(1).ShouldBe(1);
        scene.Come(2);
        var offer = scene.OfferOf(1);
        var outcome = scene.Assign(1, 2, scene.Session(1).Version);
        outcome.Only<OfferClosed>().State.ShouldBe(OfferStatus.Rescinded);
        var assigned = outcome.Only<Assigned>();
        (assigned.AgentId, assigned.Reason, assigned.ActorId).ShouldBe((2, "assigned", Sam));
        scene.Session(1).Responder.ShouldBe("agent:2");
        (scene.Agent(1).Used, scene.Agent(1).MissStreak, scene.Agent(2).Used).ShouldBe((0, 0, 1));
        scene.Do(new Accept(offer.Id, 1) { At = default, Seq = 0 }).Code().ShouldBe(RefusalCodes.OfferExpired);
    }

    [Fact]
    public void S9_any_agent_who_is_there_may_be_given_a_session_and_what_is_over_the_capacity_is_counted()
    {
        var scene = new Scene(Desks.Agent(1, 1), Desks.Agent(2, 5, InSupport));
        scene.Arrive(1);
        scene.Assign(1, 2).Code().ShouldBe(RefusalCodes.TargetUnavailable);
        scene.Come(2);
        scene.Be(2, Presence.Busy);
        scene.Assign(1, 2).Refusal.ShouldBeNull();
        scene.Come(1);
        scene.Arrive(2);
        scene.Take(2);
        scene.Arrive(3);
        var over = scene.Assign(3, 1).Only<OverCapacity>();
        (over.AgentId, over.Used, over.Capacity, over.Reason).ShouldBe((1, 2, 1, "assigned"));
        scene.Assign(3, 77).Code().ShouldBe(RefusalCodes.NotFound);
        scene.Assign(3, 1).Code().ShouldBe(RefusalCodes.Invalid);
        scene.Open(4, door: "bot-shop");
        scene.Assign(4, 1).Code().ShouldBe(RefusalCodes.Invalid);
    }

    [Fact]
    public void S14_a_served_session_is_given_to_another_agent_at_once()
    {
        var scene = Served(Desks.Agent(2));
        scene.Come(2);
        var outcome = scene.Assign(1, 2);
        outcome.Only<Assigned>().FromAgentId.ShouldBe(1);
        outcome.Effects.Notes().ShouldBe([NoteKinds.Transferred, NoteKinds.AgentLeft, NoteKinds.AgentJoined]);
        (scene.Agent(1).Used, scene.Agent(2).Used).ShouldBe((0, 1));
    }

    [Fact]
    public void S14_a_take_over_frees_the_agent_and_ends_what_was_under_way()
    {
        var scene = Served(Desks.Agent(2), Desks.Agent(Sam));
        scene.Come(2);
        scene.Connect(Sam);
        scene.ToAgent(1, 1, 2);
        var outcome = scene.TakeOver(1, Sam, scene.Session(1).Version);
        outcome.Only<OfferClosed>().State.ShouldBe(OfferStatus.Rescinded);
        var assigned = outcome.Only<Assigned>();
        (assigned.AgentId, assigned.FromAgentId, assigned.Reason).ShouldBe((Sam, 1, "taken_over"));
        outcome.Only<ResponderChanged>().Responder.ShouldBe("agent:9");
        outcome.Effects.Notes().ShouldBe([NoteKinds.AgentLeft, NoteKinds.AgentJoined]);
        (scene.Agent(1).Used, scene.Agent(2).Used, scene.Agent(Sam).Used).ShouldBe((0, 0, 1));
        scene.Agent(Sam).Presence.ShouldBe(Presence.OfflineWhenDone);
        scene.TakeOver(1, Sam).Code().ShouldBe(RefusalCodes.Invalid);
    }

    [Fact]
    public void S14_a_supervisor_takes_over_what_waits_too_but_only_as_an_agent_of_the_desk()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(Sam));
        scene.Come(1);
        scene.Connect(Sam);
        scene.Arrive(1);
        scene.TakeOver(1, 77).Code().ShouldBe(RefusalCodes.NotFound);
        scene.TakeOver(1, Sam).Only<OfferClosed>().State.ShouldBe(OfferStatus.Rescinded);
        scene.Session(1).Responder.ShouldBe("agent:9");
    }

    [Fact]
    public void Case_62_a_take_over_that_races_the_agents_end_loses_cleanly_and_the_other_way_round()
    {
        var scene = Served(Desks.Agent(Sam));
        scene.Connect(Sam);
        var version = scene.Session(1).Version;
        scene.End(1, EndedBy.Agent, 1, version).Refusal.ShouldBeNull();
        var late = scene.TakeOver(1, Sam, version);
        late.Code().ShouldBe(RefusalCodes.VersionConflict);
        late.Changed.ShouldBeFalse();
        scene.TakeOver(1, Sam).Code().ShouldBe(RefusalCodes.ConversationClosed);

        scene.Arrive(2);
        scene.Take(2);
        version = scene.Session(2).Version;
        scene.TakeOver(2, Sam, version).Refusal.ShouldBeNull();
        scene.End(2, EndedBy.Agent, 1, version).Code().ShouldBe(RefusalCodes.VersionConflict);
        scene.End(2, EndedBy.Agent, 1).Code().ShouldBe(RefusalCodes.NotResponder);
    }

    [Fact]
    public void S13_a_supervisor_puts_a_served_session_into_a_queue_with_the_credit_of_a_transfer()
    {
        var scene = Served(Desks.Agent(2, 5, InSupport));
        scene.Come(2);
        var outcome = scene.Requeue(1, Desks.Support);
        var requeued = outcome.Only<Requeued>();
        (requeued.QueueId, requeued.CreditSeconds, requeued.Reason).ShouldBe((Desks.Support, 120, "supervisor"));
        outcome.Only<OfferCreated>().Decision.RuleId.ShouldBe("supervisor");
        outcome.Only<AssignmentClosed>().AgentId.ShouldBe(1);
        scene.Session(1).Exclusions.ShouldHaveSingleItem().AgentId.ShouldBe(1);
    }

    [Fact]
    public void S13_one_that_waits_keeps_the_time_it_waited()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2, 5, InSupport));
        scene.Arrive(1);
        scene.After(100);
        scene.Come(1);
        scene.RungFor(1).ShouldBe(1);
        var outcome = scene.Requeue(1, Desks.Support);
        outcome.Only<OfferClosed>().State.ShouldBe(OfferStatus.Rescinded);
        outcome.Only<Requeued>().Key.ShouldBe(Scene.Start);
        scene.Core.Position(1).ShouldBe(1);
        scene.Requeue(1, "nowhere").Code().ShouldBe(RefusalCodes.NotFound);
        scene.Requeue(1, Desks.Sales, version: 1).Code().ShouldBe(RefusalCodes.VersionConflict);
        scene.End(1, EndedBy.Supervisor, Sam);
        scene.Requeue(1, Desks.Sales).Code().ShouldBe(RefusalCodes.ConversationClosed);
    }

    [Fact]
    public void S13_a_queue_that_cannot_serve_it_is_refused_unless_insisted_on()
    {
        var scene = Served();
        scene.Requeue(1, Desks.Support).Code().ShouldBe(RefusalCodes.TargetUnavailable);
        scene.Session(1).Responder.ShouldBe("agent:1");
        scene.Requeue(1, Desks.Support, confirmed: true).Only<Alert>().Reason.ShouldBe(AlertReasons.Unservable);
    }

    [Fact]
    public void S18_a_supervisor_who_is_not_the_responder_ends_a_session()
    {
        var scene = Served();
        var outcome = scene.End(1, EndedBy.Supervisor, Sam, scene.Session(1).Version);
        var ended = outcome.Only<SessionEnded>();
        (ended.By, ended.ActorId, ended.Reason).ShouldBe((EndedBy.Supervisor, Sam, EndReasons.Supervisor));
        scene.Session(1).Assignment!.Status.ShouldBe(AssignmentStatus.WrapUp);
    }

    private static Scene Served(params Agent[] others)
    {
        var scene = new Scene([Desks.Agent(1), .. others]);
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        return scene;
    }
}
