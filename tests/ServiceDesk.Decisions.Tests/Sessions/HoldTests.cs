using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Sessions;

/// <summary>On hold: S15 to S17.</summary>
public sealed class HoldTests
{
    [Fact]
    public void S15_a_parked_session_gives_its_unit_back_and_the_next_one_rings_at_once()
    {
        var scene = new Scene(Desks.Agent(1, capacity: 1));
        scene.Come(1);
        scene.RungAndTaken(1);
        scene.Arrive(2);

        var held = Hold(scene, 1);

        held.Only<PutOnHold>().Reason.ShouldBe("parked");
        held.Only<AssignmentChanged>().ShouldBe(
            new AssignmentChanged(1, 1, AssignmentStatus.Hold, null, 0) { Reason = "parked" });
        scene.Session(1).Status.ShouldBe(SessionStatus.OnHold);
        scene.Session(1).Responder.ShouldBe("agent:1");
        scene.RungFor(2).ShouldBe(1);
    }

    [Fact]
    public void S15_a_queue_may_keep_a_part_of_the_weight_rounded_up()
    {
        var desk = Desks.With(Desks.Agent(1, capacity: 10)).Change(Desks.Sales, q => q with { InactivePercent = 34 })
            with { Channels = [new Channel { Id = "web", Weight = 3 }] };
        var scene = new Scene(desk);
        scene.Come(1);
        scene.RungAndTaken(1);
        scene.Agent(1).Used.ShouldBe(3);

        Hold(scene, 1);
        scene.Agent(1).Used.ShouldBe(2);

        Off(scene, 1);
        scene.Agent(1).Used.ShouldBe(3);
    }

