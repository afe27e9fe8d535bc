using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>A refusal names what stands against it: the item or state and its value.</summary>
public sealed class RefusalTests
{
    private static readonly DateTimeOffset At = Scene.Start;

    public static TheoryData<int> CommandNumbers => [.. Enumerable.Range(0, Commands(1, null).Count)];

    [Theory]
    [MemberData(nameof(CommandNumbers))]
    public void A_command_about_a_session_that_is_not_there_is_refused(int number)
    {
        var scene = Served();
        var command = Commands(99, null)[number];
        scene.Do(command).Refusal.ShouldBe(new Refusal(RefusalCodes.NotFound, "session 99 does not exist"), command.GetType().Name);
    }

    [Theory]
    [MemberData(nameof(CommandNumbers))]
    public void A_command_by_an_old_version_is_refused_and_changes_nothing(int number)
    {
        var scene = Served();
        var before = scene.Session(1);
        if (Commands(1, before.Version - 1)[number] is var command && Commands(1, before.Version)[number] != command)
        {
            scene.Do(command).Refusal.ShouldBe(new Refusal(RefusalCodes.VersionConflict, $"version {before.Version - 1}: the session is at {before.Version}"), command.GetType().Name);
            scene.Session(1).ShouldBeSameAs(before);
        }
    }

