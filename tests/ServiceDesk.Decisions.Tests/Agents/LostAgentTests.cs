using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Agents;

/// <summary>What a queue may want done with the sessions of an agent who is lost (A10).</summary>
public sealed class LostAgentTests
{
    [Fact]
    public void Case_63_silent_sessions_move_only_when_the_visitor_writes()
    {
        var scene = Lost(OnAgentLost.RequeueOnNextMessage);
        scene.Session(1).Status.ShouldBe(SessionStatus.Active);
        Wrote(scene, PostedBy.Bot).Changed.ShouldBeFalse();

        Wrote(scene, PostedBy.Visitor).Only<Requeued>().CreditSeconds.ShouldBe(600);

        scene.RungFor(1).ShouldBe(2);
        scene.Session(1).AwaitsWord.ShouldBeFalse();
    }

    [Fact]
    public void Case_63_an_answer_that_was_owed_already_does_not_wait_for_another_word()
    {
        var scene = Lost(OnAgentLost.RequeueOnNextMessage);
        scene.Sleep(60);

        scene.Due(1, DeadlineKind.ReplyDue, WaitingOn.Service, scene.Now.AddSeconds(-60));

        scene.RungFor(1).ShouldBe(2);
    }

    [Fact]
    public void Case_63_an_agent_who_is_back_before_the_word_keeps_the_session()
    {
        var scene = Lost(OnAgentLost.RequeueOnNextMessage);
        scene.Connect(1).Effects.Notes().ShouldContain(NoteKinds.AgentBack);

        Wrote(scene, PostedBy.Visitor).Changed.ShouldBeFalse();

        scene.Session(1).Responder.ShouldBe("agent:1");
    }

    [Fact]
    public void A10_a_queue_may_leave_the_session_with_the_agent()
    {
        var scene = Lost(OnAgentLost.Keep);
        Wrote(scene, PostedBy.Visitor).Changed.ShouldBeFalse();
        scene.After(3_600);
        scene.Session(1).Responder.ShouldBe("agent:1");
    }

    [Fact]
    public void A10_by_default_it_is_requeued_at_once_and_what_is_on_hold_waits_for_its_visitor()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.RungAndTaken(1);
        scene.RungAndTaken(2);
        scene.Do(new Held(2, 1) { At = scene.Now, Seq = 0 });
        scene.Drop(1);
        scene.After(30);
        scene.Session(1).Status.ShouldBe(SessionStatus.Queued);
        scene.Session(2).Status.ShouldBe(SessionStatus.OnHold);
    }

    private static Scene Lost(OnAgentLost policy)
    {
        var scene = new Scene(Desks.With(Desks.Agent(1), Desks.Agent(2)).Change(Desks.Sales, q => q with { OnAgentLost = policy }));
        scene.Come(1);
        scene.RungAndTaken(1);
        scene.Come(2);
        scene.Drop(1);
        scene.After(30);
        return scene;
    }

    private static Outcome Wrote(Scene scene, PostedBy by) => scene.Do(new MessagePosted(1, by, 7) { At = scene.Now, Seq = 0 });
}
