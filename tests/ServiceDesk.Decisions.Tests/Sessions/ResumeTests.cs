using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Sessions;

/// <summary>What is over goes on (S20), and at some time cannot any more (S22).</summary>
public sealed class ResumeTests
{
    private const double Hour = 3_600;

    [Fact]
    public void S20_the_visitors_word_brings_the_session_back_to_its_agent_at_once()
    {
        var scene = Ended(Desks.Agent(1), Desks.Agent(2));
        scene.Come(2);
        scene.After(300);

        var outcome = Wrote(scene);

        outcome.Only<Resumed>().ShouldBe(new Resumed(1, 2) { Reason = "visitor_wrote" });
        outcome.Only<Assigned>().Reason.ShouldBe(AssignReasons.Resumed);
        scene.Session(1).Responder.ShouldBe("agent:1");
        scene.Session(1).Segment.ShouldBe(2);
        scene.Session(1).FirstReplyAt.ShouldBeNull();
        scene.Session(1).EndReason.ShouldBeNull();
        var session = scene.Session(1);
        (session.RuleId, session.RuleSentence).ShouldBe(("rest", "The visitor came back to Agent 1"));
        session.EnqueuedAt.ShouldBe(scene.Now);
        (session.VisitorConnected, session.VisitorLeftAt, session.VisitorLeftNoted, session.IsCallBack).ShouldBe((true, null, false, false));
        scene.Agent(1).Used.ShouldBe(1);
    }

    [Fact]
    public void S20_the_work_after_the_end_turns_back_into_the_session()
    {
        var scene = new Scene(Desks.Agent(1, capacity: 1));
        scene.Come(1);
        scene.RungAndTaken(1);
        scene.End(1, EndedBy.Agent, 1);
        scene.Agent(1).Used.ShouldBe(1);

        Wrote(scene);

        scene.Session(1).Responder.ShouldBe("agent:1");
        scene.Agent(1).Used.ShouldBe(1);
        scene.After(Hour);
        scene.Session(1).Status.ShouldBe(SessionStatus.Active, "no wrap-up ends it");
    }

    [Fact]
    public void Case_46_a_visitor_who_comes_back_is_not_given_to_an_agent_who_is_gone()
    {
        var scene = Ended(Desks.Agent(1), Desks.Agent(2));
        scene.Be(1, Presence.Offline);
        scene.Come(2);

        var outcome = Wrote(scene);

        outcome.Only<Enqueued>().BoostSeconds.ShouldBe(120, "the credit of who comes back");
        scene.RungFor(1).ShouldBe(2);
        (scene.Session(1).RuleId, scene.Session(1).RuleSentence).ShouldBe(("rest", "Everything else goes to sales"));
    }

    [Fact]
    public void S20_an_agent_who_is_full_is_waited_for_in_the_queue_with_precedence()
    {
        var scene = Ended(Desks.Agent(1, capacity: 1), Desks.Agent(2));
        scene.RungAndTaken(2).ShouldBe(1);
        scene.Come(2);

        Wrote(scene);

        scene.Session(1).Status.ShouldBe(SessionStatus.Queued);
        scene.RungFor(1).ShouldBeNull("for a while only the agent of before is asked");
        scene.Finish(2);
        scene.RungFor(1).ShouldBe(1);
    }