    [Fact]
    public void S15_a_visitor_who_owes_the_word_for_long_enough_puts_the_session_on_hold()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { InactiveSeconds = 120 }));
        scene.Come(1);
        scene.RungAndTaken(1);
        var since = scene.Now;
        scene.Sleep(119);
        scene.Due(1, DeadlineKind.Inactive, WaitingOn.Visitor, since).Changed.ShouldBeFalse();
        scene.Sleep(1);
        scene.Due(1, DeadlineKind.Inactive, WaitingOn.Service, since).Changed.ShouldBeFalse();

        scene.Due(1, DeadlineKind.Inactive, WaitingOn.Visitor, since).Only<PutOnHold>().Reason.ShouldBe("inactive");

        scene.Agent(1).Used.ShouldBe(0);
    }

    [Fact]
    public void Case_32_those_who_write_again_come_back_over_the_capacity_and_nothing_is_offered_until_below()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1, capacity: 3)).Change(Desks.Sales, q => q with { WrapUpSeconds = 0 }));
        scene.Come(1);
        for (var id = 1; id <= 3; id++)
        {
            scene.RungAndTaken(id);
            Hold(scene, id);
        }

        for (var id = 4; id <= 6; id++)
        {
            scene.RungAndTaken(id).ShouldBe(1);
        }

        var over = Enumerable.Range(1, 3).Select(id => Wrote(scene, id).Only<Reactivated>()).ToList();
        over.Select(r => (r.Used, r.Capacity)).ShouldBe([(4, 3), (5, 3), (6, 3)]);
        scene.Arrive(7);
        foreach (var id in new[] { 1, 2, 3 })
        {
            scene.RungFor(7).ShouldBeNull();
            scene.End(id, EndedBy.Agent, 1);
        }

        scene.RungFor(7).ShouldBeNull("three of three units are taken");
        scene.End(4, EndedBy.Agent, 1);
        scene.RungFor(7).ShouldBe(1);
    }

    [Fact]
    public void Case_33_what_was_on_hold_overnight_is_requeued_as_its_visitors_write_and_not_dumped_on_the_first_agent()
    {
        var scene = new Scene(Desks.Agent(1, capacity: 2), Desks.Agent(2, capacity: 2));
        scene.Come(1);
        for (var id = 1; id <= 4; id++)
        {
            scene.RungAndTaken(id);
            Hold(scene, id);
        }

        scene.Be(1, Presence.Offline);
        scene.Agent(1).Presence.ShouldBe(Presence.Offline, "what is on hold keeps nobody at work");
        scene.Drop(1);
        scene.After(8 * 3600);

        scene.Come(2);
        scene.Agent(2).Used.ShouldBe(0);
        Wrote(scene, 3).Only<Requeued>().QueueId.ShouldBe(Desks.Sales);

        scene.RungFor(3).ShouldBe(2);
        new[] { 1, 2, 4 }.ShouldAllBe(id => scene.Session(id).Status == SessionStatus.OnHold);
    }

    [Fact]
    public void S16_a_word_of_either_side_takes_it_off_hold_and_a_bot_does_not()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.RungAndTaken(1);
        foreach (var by in new[] { PostedBy.Visitor, PostedBy.Agent, PostedBy.Supervisor })
        {
            Hold(scene, 1);
            Wrote(scene, 1, by).Effects.OfType<Reactivated>().Count().ShouldBe(1);
            scene.Session(1).Status.ShouldBe(SessionStatus.Active);
            scene.Session(1).Hold.ShouldBeNull();
        }

        Hold(scene, 1);
        Wrote(scene, 1, PostedBy.Bot).Changed.ShouldBeFalse();
    }

    [Theory]
    [InlineData(Presence.Away)]
    [InlineData(Presence.Busy)]
    [InlineData(Presence.Offline)]
    public void S17_an_agent_who_is_not_online_does_not_get_it_back(Presence presence)
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.RungAndTaken(1);
        Hold(scene, 1);
        scene.Be(1, presence);
        scene.Come(2);

        Wrote(scene, 1);

        scene.RungFor(1).ShouldBe(2);
        scene.Session(1).Hold.ShouldBeNull();
    }

    [Fact]
    public void S17_a_queue_that_keeps_sessions_with_their_agent_keeps_this_one_too()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { OnAgentLost = OnAgentLost.Keep }));
        scene.Come(1);
        scene.RungAndTaken(1);
        Hold(scene, 1);
        scene.Be(1, Presence.Away);

        Wrote(scene, 1);

        scene.Session(1).Status.ShouldBe(SessionStatus.Active);
    }

    [Fact]
    public void Case_85_silence_closes_nothing_that_is_parked_and_everything_that_is_only_inactive()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { InactiveSeconds = 60 }));
        scene.Come(1);
        scene.RungAndTaken(1);
        scene.RungAndTaken(2);
        var since = scene.Now;
        Hold(scene, 1);
        scene.Sleep(60);
        scene.Due(2, DeadlineKind.Inactive, WaitingOn.Visitor, since);
        foreach (var pause in new[] { 120, 120, 300 })
        {
            scene.Sleep(pause);
            scene.Due(1, DeadlineKind.Silence, WaitingOn.Visitor, since).Changed.ShouldBeFalse();
            scene.Due(2, DeadlineKind.Silence, WaitingOn.Visitor, since).Changed.ShouldBeTrue();
        }

        scene.Session(1).Status.ShouldBe(SessionStatus.OnHold);
        scene.Session(2).EndReason.ShouldBe(EndReasons.Silence);
    }

    [Fact]
    public void S18_a_session_on_hold_is_ended_by_its_agent_and_the_work_after_it_takes_the_whole_unit()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.RungAndTaken(1);
        Hold(scene, 1);

        scene.End(1, EndedBy.Agent, 1).Refusal.ShouldBeNull();

        scene.Agent(1).Used.ShouldBe(1);
        scene.After(30);
        scene.Agent(1).Used.ShouldBe(0);
    }

    [Fact]
    public void S13_a_session_on_hold_is_passed_on_like_any_other()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.RungAndTaken(1);
        scene.RungAndTaken(2);
        Hold(scene, 1);
        Hold(scene, 2);
        scene.Come(2);

        scene.ToQueue(1, 1, Desks.Sales).Refusal.ShouldBeNull();
        scene.Take(1);
        scene.ToAgent(2, 1, 2).Refusal.ShouldBeNull();
        Hold(scene, 2).Code().ShouldBe(RefusalCodes.AlreadyTaken);
        scene.Take(2);

        scene.Session(1).Responder.ShouldBe("agent:2");
        scene.Session(2).Responder.ShouldBe("agent:2");
        scene.Session(2).Hold.ShouldBeNull();
        scene.Agent(1).Used.ShouldBe(0);
    }

    [Fact]
    public void What_an_agent_parks_after_the_visitors_silence_did_is_parked()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { InactiveSeconds = 60 }));
        scene.Come(1);
        scene.RungAndTaken(1);
        var since = scene.Now;
        scene.Sleep(60);
        scene.Due(1, DeadlineKind.Inactive, WaitingOn.Visitor, since);

        Hold(scene, 1).Only<PutOnHold>().Reason.ShouldBe("parked");
        Hold(scene, 1).Changed.ShouldBeFalse("twice is once");

        scene.Sleep(600);
        scene.Due(1, DeadlineKind.Silence, WaitingOn.Visitor, since).Changed.ShouldBeFalse();
    }

    [Fact]
    public void Only_the_agent_who_serves_it_puts_it_on_hold_and_on_the_version_seen()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.RungAndTaken(1);
        var version = scene.Session(1).Version;

        scene.Do(new Held(1, 2) { At = scene.Now, Seq = 0 }).Code().ShouldBe(RefusalCodes.NotResponder);
        scene.Do(new Held(1, 1, version - 1) { At = scene.Now, Seq = 0 }).Code().ShouldBe(RefusalCodes.VersionConflict);
        scene.Do(new Unheld(1, 1, version) { At = scene.Now, Seq = 0 }).Changed.ShouldBeFalse("it is not on hold");
        scene.Finish(1);
        Hold(scene, 1).Code().ShouldBe(RefusalCodes.ConversationClosed);
    }

    private static Outcome Hold(Scene scene, long session) =>
        scene.Do(new Held(session, scene.Session(session).Assignment?.AgentId ?? 1) { At = scene.Now, Seq = 0 });

    private static Outcome Off(Scene scene, long session) =>
        scene.Do(new Unheld(session, scene.Session(session).Assignment!.AgentId) { At = scene.Now, Seq = 0 });

    private static Outcome Wrote(Scene scene, long session, PostedBy by = PostedBy.Visitor) =>
        scene.Do(new MessagePosted(session, by, 7) { At = scene.Now, Seq = 0 });
}
