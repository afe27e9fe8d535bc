using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

public sealed class TransferTests
{
    private static readonly Membership InSupport = new(Desks.Support);

    [Fact]
    public void S13_a_session_passed_to_a_queue_leaves_the_agent_at_once_and_waits_there_with_credit()
    {
        var scene = Served(Desks.Agent(2, 5, InSupport));
        var outcome = scene.ToQueue(1, 1, Desks.Support);
        outcome.Only<AssignmentClosed>().AgentId.ShouldBe(1);
        var requeued = outcome.Only<Requeued>();
        (requeued.QueueId, requeued.CreditSeconds, requeued.Reason).ShouldBe((Desks.Support, 120, "transfer"));
        outcome.Only<ResponderChanged>().Responder.ShouldBe("queue:support");
        outcome.Effects.Notes().ShouldBe([NoteKinds.Queued, NoteKinds.Transferred, NoteKinds.AgentLeft]);
        scene.Agent(1).Used.ShouldBe(0);
        scene.Come(2).Only<OfferCreated>().Decision.RuleId.ShouldBe("transfer");
    }

    [Fact]
    public void S13_the_key_of_the_new_stay_counts_waiting_but_not_being_served()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2, 5, InSupport));
        scene.Arrive(1);
        scene.After(100);
        scene.Come(1);
        scene.Take(1);
        scene.After(500);
        scene.ToQueue(1, 1, Desks.Support).Only<Requeued>().Key.ShouldBe(scene.Now.AddSeconds(-100 - 120));
        scene.Session(1).EnqueuedAt.ShouldBe(Scene.Start);
    }

    [Fact]
    public void S13_all_credit_together_stays_within_the_limit()
    {
        var both = new[] { new Membership(Desks.Sales), InSupport };
        var scene = new Scene(Desks.Agent(1, 5, both), Desks.Agent(2, 5, both));
        scene.Come(1);
        scene.Come(2);
        scene.Arrive(1);
        scene.Take(1);
        var credits = new List<int>();
        for (var i = 0; i < 9; i++)
        {
            scene.ToQueue(1, scene.Session(1).Assignment!.AgentId, i % 2 == 0 ? Desks.Support : Desks.Sales);
            credits.Add(scene.Session(1).BoostSeconds);
            scene.Take(1);
        }

        credits.ShouldBe([120, 240, 360, 480, 600, 720, 840, 900, 900]);
    }

    [Fact]
    public void Case_56_a_full_queue_takes_a_transfer_all_the_same()
    {
        var scene = Served(Desks.Agent(2, 5, InSupport));
        for (var id = 10; id < 20; id++)
        {
            scene.Arrive(id, url: "https://shop.example/help");
        }

        scene.Arrive(20, url: "https://shop.example/help").Only<Deferred>().Reason.ShouldBe(DeferReasons.Full);
        scene.ToQueue(1, 1, Desks.Support).Refusal.ShouldBeNull();
        scene.Session(1).Status.ShouldBe(SessionStatus.Queued);
        scene.Agent(1).Used.ShouldBe(0);
        scene.Core.Position(1).ShouldBe(1);
    }

    [Fact]
    public void S14_a_session_passed_to_an_agent_stays_with_its_source_until_it_is_accepted()
    {
        var scene = Served(Desks.Agent(2, 5, InSupport));
        scene.Come(2);
        var asked = scene.ToAgent(1, 1, 2);
        var offer = asked.Only<OfferCreated>();
        (offer.AgentId, offer.Reason, offer.Decision.Kind).ShouldBe((2, "transfer", DecisionKind.Directed));
        asked.Effects.OfType<ResponderChanged>().ShouldBeEmpty();
        scene.Session(1).Responder.ShouldBe("agent:1");
        (scene.Agent(1).Used, scene.Agent(2).Used).ShouldBe((1, 1));
        var taken = scene.Take(1);
        taken.Only<Assigned>().FromAgentId.ShouldBe(1);
        taken.Only<ResponderChanged>().Responder.ShouldBe("agent:2");
        taken.Effects.Notes().ShouldBe([NoteKinds.Transferred, NoteKinds.AgentLeft, NoteKinds.AgentJoined]);
        (scene.Agent(1).Used, scene.Agent(2).Used).ShouldBe((0, 1));
    }

    [Fact]
    public void Case_57_an_agent_at_the_limit_may_be_asked_and_a_refusal_leaves_no_trace_in_the_conversation()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2, 1, InSupport));
        scene.Come(2);
        scene.Arrive(9, url: "https://shop.example/help");
        scene.Take(9);
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.ToAgent(1, 1, 2).Refusal.ShouldBeNull();
        scene.Agent(2).Used.ShouldBe(2);
        var outcome = scene.Refuse(1);
        outcome.Effects.Notes().ShouldBeEmpty();
        scene.Session(1).Status.ShouldBe(SessionStatus.Active);
        scene.Session(1).Responder.ShouldBe("agent:1");
        scene.Session(1).OfferId.ShouldBeNull();
        scene.Agent(2).Used.ShouldBe(1);
    }

    [Fact]
    public void S14_one_unit_over_the_limit_is_the_most()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2, 1, InSupport));
        scene.Come(2);
        scene.Arrive(9, url: "https://shop.example/help");
        scene.Take(9);
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Arrive(2);
        scene.Take(2);
        scene.ToAgent(1, 1, 2);
        scene.Take(1);
        scene.Agent(2).Used.ShouldBe(2);
        scene.ToAgent(2, 1, 2).Code().ShouldBe(RefusalCodes.TargetUnavailable);
    }

    [Theory]
    [InlineData(Presence.Offline)]
    [InlineData(Presence.Busy)]
    [InlineData(Presence.Away)]
    public void Case_58_an_agent_who_is_not_online_is_not_asked(Presence presence)
    {
        var scene = Served(Desks.Agent(2, 5, InSupport));
        scene.Connect(2);
        scene.Be(2, presence);
        scene.ToAgent(1, 1, 2).Code().ShouldBe(RefusalCodes.TargetUnavailable);
    }

    [Fact]
    public void Case_58_nor_is_one_without_a_connection_or_being_rung()
    {
        var scene = Served(Desks.Agent(2, 5, InSupport));
        scene.Be(2, Presence.Online);
        scene.ToAgent(1, 1, 2).Code().ShouldBe(RefusalCodes.TargetUnavailable);
        scene.Connect(2);
        scene.Arrive(5, url: "https://shop.example/help");
        scene.RungFor(5).ShouldBe(2);
        scene.ToAgent(1, 1, 2).Code().ShouldBe(RefusalCodes.TargetUnavailable);
    }

    [Fact]
    public void Case_59_when_the_target_times_out_and_the_source_left_it_is_first_in_the_queue()
    {
        var scene = Served(Desks.Agent(2, 5, InSupport));
        scene.Come(2);
        scene.Arrive(7);
        scene.Take(7);
        scene.ToAgent(1, 1, 2);
        scene.Drop(1);
        scene.Arrive(8);
        var effects = scene.After(20);
        effects.OfType<OfferClosed>().ShouldHaveSingleItem().State.ShouldBe(OfferStatus.TimedOut);
        scene.Session(1).Status.ShouldBe(SessionStatus.Active, "in grace the source is still there");

        scene.ToAgent(7, 1, 2);
        effects = scene.After(20);
        effects.OfType<Requeued>().Select(r => (r.SessionId, r.CreditSeconds, r.Reason)).ShouldBe([(1, 600, "agent_lost"), (7, 600, "timed_out")]);
        scene.Core.Waiting(Desks.Sales).Select(s => s.Id).ShouldBe([1, 7, 8]);
    }

    [Fact]
    public void Case_60_the_only_member_who_passes_a_session_on_gets_it_back_after_the_exclusion()
    {
        var scene = new Scene(Desks.Agent(1, 5, new Membership(Desks.Sales), InSupport));
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.ToQueue(1, 1, Desks.Support).Effects.OfType<OfferCreated>().ShouldBeEmpty();
        scene.After(119.9).OfType<OfferCreated>().ShouldBeEmpty();
        scene.After(0.1).OfType<OfferCreated>().ShouldHaveSingleItem().AgentId.ShouldBe(1);
        scene.Session(1).Round.ShouldBe(0);
    }

    [Fact]
    public void S13_a_closed_queue_is_refused_unless_the_agent_insists_and_then_it_has_the_drain_time()
    {
        var desk = Desks.With(Desks.Agent(1), Desks.Agent(2, 5, InSupport))
            .Change(Desks.Support, q => q with { ScheduleId = Desks.Office, DrainSeconds = 600 });
        var scene = new Scene(desk);
        scene.After(10 * 3_600);
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.ToQueue(1, 1, Desks.Support).Code().ShouldBe(RefusalCodes.TargetUnavailable);
        scene.Session(1).Responder.ShouldBe("agent:1");
        scene.ToQueue(1, 1, Desks.Support, confirmed: true).Refusal.ShouldBeNull();
        scene.After(599).OfType<Deferred>().ShouldBeEmpty();
        scene.After(1).OfType<Deferred>().ShouldHaveSingleItem().Reason.ShouldBe(DeferReasons.Drained);
    }

    [Fact]
    public void S13_a_queue_without_agents_is_refused_unless_the_agent_insists()
    {
        var scene = Served();
        scene.ToQueue(1, 1, Desks.Support).Code().ShouldBe(RefusalCodes.TargetUnavailable);
        scene.ToQueue(1, 1, Desks.Support, confirmed: true).Only<Alert>().Reason.ShouldBe(AlertReasons.Unservable);
    }

    [Fact]
    public void S13_only_the_responder_passes_on_and_only_what_was_seen()
    {
        var scene = Served(Desks.Agent(2, 5, InSupport));
        scene.Come(2);
        scene.ToQueue(1, 2, Desks.Support).Code().ShouldBe(RefusalCodes.NotResponder);
        scene.ToQueue(1, 1, Desks.Support, version: 1).Code().ShouldBe(RefusalCodes.VersionConflict);
        scene.ToQueue(1, 1, "nowhere").Code().ShouldBe(RefusalCodes.NotFound);
        scene.ToAgent(1, 1, 77).Code().ShouldBe(RefusalCodes.NotFound);
        scene.ToAgent(1, 1, 1).Code().ShouldBe(RefusalCodes.Invalid);
        scene.Do(new TransferRequested(1, 1, null, null, null) { At = default, Seq = 0 }).Code().ShouldBe(RefusalCodes.Invalid);
        scene.ToAgent(1, 1, 2, scene.Session(1).Version).Refusal.ShouldBeNull();
        scene.ToAgent(1, 1, 2).Code().ShouldBe(RefusalCodes.AlreadyTaken);
        scene.End(1, EndedBy.Agent, 1).Only<OfferClosed>().State.ShouldBe(OfferStatus.Rescinded);
        scene.ToQueue(1, 1, Desks.Support).Code().ShouldBe(RefusalCodes.ConversationClosed);
    }

    [Fact]
    public void Case_62_two_who_act_on_the_same_version_one_wins_the_other_hears_of_a_conflict()
    {
        var scene = Served(Desks.Agent(2, 5, InSupport));
        var version = scene.Session(1).Version;
        scene.End(1, EndedBy.Agent, 1, version).Refusal.ShouldBeNull();
        scene.End(1, EndedBy.Supervisor, 99, version).Code().ShouldBe(RefusalCodes.VersionConflict);
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
