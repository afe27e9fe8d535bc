using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Sessions;

public sealed class SilenceTests
{
    [Fact]
    public void D1_warning_countdown_and_close_come_at_their_times()
    {
        var scene = Served();
        var since = scene.Now;
        scene.After(179);
        Silent(scene, since).Changed.ShouldBeFalse();
        scene.After(1);
        Silent(scene, since).Effects.Notes().ShouldBe([NoteKinds.SilenceWarning]);
        Silent(scene, since).Changed.ShouldBeFalse();
        scene.After(120);
        var countdown = Silent(scene, since).Only<SystemNote>();
        countdown.Kind.ShouldBe(NoteKinds.SilenceCountdown);
        countdown.Args["closesAt"].ShouldBe("2026-03-02T12:10:00.0000000Z");
        scene.After(299);
        Silent(scene, since).Changed.ShouldBeFalse();
        scene.After(1);
        var closed = Silent(scene, since);
        closed.Effects.Notes().ShouldBe([NoteKinds.ClosedSilence, NoteKinds.Ended]);
        closed.Only<SessionEnded>().Reason.ShouldBe(EndReasons.Silence);
    }

    [Theory]
    [InlineData(180, 60, 0, 600, 60)]
    [InlineData(20, 60, 0, 600, 20)]
    [InlineData(180, 60, 10, 600, 10)]
    [InlineData(180, 60, 0, 30, 30)]
    public void D6_no_deadline_that_begins_with_a_word_is_due_sooner_than_the_soonest(int warn, int reply, int inactive, int idle, int soonest)
    {
        var scene = Served();
        var desk = scene.Desk.Change(Desks.Sales, q => q with
        {
            Silence = q.Silence with { WarnSeconds = warn }, ReplyDue = q.ReplyDue with { WarnSeconds = reply }, InactiveSeconds = inactive,
        }) with { BotSettings = new BotSettings { IdleCloseSeconds = idle } };
        var served = scene.Session(1);
        var withBot = served with { Status = SessionStatus.Bot, Assignment = null, StatusSince = scene.Now };
        var due = (from session in new[] { served, withBot }
                   from waiting in Enum.GetValues<WaitingOn>()
                   select SessionDeadlines.Next(session, new ConversationFacts(waiting, scene.Now, 9), desk)).OfType<Deadline>().Min(d => d.DueAt);

        (due - scene.Now).ShouldBe(TimeSpan.FromSeconds(soonest));
        SessionDeadlines.SoonestAfterAWord(desk).ShouldBe(TimeSpan.FromSeconds(soonest));
    }

    [Fact]
    public void D2_a_notice_that_came_late_moves_the_later_ones_by_as_much()
    {
        var scene = Served();
        var since = scene.Now;
        scene.After(1_000);
        Silent(scene, since).Effects.Notes().ShouldBe([NoteKinds.SilenceWarning]);
        Silent(scene, since).Changed.ShouldBeFalse();
        Next(scene, since)!.DueAt.ShouldBe(scene.Now.AddSeconds(120));
        scene.After(150);
        Silent(scene, since).Effects.Notes().ShouldBe([NoteKinds.SilenceCountdown]);
        Next(scene, since)!.DueAt.ShouldBe(scene.Now.AddSeconds(300));
    }

    [Fact]
    public void D3_a_word_from_the_visitor_or_still_here_begins_anew()
    {
        var scene = Served();
        var since = scene.Now;
        scene.After(300);
        Silent(scene, since);
        scene.Due(1, DeadlineKind.Silence, WaitingOn.Visitor, scene.Now, 1).Changed.ShouldBeFalse();
        var stillHere = new ConversationFacts(WaitingOn.Visitor, scene.Now, 1);
        var next = SessionDeadlines.Next(scene.Session(1), stillHere, scene.Desk, DeadlineKind.Silence)!;
        (next.Step, next.DueAt).ShouldBe((DeadlineStep.Warn, scene.Now.AddSeconds(180)));
        var written = new ConversationFacts(WaitingOn.Visitor, scene.Now, 5);
        SessionDeadlines.Next(scene.Session(1), written, scene.Desk, DeadlineKind.Silence)!.Step.ShouldBe(DeadlineStep.Warn);
    }

    [Theory]
    [InlineData(WaitingOn.Service)]
    [InlineData(WaitingOn.Nobody)]
    public void Case_84_nothing_closes_while_the_agent_owes_the_answer(WaitingOn on)
    {
        var scene = Served();
        var since = scene.Now;
        scene.After(600);
        scene.Due(1, DeadlineKind.Silence, on, since).Changed.ShouldBeFalse();
        scene.Session(1).Status.ShouldBe(SessionStatus.Active);
    }

