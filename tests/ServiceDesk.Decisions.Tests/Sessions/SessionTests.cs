using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Sessions;

public sealed class SessionTests
{
    [Fact]
    public void S1_a_session_without_a_bot_is_created_and_nobody_answers_yet()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Open(1).Effects.ShouldBeEmpty();
        scene.Session(1).Status.ShouldBe(SessionStatus.Created);
    }

    [Fact]
    public void S2_the_bot_of_the_entry_point_answers_first_if_it_is_healthy()
    {
        var scene = new Scene(Desks.Agent(1));
        var outcome = scene.Open(1, "bot-shop");
        outcome.Only<BotStarted>().BotId.ShouldBe("helper");
        outcome.Only<ResponderChanged>().Responder.ShouldBe("bot:helper");
        scene.Do(new SessionStarted(2, 2, "v2", "bot-shop", null, null, true, BotHealthy: false) { At = default, Seq = 0 })
            .Effects.ShouldBeEmpty();
    }

    [Fact]
    public void S3_without_a_bot_the_visitors_first_word_asks_for_a_person()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Open(1);
        scene.Do(new MessagePosted(1, PostedBy.Supervisor, 1) { At = default, Seq = 0 }).Changed.ShouldBeFalse();

        var outcome = scene.Do(new MessagePosted(1, PostedBy.Visitor, 2) { At = default, Seq = 0 });

        outcome.Only<Enqueued>().Reason.ShouldBe("visitor_wrote");
        scene.Session(1).Status.ShouldBe(SessionStatus.Queued);
        scene.Do(new MessagePosted(1, PostedBy.Visitor, 3) { At = default, Seq = 0 }).Changed.ShouldBeFalse();
    }

    [Fact]
    public void Case_79_I1_two_tabs_that_start_at_once_get_one_session()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Open(1, visitor: "v").SessionId.ShouldBe(1);
        var second = scene.Open(2, visitor: "v");
        (second.SessionId, second.Changed, second.Refusal).ShouldBe((1, false, null));
        scene.Core.Session(2).ShouldBeNull();
        scene.Open(3, "bot-shop", visitor: "v").SessionId.ShouldBe(3);
    }

    [Fact]
    public void I1_after_the_end_the_next_start_is_a_new_session()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Open(1, visitor: "v");
        scene.End(1, EndedBy.Visitor);
        scene.Open(2, visitor: "v").SessionId.ShouldBe(2);
        scene.Open(2, visitor: "other").Code().ShouldBe(RefusalCodes.Invalid);
        scene.Open(3, "no such door").Code().ShouldBe(RefusalCodes.NotFound);
    }

    [Fact]
    public void Case_80_once_a_person_is_wanted_the_bot_is_no_longer_responder()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Arrive(1, "bot-shop").Only<ResponderChanged>().Responder.ShouldBe("queue:sales");
        scene.Do(new BotEnded(1) { At = default, Seq = 0 }).Code().ShouldBe(RefusalCodes.NotResponder);
        scene.End(1, EndedBy.Bot).Code().ShouldBe(RefusalCodes.NotResponder);
        scene.Session(1).Status.ShouldBe(SessionStatus.Queued);
    }

    [Fact]
    public void Case_81_a_bot_that_fails_hands_the_visitor_on()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Open(1, "bot-shop");
        scene.Want(1, EnqueuedBy.BotFailed).Only<Enqueued>().Reason.ShouldBe("bot_failed");
    }

    [Fact]
    public void S23_a_bot_that_resolves_the_matter_ends_it_and_nobody_is_rated()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Open(1, "bot-shop");
        var ended = scene.Do(new BotEnded(1) { At = default, Seq = 0 }).Only<SessionEnded>();
        (ended.By, ended.Reason, ended.SurveyDue, ended.SurveySkipped).ShouldBe((EndedBy.Bot, EndReasons.Resolved, false, "no_reply"));
    }

    [Fact]
    public void Case_83_a_visitor_who_never_writes_to_the_bot_is_let_go()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Open(1, "bot-shop");
        scene.After(599);
        scene.Due(1, DeadlineKind.BotIdle, WaitingOn.Nobody, Scene.Start, 0).Changed.ShouldBeFalse();
        scene.After(1);
        scene.Due(1, DeadlineKind.BotIdle, WaitingOn.Visitor, Scene.Start, 1).Only<SessionEnded>().Reason.ShouldBe(EndReasons.BotIdle);
    }

    [Fact]
    public void Case_86_a_session_ended_in_one_tab_is_ended_once_in_all()
    {
        var scene = Served();
        scene.End(1, EndedBy.Visitor).Effects.Notes().ShouldBe([NoteKinds.Ended]);
        var again = scene.End(1, EndedBy.Visitor);
        (again.Refusal, again.Changed).ShouldBe((null, false));
    }

    [Fact]
    public void S18_the_end_closes_the_responder_starts_the_wrap_up_and_asks_for_a_rating()
    {
        var scene = Served();
        scene.Do(new FirstReply(1, 1) { At = default, Seq = 0 });
        var outcome = scene.End(1, EndedBy.Agent, 1);
        outcome.Only<AssignmentChanged>().State.ShouldBe(AssignmentStatus.WrapUp);
        outcome.Only<ResponderChanged>().Responder.ShouldBeNull();
        var ended = outcome.Only<SessionEnded>();
        (ended.By, ended.ActorId, ended.Reason, ended.SurveyDue).ShouldBe((EndedBy.Agent, 1, EndReasons.Resolved, true));
        ended.SurveyExpiresAt.ShouldBe(scene.Now.AddHours(48));
        outcome.Only<SystemNote>().Args.ShouldBe(new Dictionary<string, string> { ["agent"] = "1", ["by"] = "agent", ["reason"] = "resolved" });
    }

    [Fact]
    public void S18_an_agent_who_is_not_responder_ends_nothing()
    {
        var scene = Served();
        scene.End(1, EndedBy.Agent, 2).Code().ShouldBe(RefusalCodes.NotResponder);
        scene.End(1, EndedBy.Agent, 1, version: 1).Code().ShouldBe(RefusalCodes.VersionConflict);
        scene.End(99, EndedBy.Agent, 1).Code().ShouldBe(RefusalCodes.NotFound);
        scene.End(1, EndedBy.Supervisor, 50).Only<SessionEnded>().ActorId.ShouldBe(50);
    }

    [Fact]
    public void I6_what_is_over_does_not_change_any_more()
    {
        var scene = Served();
        scene.Finish(1);
        var before = scene.Session(1);
        scene.Want(1).Code().ShouldBe(RefusalCodes.ConversationClosed);
        scene.Do(new FallbackChosen(1) { At = default, Seq = 0 }).Code().ShouldBe(RefusalCodes.ConversationClosed);
        scene.Do(new WaitCancelled(1) { At = default, Seq = 0 }).Code().ShouldBe(RefusalCodes.ConversationClosed);
        scene.Leave(1).Changed.ShouldBeFalse();
        scene.Back(1).Changed.ShouldBeFalse();
        scene.Session(1).ShouldBe(before);
    }

    [Fact]
    public void C3_only_the_responders_first_word_counts()
    {
        var scene = Served();
        scene.Do(new FirstReply(1, 2) { At = default, Seq = 0 }).Changed.ShouldBeFalse();
        scene.Do(new FirstReply(1, 1) { At = default, Seq = 0 });
        var first = scene.Session(1).FirstReplyAt;
        first.ShouldBe(scene.Now);
        scene.After(5);
        scene.Do(new FirstReply(1, 1) { At = default, Seq = 0 }).Changed.ShouldBeFalse();
        scene.Session(1).FirstReplyAt.ShouldBe(first);
    }

    [Fact]
    public void Case_93_time_never_runs_backwards()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        var deadline = scene.OfferOf(1).Deadline;
        scene.After(10);
        scene.Do(new Tick { At = default, Seq = 0 });
        scene.Sleep(-5);
        scene.Arrive(2);
        scene.Session(2).CreatedAt.ShouldBe(Scene.Start.AddSeconds(10));
        scene.OfferOf(1).Deadline.ShouldBe(deadline);
        scene.Core.LastAt.ShouldBe(Scene.Start.AddSeconds(10));
    }

    private static Scene Served()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        return scene;
    }
}