    [Fact]
    public void S20_out_of_hours_it_goes_to_the_bot_or_gets_the_menu()
    {
        foreach (var (door, status) in new[] { (Desks.Door, SessionStatus.Deferred), ("bot-shop", SessionStatus.Bot) })
        {
            var scene = new Scene(Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { ScheduleId = Desks.Office }));
            scene.Come(1);
            scene.Arrive(1, door);
            scene.Take(1);
            scene.Finish(1);
            scene.Be(1, Presence.Offline);
            var stored = scene.Session(1);
            scene.After(8 * Hour);

            var outcome = Wrote(scene, stored: stored);

            scene.Session(1).Status.ShouldBe(status);
            scene.Session(1).Segment.ShouldBe(2);
            outcome.Effects.OfType<BotStarted>().Count().ShouldBe(status == SessionStatus.Bot ? 1 : 0);
        }
    }

    [Fact]
    public void S20_J3_who_never_wanted_a_person_comes_back_to_the_bot_and_without_one_to_the_queue()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Open(1, "bot-shop");
        scene.Do(new BotEnded(1) { At = scene.Now, Seq = 0 });

        Wrote(scene).Only<BotStarted>().BotId.ShouldBe("helper");

        scene.Session(1).EnqueuedAt.ShouldBeNull();
        scene.Open(2);
        scene.End(2, EndedBy.Visitor);
        Wrote(scene, 2).Only<Enqueued>().Reason.ShouldBe("visitor_wrote");
    }

    [Fact]
    public void S20_while_another_session_is_open_the_word_belongs_to_that_one()
    {
        var scene = Ended(Desks.Agent(1));
        scene.Open(2, visitor: "v1");

        Wrote(scene).Changed.ShouldBeFalse();
    }

    [Fact]
    public void S20_a_word_from_before_the_end_that_is_heard_late_brings_nothing_back()
    {
        var scene = Ended(Desks.Agent(1));
        var late = new MessagePosted(1, PostedBy.Visitor, 9) { At = scene.Now, Seq = 0 };
        scene.Do(late).Changed.ShouldBeFalse();
        scene.Do(late with { AfterEnd = true }).Changed.ShouldBeTrue();
    }

    [Fact]
    public void S20_words_of_others_after_the_end_bring_nothing_back()
    {
        var scene = Ended(Desks.Agent(1));
        foreach (var by in new[] { PostedBy.Agent, PostedBy.Supervisor, PostedBy.Bot })
        {
            scene.Do(new MessagePosted(1, by, 9) { At = scene.Now, Seq = 0, AfterEnd = true }).Changed.ShouldBeFalse();
        }
    }

    [Fact]
    public void S20_holds_for_24_hours_and_what_the_core_forgot_is_told_by_the_host()
    {
        var scene = Ended(Desks.Agent(1));
        var stored = scene.Session(1);
        scene.After(24 * Hour - 1);
        Wrote(scene).Code().ShouldBe(RefusalCodes.NotFound, "forgotten after ten minutes");

        Wrote(scene, stored: stored).Refusal.ShouldBeNull();

        scene.Session(1).Responder.ShouldBe("agent:1");
        scene.Core.Export().Sessions.ShouldContain(s => s.Id == 1);
    }

    [Fact]
    public void S20_not_after_the_time_is_over_nor_after_spam_nor_where_a_door_allows_none()
    {
        var late = Ended(Desks.Agent(1));
        var stored = late.Session(1);
        late.After(24 * Hour);
        Wrote(late, stored: stored).Changed.ShouldBeFalse();

        var spam = new Scene(Desks.Agent(1));
        spam.Come(1);
        spam.RungAndTaken(1);
        spam.End(1, EndedBy.Agent, 1, reason: EndReasons.Spam);
        Wrote(spam).Changed.ShouldBeFalse();

        var desk = Desks.With(Desks.Agent(1));
        var closed = new Scene(desk with { EntryPoints = [.. desk.EntryPoints.Select(e => e with { ResumeSeconds = 0 })] });
        closed.Come(1);
        closed.RungAndTaken(1);
        closed.Finish(1);
        Wrote(closed).Changed.ShouldBeFalse();
    }

    [Fact]
    public void S20_the_time_is_that_of_the_visitors_own_door()
    {
        var desk = Desks.With(Desks.Agent(1));
        var scene = new Scene(desk with { EntryPoints = [desk.EntryPoints[0], desk.EntryPoints[1] with { ResumeSeconds = 60 }] });
        scene.Come(1);
        foreach (var (id, door, goesOn) in new[] { (1, Desks.Door, true), (2, "bot-shop", false) })
        {
            scene.Arrive(id, door);
            scene.Take(id);
            scene.Finish(id);
            scene.After(60);
            Wrote(scene, id).Changed.ShouldBe(goesOn);
        }
    }

    [Fact]
    public void S21_a_ticket_is_opened_by_one_agent_and_only_when_nothing_of_the_visitor_is_open()
    {
        var scene = Ended(Desks.Agent(1), Desks.Agent(2));
        Outcome Open(long session, long agent) => scene.Do(new TicketOpened(session, agent) { At = scene.Now, Seq = 0 });
        scene.Open(2, visitor: "v1");
        Open(1, 1).Refusal.ShouldBe(new Refusal(RefusalCodes.AlreadyTaken, "the visitor has session 2 open"));
        scene.End(2, EndedBy.Visitor);
        scene.Be(1, Presence.Offline);

        Open(1, 1).Only<AgentForced>().ShouldBe(new AgentForced(1, Presence.OfflineWhenDone) { Reason = AssignReasons.Ticket });

        var session = scene.Session(1);
        (session.RuleSentence, session.IsCallBack, session.VisitorConnected, session.VisitorLeftAt).ShouldBe(("Agent 1 opened the ticket", true, false, scene.Now));
        Open(1, 1).ShouldSatisfyAllConditions(o => o.Refusal.ShouldBeNull(), o => o.Changed.ShouldBeFalse());
        Open(1, 2).Refusal.ShouldBe(new Refusal(RefusalCodes.AlreadyTaken, "session 1 is Active"));
    }

    [Fact]
    public void S20_a_deferred_visitor_who_writes_in_open_hours_waits_and_out_of_them_keeps_the_menu()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { ScheduleId = Desks.Office }));
        scene.After(8 * Hour);
        scene.Arrive(1);
        scene.Session(1).Status.ShouldBe(SessionStatus.Deferred);
        var wanted = scene.Session(1).EnqueuedAt;
        Wrote(scene).Changed.ShouldBeFalse();
        scene.Session(1).Segment.ShouldBe(1);
        var stored = scene.Session(1);

        scene.After(14 * Hour);
        Wrote(scene, stored: stored);

        scene.Session(1).Status.ShouldBe(SessionStatus.Queued);
        scene.Session(1).EnqueuedAt.ShouldBe(wanted);
    }

    [Fact]
    public void A_session_that_goes_on_is_remembered_though_it_was_to_be_forgotten()
    {
        var scene = Ended(Desks.Agent(1));
        scene.After(300);
        Wrote(scene);
        scene.After(Hour);
        scene.Session(1).Status.ShouldBe(SessionStatus.Active);
        scene.Finish(1);
        scene.After(599);
        scene.Core.Session(1).ShouldNotBeNull();
    }

    [Fact]
    public void What_the_host_tells_is_believed_only_of_what_is_over()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Open(1);
        var open = scene.Session(1) with { Id = 77 };
        Wrote(scene, 77, open).Code().ShouldBe(RefusalCodes.NotFound);
        Wrote(scene, 78, open with { Status = SessionStatus.Ended }).Code().ShouldBe(RefusalCodes.NotFound);
    }

    [Fact]
    public void Case_88_ended_again_the_same_day_nobody_is_asked_a_second_time()
    {
        var scene = Ended(Desks.Agent(1), reply: true);
        scene.Outcomes.SelectMany(o => o.Effects).OfType<SessionEnded>().ShouldHaveSingleItem().SurveyDue.ShouldBeTrue();
        scene.After(300);
        Wrote(scene);
        scene.Do(new FirstReply(1, 1) { At = scene.Now, Seq = 0 });

        var ended = scene.End(1, EndedBy.Agent, 1).Only<SessionEnded>();

        (ended.SurveyDue, ended.SurveySkipped).ShouldBe((false, "recent"));
    }

    [Fact]
    public void Case_89_the_reason_that_no_survey_goes_out_is_recorded()
    {
        var desk = Desks.With(Desks.Agent(1)) with { Channels = [new Channel { Id = "web", ReplyWindowSeconds = 3_600 }] };
        var scene = new Scene(desk);
        scene.Come(1);
        scene.RungAndTaken(1);
        scene.Do(new FirstReply(1, 1) { At = scene.Now, Seq = 0 });
        scene.After(2 * Hour);
        var facts = new ConversationFacts(WaitingOn.Visitor, scene.Now, 3) { VisitorSpokeAt = scene.Now.AddHours(-2) };

        var ended = scene.Do(new Ended(1, EndedBy.Agent, 1) { At = scene.Now, Seq = 0, Facts = facts }).Only<SessionEnded>();

        (ended.SurveyDue, ended.SurveySkipped).ShouldBe((false, "reply_window"));
    }

    [Fact]
    public void Case_87_who_is_ended_in_the_queue_is_not_asked_though_an_agent_wrote_before()
    {
        var desk = Desks.With(Desks.Agent(1), Desks.Agent(2, 5, new Membership(Desks.Support)))
            .Change(Desks.Support, q => q with { ScheduleId = Desks.Office, Closing = ClosingPolicy.End });
        var scene = new Scene(desk);
        scene.Come(1);
        scene.RungAndTaken(1);
        scene.Do(new FirstReply(1, 1) { At = scene.Now, Seq = 0 });
        scene.After(5.9 * Hour);
        scene.ToQueue(1, 1, Desks.Support).Refusal.ShouldBeNull();

        var ended = scene.After(0.2 * Hour).OfType<SessionEnded>().ShouldHaveSingleItem();

        (ended.SurveyDue, ended.SurveySkipped).ShouldBe((false, "in_queue"));
    }

    [Fact]
    public void S22_after_its_time_it_is_archived_and_nothing_brings_it_back()
    {
        var scene = Ended(Desks.Agent(1));
        var stored = scene.Session(1);
        scene.Sleep(24 * Hour - 1);
        Over(scene, stored).Changed.ShouldBeFalse();
        scene.Sleep(1);

        Over(scene, stored).Only<Archived>();

        scene.Session(1).Status.ShouldBe(SessionStatus.Archived);
        Wrote(scene).Changed.ShouldBeFalse();
        scene.Do(new TicketOpened(1, 1) { At = scene.Now, Seq = 0 }).Code().ShouldBe(RefusalCodes.ConversationClosed);
    }

    private static Outcome Over(Scene scene, SessionState stored) => scene.Do(
        new DeadlineDue(1, DeadlineKind.Resume, new ConversationFacts(WaitingOn.Nobody, scene.Now, 0)) { At = scene.Now, Seq = 0, Stored = stored });

    private static Outcome Wrote(Scene scene, long session = 1, SessionState? stored = null) =>
        scene.Do(new MessagePosted(session, PostedBy.Visitor, 9) { At = scene.Now, Seq = 0, Stored = stored, AfterEnd = true });

    private static Scene Ended(Agent first, Agent? second = null, bool reply = false)
    {
        var scene = new Scene(second is null ? [first] : [first, second]);
        scene.Come(1);
        scene.RungAndTaken(1);
        if (reply)
        {
            scene.Do(new FirstReply(1, 1) { At = scene.Now, Seq = 0 });
        }

        scene.Finish(1);
        return scene;
    }
}