    [Fact]
    public void Case_84_D4_the_agents_debt_raises_a_warning_and_an_alarm_once_each()
    {
        var scene = Served();
        var since = scene.Now;
        scene.After(60);
        var warning = scene.Due(1, DeadlineKind.ReplyDue, WaitingOn.Service, since).Only<Alert>();
        (warning.Severity, warning.AgentId, warning.Reason).ShouldBe((AlertSeverity.Warning, 1, AlertReasons.ReplyDue));
        scene.Due(1, DeadlineKind.ReplyDue, WaitingOn.Service, since).Changed.ShouldBeFalse();
        scene.After(60);
        scene.Due(1, DeadlineKind.ReplyDue, WaitingOn.Service, since).Only<Alert>().Severity.ShouldBe(AlertSeverity.Alarm);
        scene.After(600);
        scene.Due(1, DeadlineKind.ReplyDue, WaitingOn.Service, since).Changed.ShouldBeFalse();
        scene.Due(1, DeadlineKind.ReplyDue, WaitingOn.Service, since.AddSeconds(30), 2).Only<Alert>().Severity.ShouldBe(AlertSeverity.Warning);
    }

    [Fact]
    public void Case_84_D4_what_the_visitor_adds_while_waiting_raises_nothing_again()
    {
        var scene = Served();
        var since = scene.Now;
        scene.After(60);
        scene.Due(1, DeadlineKind.ReplyDue, WaitingOn.Service, since).Only<Alert>().Severity.ShouldBe(AlertSeverity.Warning);
        scene.Due(1, DeadlineKind.ReplyDue, WaitingOn.Service, since, 2).Changed.ShouldBeFalse();
        scene.After(60);
        scene.Due(1, DeadlineKind.ReplyDue, WaitingOn.Service, since, 3).Only<Alert>().Severity.ShouldBe(AlertSeverity.Alarm);
        scene.Due(1, DeadlineKind.ReplyDue, WaitingOn.Service, since, 4).Changed.ShouldBeFalse();
        SessionDeadlines.Next(scene.Session(1), new ConversationFacts(WaitingOn.Service, since, 5), scene.Desk, DeadlineKind.ReplyDue).ShouldBeNull();
    }

    [Fact]
    public void Case_87_a_session_that_waits_is_not_closed_for_silence_and_abandoning_asks_for_no_rating()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Arrive(1);
        scene.After(900);
        scene.Due(1, DeadlineKind.Silence, WaitingOn.Visitor, Scene.Start).Changed.ShouldBeFalse();
        scene.End(1, EndedBy.System, null, null, EndReasons.Silence).Only<SessionEnded>().SurveyDue.ShouldBeFalse();
    }

    [Fact]
    public void D5_a_visitor_gone_from_the_chat_is_shown_as_left_and_as_back()
    {
        var scene = Served();
        scene.Leave(1);
        var left = scene.Now;
        scene.After(179);
        scene.Due(1, DeadlineKind.VisitorLeft, WaitingOn.Visitor, left).Changed.ShouldBeFalse();
        scene.After(1);
        scene.Due(1, DeadlineKind.VisitorLeft, WaitingOn.Visitor, left).Effects.Notes().ShouldBe([NoteKinds.VisitorLeft]);
        scene.Due(1, DeadlineKind.VisitorLeft, WaitingOn.Visitor, left).Changed.ShouldBeFalse();
        scene.Session(1).Status.ShouldBe(SessionStatus.Active);
        scene.Back(1).Effects.Notes().ShouldBe([NoteKinds.VisitorBack]);
    }

    [Fact]
    public void D6_what_is_armed_is_what_fires_and_the_earliest_is_armed()
    {
        var scene = Served();
        scene.Leave(1);
        var facts = new ConversationFacts(WaitingOn.Visitor, scene.Now.AddSeconds(-10), 1);
        for (var step = 0; step < 4; step++)
        {
            var next = SessionDeadlines.Next(scene.Session(1), facts, scene.Desk)!;
            scene.Sleep((next.DueAt - scene.Now).TotalSeconds - 0.001);
            scene.Do(new DeadlineDue(1, next.Kind, facts) { At = default, Seq = 0 }).Changed.ShouldBeFalse();
            scene.Sleep(0.001);
            scene.Do(new DeadlineDue(1, next.Kind, facts) { At = default, Seq = 0 }).Changed.ShouldBeTrue();
        }

        scene.Session(1).Status.ShouldBe(SessionStatus.Ended);
        SessionDeadlines.Next(scene.Session(1), facts, scene.Desk).ShouldBeNull();
    }

    [Fact]
    public void D7_a_word_owed_before_the_visitor_turned_to_the_bot_does_not_keep_the_session_open()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Arrive(1, "bot-shop");
        var wrote = scene.Now;
        scene.After(60);
        scene.Do(new WaitCancelled(1) { At = default, Seq = 0 });
        var owed = new ConversationFacts(WaitingOn.Service, wrote, 3);
        SessionDeadlines.Next(scene.Session(1), owed, scene.Desk)!.DueAt.ShouldBe(scene.Now.AddSeconds(600));
        var asked = new ConversationFacts(WaitingOn.Service, scene.Now, 4);
        SessionDeadlines.Next(scene.Session(1), asked, scene.Desk).ShouldBeNull();
    }

    private static Outcome Silent(Scene scene, DateTimeOffset since) => scene.Due(1, DeadlineKind.Silence, WaitingOn.Visitor, since);

    private static Deadline? Next(Scene scene, DateTimeOffset since) => SessionDeadlines.Next(
        scene.Session(1), new ConversationFacts(WaitingOn.Visitor, since, 1), scene.Desk, DeadlineKind.Silence);

    private static Scene Served()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        return scene;
    }
}