    [Fact]
    public void S9_a_claim_says_why_it_cannot_be()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2), Desks.Agent(3, 5, new Membership(Desks.Support)));
        scene.Arrive(1);
        Refused(scene.Claim(1, 1), RefusalCodes.TargetUnavailable, "agent 1 is not connected");
        Refused(scene.Claim(1, 7), RefusalCodes.NotFound, "agent 7 does not exist");
        scene.Connect(3);
        Refused(scene.Claim(1, 3), RefusalCodes.Forbidden, "agent 3 does not serve queue sales or lacks a skill");
        scene.Come(1);
        scene.Connect(2);
        Refused(scene.Claim(1, 2), RefusalCodes.AlreadyTaken, "session 1 rings elsewhere");
        scene.Take(1);
        Refused(scene.Claim(1, 2), RefusalCodes.AlreadyTaken, "session 1: the responder is agent:1");
        scene.Claim(1, 1).Refusal.ShouldBeNull();
        scene.Open(2, "bot-shop");
        Refused(scene.Claim(2, 1), RefusalCodes.Invalid, "session 2 does not wait: Bot");
        scene.Finish(1);
        Refused(scene.Claim(1, 1), RefusalCodes.ConversationClosed, "session 1 is Ended");
        // Whoever asks for it is there, though offline or in the grace.
        scene.Be(1, Presence.Offline);
        scene.Arrive(3);
        scene.Drop(1);
        scene.Claim(3, 1).Refusal.ShouldBeNull();
    }

    [Fact]
    public void S14_an_order_says_why_it_cannot_be()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Arrive(1);
        Refused(scene.Assign(1, 2), RefusalCodes.TargetUnavailable, "agent 2 is not connected");
        scene.Connect(2);
        Refused(scene.Assign(1, 2), RefusalCodes.TargetUnavailable, "agent 2 is Offline");
        scene.Be(2, Presence.Away);
        scene.Drop(2);
        Refused(scene.Assign(1, 2), RefusalCodes.TargetUnavailable, "agent 2 is not connected");
        scene.Come(1);
        scene.Take(1);
        Refused(scene.Assign(1, 1), RefusalCodes.Invalid, "agent 1 serves session 1 already");
        Refused(scene.TakeOver(1, 1), RefusalCodes.Invalid, "agent 1 serves session 1 already");
        Refused(scene.TakeOver(1, 9), RefusalCodes.NotFound, "agent 9 does not exist");
        Refused(scene.Requeue(1, "gone"), RefusalCodes.NotFound, "queue gone does not exist");
        Refused(scene.Requeue(1, Desks.Support), RefusalCodes.TargetUnavailable, "queue support has no agent who could serve it");
        scene.Open(2, "bot-shop");
        Refused(scene.Assign(2, 1), RefusalCodes.Invalid, "session 2 is with nobody: Bot");
        Refused(scene.Requeue(2, Desks.Sales), RefusalCodes.Invalid, "session 2 is with nobody: Bot");
        scene.Finish(1);
        Refused(scene.Assign(1, 1), RefusalCodes.ConversationClosed, "session 1 is Ended");
    }

    [Fact]
    public void S13_a_transfer_says_why_it_cannot_be()
    {
        var desk = Desks.With(Desks.Agent(1), Desks.Agent(2, 1), Desks.Agent(3), Desks.Agent(4, 5, new Membership(Desks.Support)))
            .Change(Desks.Support, q => q with { ScheduleId = Desks.Office });
        var scene = new Scene(desk);
        scene.Come(1);
        scene.Arrive(1);
        Refused(scene.ToAgent(1, 1, 2), RefusalCodes.NotResponder, "session 1: the responder is queue:sales");
        scene.Take(1);
        Refused(scene.ToAgent(1, 3, 2), RefusalCodes.NotResponder, "session 1: the responder is agent:1");
        Refused(scene.ToAgent(1, 1, 1), RefusalCodes.Invalid, "ToAgent 1 is the agent who asks");
        Refused(scene.ToAgent(1, 1, 9), RefusalCodes.NotFound, "agent 9 does not exist");
        Refused(scene.ToAgent(1, 1, 2), RefusalCodes.TargetUnavailable, "agent 2 is Offline");
        scene.Be(2, Presence.Away);
        Refused(scene.ToAgent(1, 1, 2), RefusalCodes.TargetUnavailable, "agent 2 is Away");
        scene.Be(2, Presence.Online);
        Refused(scene.ToAgent(1, 1, 2), RefusalCodes.TargetUnavailable, "agent 2 is not connected");
        Refused(scene.ToQueue(1, 1, "gone"), RefusalCodes.NotFound, "queue gone does not exist");
        Refused(scene.Do(new TransferRequested(1, 1, Desks.Sales, 2, null) { At = At, Seq = 0 }), RefusalCodes.Invalid, "exactly one of ToQueue and ToAgent is needed");
        Refused(scene.Do(new TransferRequested(1, 1, null, null, null) { At = At, Seq = 0 }), RefusalCodes.Invalid, "exactly one of ToQueue and ToAgent is needed");
        scene.Come(2);
        scene.Come(3);
        scene.ToAgent(1, 1, 3);
        Refused(scene.ToAgent(1, 1, 2), RefusalCodes.AlreadyTaken, $"session 1 is being passed on by offer {scene.Session(1).OfferId}");
        scene.Arrive(2);
        var busy = scene.RungFor(2)!.Value;
        scene.Refuse(1);
        Refused(scene.ToAgent(1, 1, busy), RefusalCodes.TargetUnavailable, $"agent {busy} is being rung for another session");
        scene.After(6.5 * 3_600);
        Refused(scene.ToQueue(1, 1, Desks.Support), RefusalCodes.TargetUnavailable, "queue support is closed");
        scene.ToQueue(1, 1, Desks.Support, confirmed: true).Refusal.ShouldBeNull();
    }

    [Fact]
    public void W1_a_consult_says_why_it_cannot_be()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2), Desks.Agent(3));
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Come(2);
        scene.Come(3);
        Refused(scene.EndConsult(1, 1), RefusalCodes.Invalid, "session 1: nobody is being consulted");
        scene.Consult(1, 1, 2).Only<OfferCreated>().Decision.RuleSentence.ShouldBe("Asked for advice by Agent 1");
        Refused(scene.EndConsult(1, 1, complete: true), RefusalCodes.TargetUnavailable, "agent 2 has not accepted yet");
        Refused(scene.EndConsult(1, 3), RefusalCodes.NotResponder, "session 1: the responder is agent:1");
        scene.Take(1);
        Refused(scene.Consult(1, 1, 3), RefusalCodes.AlreadyTaken, "session 1: agent 2 is being consulted");
        Refused(scene.ToAgent(1, 1, 2), RefusalCodes.TargetUnavailable, "agent 2 is being consulted: complete the consult");
        Refused(scene.EndConsult(1, 2, complete: true), RefusalCodes.NotResponder, "session 1: the responder is agent:1");
        scene.ToAgent(1, 1, 3).Only<OfferCreated>().Decision.RuleSentence.ShouldBe("Passed on by Agent 1");
    }

    [Fact]
    public void B2_barging_in_says_why_it_cannot_be()
    {
        var scene = Served();
        Outcome In(long session, long supervisor, string name) => scene.Do(new BargedIn(session, supervisor, name) { At = At, Seq = 0 });
        Outcome Out(long supervisor) => scene.Do(new BargedOut(1, supervisor) { At = At, Seq = 0 });
        Refused(In(1, 1, "Ana"), RefusalCodes.Invalid, "agent 1 serves session 1");
        Refused(Out(9), RefusalCodes.Invalid, "agent 9 has not barged in on session 1");
        var joined = In(1, 9, "Kim");
        joined.Only<BargeOpened>().Reason.ShouldBe("barged_in");
        joined.Only<SystemNote>().ShouldSatisfyAllConditions(n => n.Kind.ShouldBe(NoteKinds.AgentJoined), n => n.Args["agent"].ShouldBe("Kim"));
        In(1, 9, "Kim").Refusal.ShouldBeNull();
        Refused(In(1, 8, "Lou"), RefusalCodes.AlreadyTaken, "session 1: Kim has barged in");
        Out(9).Only<SystemNote>().ShouldSatisfyAllConditions(n => n.Kind.ShouldBe(NoteKinds.AgentLeft), n => n.Args["agent"].ShouldBe("Kim"));
        scene.Be(1, Presence.Away);
        scene.Arrive(2);
        Refused(In(2, 9, "Kim"), RefusalCodes.Invalid, "session 2 is with nobody: Queued");
        scene.Finish(1);
        Refused(In(1, 9, "Kim"), RefusalCodes.ConversationClosed, "session 1 is Ended");
    }

    [Fact]
    public void B1_a_bump_says_why_it_cannot_be()
    {
        var scene = Served();
        Outcome Bump(long session, int seconds) => scene.Do(new Bumped(session, 9, seconds) { At = At, Seq = 0 });
        Refused(Bump(1, 10), RefusalCodes.Invalid, "session 1 does not wait: Active");
        scene.Be(1, Presence.Away);
        scene.Arrive(2);
        Refused(Bump(2, 0), RefusalCodes.Invalid, "BoostSeconds 0: must be at least 1");
        Bump(2, 1).Only<Boosted>().Reason.ShouldBe("bumped");
        scene.Session(2).BoostSeconds.ShouldBe(1);
        scene.Finish(1);
        Refused(Bump(1, 10), RefusalCodes.ConversationClosed, "session 1 is Ended");
    }

    [Fact]
    public void O2_an_offer_says_why_it_cannot_be_taken()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.Come(2);
        scene.Arrive(1);
        var offer = scene.OfferOf(1).Id;
        Outcome Accept(long id, long agent) => scene.Do(new Accept(id, agent) { At = At, Seq = 0 });
        Outcome Decline(long id, long agent, string? reason = null) => scene.Do(new Decline(id, agent, reason) { At = At, Seq = 0 });
        Refused(Accept(offer + 1, 1), RefusalCodes.NotFound, $"offer {offer + 1} does not exist");
        Refused(Accept(0, 1), RefusalCodes.NotFound, "offer 0 does not exist");
        Refused(Accept(offer, 2), RefusalCodes.Forbidden, $"offer {offer} rings agent 1");
        Refused(Decline(offer, 2), RefusalCodes.Forbidden, $"offer {offer} rings agent 1");
        Decline(offer, 1, "lunch").Only<OfferClosed>().Reason.ShouldBe("lunch");
        Refused(Accept(offer, 1), RefusalCodes.OfferExpired, $"offer {offer} is Declined: lunch");
        Decline(offer, 1).Changed.ShouldBeFalse();
        var second = scene.OfferOf(1).Id;
        Accept(second, 2).Only<AssignmentOpened>().Reason.ShouldBe("accepted");
        Accept(second, 2).Changed.ShouldBeFalse();
        Refused(Decline(second, 2), RefusalCodes.OfferExpired, $"offer {second} is Accepted: accepted");
        scene.After(7_200);
        Refused(Accept(offer, 1), RefusalCodes.OfferExpired, $"offer {offer} closed long ago");
    }

    [Fact]
    public void S19_only_the_agents_own_work_after_the_end_can_be_done()
    {
        var scene = Served();
        Outcome Done(long session, long agent) => scene.Do(new WrapUpDone(session, agent) { At = At, Seq = 0 });
        Refused(Done(1, 1), RefusalCodes.Invalid, "session 1 has not ended");
        Refused(Done(1, 2), RefusalCodes.Forbidden, "session 1 belongs to agent 1");
        scene.Be(1, Presence.Away);
        scene.Arrive(2);
        Refused(Done(2, 1), RefusalCodes.NotResponder, "session 2: the responder is queue:sales");
        scene.End(1, EndedBy.Agent, 1);
        Done(1, 1).Only<AssignmentClosed>().Reason.ShouldBe("wrap_up");
        Done(1, 1).ShouldSatisfyAllConditions(o => o.Refusal.ShouldBeNull(), o => o.Changed.ShouldBeFalse());
    }

    [Fact]
    public void Q1_a_way_out_says_why_it_cannot_be_taken()
    {
        var scene = Served(q => q with { Fallbacks = [new() { Kind = FallbackKind.Bot }, new() { Kind = FallbackKind.CallBack }] });
        Outcome Choose(long session, string choice, DateTimeOffset? slot = null) => scene.Do(new FallbackChosen(session, choice, slot) { At = At, Seq = 0 });
        Refused(Choose(1, "bot"), RefusalCodes.Invalid, "session 1 is being served");
        scene.Be(1, Presence.Away);
        scene.Arrive(2);
        Refused(Choose(2, "message"), RefusalCodes.Invalid, "Choice message: not offered");
        Refused(Choose(2, "bot"), RefusalCodes.Invalid, "entry point shop has no bot");
        Refused(Choose(2, "call_back"), RefusalCodes.Invalid, "Slot is needed for call_back");
        Choose(2, "call_back", At.AddMinutes(31)).Refusal!.ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(RefusalCodes.TargetUnavailable), r => r.Detail.ShouldStartWith("Slot 2026-03-02T12:31:00"), r => r.Detail.ShouldEndWith(": not among those offered"));
        Choose(2, "call_back", At.AddMinutes(60)).Only<CallBackPlanned>().Reason.ShouldBe("chosen");
        scene.Finish(1);
        Refused(Choose(1, "bot"), RefusalCodes.ConversationClosed, "session 1 is Ended");
    }

    [Fact]
    public void R6_a_publication_follows_the_version_and_the_draft_that_its_author_saw()
    {
        var scene = Served();
        Outcome Publish(int version, long? draft, long? found) =>
            scene.Do(new RulesetPublished(scene.Desk with { Version = version }, new Publication("Kim", null, draft, found)) { At = At, Seq = 0 });
        Refused(Publish(1, null, null), RefusalCodes.VersionConflict, "version 1 was prepared and version 1 is in force");
        Refused(Publish(3, null, null), RefusalCodes.VersionConflict, "version 3 was prepared and version 1 is in force");
        Refused(Publish(2, 5, 6), RefusalCodes.VersionConflict, "draft revision 5: the draft is at 6");
        Publish(2, 6, 6).Refusal.ShouldBeNull();
        Publish(3, null, null).Refusal.ShouldBeNull();
    }

    [Fact]
    public void What_the_conversation_is_told_names_who_and_where()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2, 5, new Membership(Desks.Support), new Membership(Desks.Sales)));
        scene.Come(1);
        Notes(scene.Arrive(1)).ShouldBe(["queued queue=sales"]);
        Notes(scene.Take(1)).ShouldBe(["agent_joined agent=1"]);
        scene.Come(2);
        scene.ToAgent(1, 1, 2);
        Notes(scene.Take(1)).ShouldBe(["agent_joined agent=2", "transferred from=1 toAgent=2", "agent_left agent=1"], ignoreOrder: true);
        var moved = scene.ToQueue(1, 2, Desks.Sales);
        Notes(moved).ShouldBe(["queued queue=sales", "transferred from=2 toQueue=sales", "agent_left agent=2"], ignoreOrder: true);
        scene.Session(1).RuleSentence.ShouldBe("Passed on by Agent 2");
        scene.Take(1);
        scene.Requeue(1, Desks.Support, confirmed: true);
        (scene.Session(1).RuleId, scene.Session(1).RuleSentence).ShouldBe(("supervisor", "Moved by a supervisor"));
        scene.Take(1);
        Notes(scene.TakeOver(1, 1)).ShouldBe(["agent_joined agent=1", "agent_left agent=2"], ignoreOrder: true);
        Notes(scene.Be(1, Presence.Offline, forced: true)).ShouldContain("agent_left agent=1");
    }

    private static IEnumerable<string> Notes(Outcome outcome) => outcome.Effects.OfType<SystemNote>()
        .Select(n => $"{n.Kind} {string.Join(' ', n.Args.Where(a => a.Key is not "reason").Select(a => $"{a.Key}={a.Value}"))}");

    private static void Refused(Outcome outcome, string code, string detail) => outcome.Refusal.ShouldBe(new Refusal(code, detail));

    private static Scene Served(Func<Queue, Queue>? change = null)
    {
        var scene = new Scene(Desks.With(Desks.Agent(1), Desks.Agent(2)).Change(Desks.Sales, change ?? (q => q)));
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        return scene;
    }

    private static List<RoutingEvent> Commands(long id, long? version) =>
    [
        new SessionEnqueued(id, EnqueuedBy.Visitor) { At = At, Seq = 0 }, new BotEnded(id) { At = At, Seq = 0 }, new WaitCancelled(id) { At = At, Seq = 0 },
        new FallbackChosen(id) { At = At, Seq = 0 }, new TicketOpened(id, 1) { At = At, Seq = 0 }, new VisitorLeft(id) { At = At, Seq = 0 },
        new VisitorBack(id) { At = At, Seq = 0 }, new TransferRequested(id, 1, Desks.Sales, null, version) { At = At, Seq = 0 },
        new Bumped(id, 9, 300, version) { At = At, Seq = 0 }, new BargedIn(id, 9, "Kim", version) { At = At, Seq = 0 },
        new BargedOut(id, 9, version) { At = At, Seq = 0 }, new Ended(id, EndedBy.Agent, 1, version) { At = At, Seq = 0 },
        new WrapUpDone(id, 1) { At = At, Seq = 0 }, new FirstReply(id, 1) { At = At, Seq = 0 }, new AgentTyped(id, 1) { At = At, Seq = 0 },
        new MessagePosted(id, PostedBy.Visitor, 1) { At = At, Seq = 0 }, new Held(id, 1, version) { At = At, Seq = 0 }, new Unheld(id, 1, version) { At = At, Seq = 0 },
        new Assign(id, 9, 2, version) { At = At, Seq = 0 }, new TakenOver(id, 2, version) { At = At, Seq = 0 }, new RequeueRequested(id, 9, Desks.Sales, version) { At = At, Seq = 0 },
        new ConsultRequested(id, 1, 2, version) { At = At, Seq = 0 }, new ConsultEnded(id, 1, false, version) { At = At, Seq = 0 }, new Claim(id, 1) { At = At, Seq = 0 },
        new DeadlineDue(id, DeadlineKind.Silence, new ConversationFacts(WaitingOn.Visitor, At, 1)) { At = At, Seq = 0 },
    ];
}
