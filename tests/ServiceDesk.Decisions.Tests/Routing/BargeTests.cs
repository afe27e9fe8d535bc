using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

public sealed class BargeTests
{
    private const long Sam = 90;

    [Fact]
    public void B2_a_supervisor_stands_beside_the_agent_who_stays_responder_and_keeps_the_unit()
    {
        var scene = Served();
        var version = scene.Session(1).Version;
        var joined = In(scene, version: version);
        (joined.Only<BargeOpened>().SupervisorId, joined.Only<BargeOpened>().ConversationId).ShouldBe((Sam, 1001));
        var note = joined.Only<SystemNote>();
        (note.Kind, note.Args["agent"]).ShouldBe((NoteKinds.AgentJoined, "Sam"));
        (scene.Session(1).Responder, scene.Session(1).Version, scene.Agent(1).Used).ShouldBe(("agent:1", version + 1, 1));

        var left = Out(scene, version: version + 1);
        left.Only<BargeClosed>().SupervisorId.ShouldBe(Sam);
        left.Effects.Notes().ShouldBe([NoteKinds.AgentLeft]);
        // The visitor is told of it, unlike of an agent whom another follows.
        left.Only<SystemNote>().Args["reason"].ShouldBe("barged_out");
        (scene.Session(1).Barge, scene.Session(1).Version).ShouldBe((null, version + 2));
    }

    [Fact]
    public void B2_once_is_enough_and_one_supervisor_is_the_most()
    {
        var scene = Served();
        In(scene);
        In(scene).Effects.ShouldBeEmpty();
        In(scene, by: 91).Code().ShouldBe(RefusalCodes.AlreadyTaken);
        Out(scene, by: 91).Code().ShouldBe(RefusalCodes.Invalid);
        scene.Session(1).Barge!.SupervisorId.ShouldBe(Sam);
    }

    [Fact]
    public void B2_nobody_stands_beside_whom_nobody_serves_nor_beside_oneself()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Arrive(1);
        In(scene).Code().ShouldBe(RefusalCodes.Invalid);
        scene.Come(1);
        scene.Take(1);
        In(scene, by: 1).Code().ShouldBe(RefusalCodes.Invalid);
        scene.End(1, EndedBy.Agent, 1);
        In(scene).Code().ShouldBe(RefusalCodes.ConversationClosed);
        In(scene, session: 99).Code().ShouldBe(RefusalCodes.NotFound);
    }

    [Fact]
    public void Case_62_barging_in_on_what_has_just_ended_loses_cleanly()
    {
        var scene = Served();
        var seen = scene.Session(1).Version;
        scene.End(1, EndedBy.Agent, 1);
        var late = In(scene, version: seen);
        late.Code().ShouldBe(RefusalCodes.VersionConflict);
        late.Changed.ShouldBeFalse();
        scene.Session(1).Barge.ShouldBeNull();
    }

    [Fact]
    public void B2_it_ends_with_the_session_and_the_end_alone_is_told()
    {
        var scene = Served();
        In(scene);
        var ended = scene.End(1, EndedBy.Visitor);
        ended.Only<BargeClosed>().Reason.ShouldBe("ended");
        ended.Effects.Notes().ShouldBe([NoteKinds.Ended]);
        scene.Session(1).Barge.ShouldBeNull();
    }

    [Fact]
    public void B2_it_ends_when_the_session_goes_back_to_a_queue_and_stays_when_a_colleague_takes_it()
    {
        var scene = Served(Desks.Agent(2));
        scene.Come(2);
        In(scene);
        scene.ToAgent(1, 1, 2);
        scene.Take(1);
        (scene.Session(1).Responder, scene.Session(1).Barge?.SupervisorId).ShouldBe(("agent:2", Sam));

        var passed = scene.ToQueue(1, 2, Desks.Sales);
        passed.Only<BargeClosed>().Reason.ShouldBe("not_served");
        passed.Effects.OfType<SystemNote>().Last().Args["agent"].ShouldBe("Sam");
        scene.Session(1).Barge.ShouldBeNull();
    }

    [Fact]
    public void B2_a_supervisor_who_is_handed_the_session_no_longer_stands_beside_it()
    {
        var scene = Served(Desks.Agent(2));
        scene.Come(2);
        In(scene, by: 2);
        scene.ToAgent(1, 1, 2);
        var taken = scene.Take(1);
        taken.Only<BargeClosed>().SupervisorId.ShouldBe(2);
        taken.Effects.Notes().ShouldBe([NoteKinds.Transferred, NoteKinds.AgentLeft, NoteKinds.AgentJoined]);
    }

    [Fact]
    public void T1_it_survives_a_restart()
    {
        var scene = Served();
        In(scene);
        scene.Restart();
        scene.Session(1).Barge!.Name.ShouldBe("Sam");
    }

    private static Outcome In(Scene scene, long session = 1, long by = Sam, long? version = null) =>
        scene.Do(new BargedIn(session, by, "Sam", version) { At = default, Seq = 0 });

    private static Outcome Out(Scene scene, long session = 1, long by = Sam, long? version = null) =>
        scene.Do(new BargedOut(session, by, version) { At = default, Seq = 0 });

    private static Scene Served(params Agent[] others)
    {
        var scene = new Scene([Desks.Agent(1), .. others]);
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        return scene;
    }
}
