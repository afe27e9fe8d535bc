using Hangfire;
using Hangfire.Storage.Monitoring;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Jobs;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Tests.Messaging;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Jobs;

/// <summary>Silence and its kin on the job store, with the shortest times that a desk may have.</summary>
public sealed class SessionDeadlineJobsTests
{
    private static readonly Dictionary<string, string?> Short = new()
    {
        ["Demo:SilenceWarnSeconds"] = "10",
        ["Demo:SilenceCountdownSeconds"] = "12",
        ["Demo:SilenceCloseSeconds"] = "14",
        ["Demo:ReplyWarnSeconds"] = "5",
        ["Demo:ReplyAlarmSeconds"] = "6",
    };

    private static CancellationToken Cancellation => Served.Cancellation;

    [Fact]
    public async Task A_silent_visitor_is_warned_and_the_session_closed_by_the_job_in_the_store()
    {
        await using var host = await TestHost.Start(Short);
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var served = await agent.Serves(visitor);
        var spoken = await SaidAt(visitor, "Hello, how can I help?");

        var job = await Armed(host, served.SessionId, spoken.AddSeconds(10));
        job.Job.Args.ShouldAllBe(a => a is long || a is CancellationToken);
        var warning = await visitor.Noted(NoteKinds.SilenceWarning, TimeSpan.FromSeconds(20));
        var countdown = await visitor.Noted(NoteKinds.SilenceCountdown);
        var ended = await visitor.Noted(NoteKinds.Ended);

        (warning.At - spoken).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(10));
        (countdown.At - warning.At).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2));
        (ended.At - countdown.At).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2));
        ended.Body.Note!.Args["reason"].ShouldBe("silence");
    }

    [Fact]
    public async Task One_job_is_armed_per_session_however_much_is_said()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var served = await agent.Serves(visitor);
        for (var i = 0; i < 5; i++)
        {
            await visitor.Say($"word {i}", Cancellation);
            await agent.Say(served.ConversationId, $"answer {i}", Cancellation);
            await Task.Delay(150, Cancellation);
        }

        JobsOf(host, served.SessionId).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_word_that_is_owed_sooner_than_the_armed_job_arms_a_sooner_one()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var served = await agent.Serves(visitor);
        await agent.Say(served.ConversationId, "Hello, how can I help?", Cancellation);
        var greeted = await Served.Read(host, db => db.Conversations.Where(c => c.Id == served.ConversationId).Select(c => c.WaitingSince!.Value).SingleAsync(Cancellation));
        await Armed(host, served.SessionId, greeted.AddSeconds(180));

        await visitor.Say("My order is late", Cancellation);
        var owed = await Served.Read(host, db => db.Conversations.Where(c => c.Id == served.ConversationId).Select(c => c.WaitingSince!.Value).SingleAsync(Cancellation));
        await Armed(host, served.SessionId, owed.AddSeconds(60));
        JobsOf(host, served.SessionId).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Jobs_are_armed_again_from_state_after_a_restart()
    {
        var folder = TestDesk.NewFolder();
        try
        {
            SessionRow served;
            DateTimeOffset spoken;
            await using (var host = await TestHost.Start(Short, folder: folder))
            {
                await using var visitor = await Served.Greeted(host);
                await using var agent = await Served.Online(host);
                served = await agent.Serves(visitor);
                spoken = await SaidAt(visitor, "Hello, how can I help?");
            }

            await using var again = await TestHost.Start(Short, folder: folder);
            await Armed(again, served.SessionId, spoken.AddSeconds(10));
            await Eventually.True(
                () => Served.Events(again, served.ConversationId).Result.Any(e => e.Body().Note?.Kind == NoteKinds.SilenceWarning),
                Cancellation,
                TimeSpan.FromSeconds(20));
        }
        finally
        {
            TestDesk.Delete(folder);
        }
    }

    [Fact]
    public async Task A_word_of_the_visitor_cancels_the_silence()
    {
        await using var host = await TestHost.Start(Short);
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var served = await agent.Serves(visitor);
        await visitor.Noted(NoteKinds.SilenceWarning, TimeSpan.FromSeconds(20));

        await visitor.Say("Still thinking", Cancellation);
        await Task.Delay(TimeSpan.FromSeconds(5), Cancellation);

        visitor.Seen.ShouldNotContain(e => e.Body.Note != null && e.Body.Note.Kind == NoteKinds.Ended);
        (await Served.Read(host, db => db.Sessions.Where(s => s.Id == served.SessionId).Select(s => s.Open).SingleAsync(Cancellation))).ShouldBeTrue();
    }

    [Fact]
    public async Task Typing_puts_the_silence_off_once()
    {
        await using var host = await TestHost.Start(new Dictionary<string, string?>(Short) { ["Jobs:TypingHoldSeconds"] = "4" });
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var served = await agent.Serves(visitor);
        var spoken = await SaidAt(visitor, "Hello, how can I help?");
        var jobs = host.Get<SessionDeadlineJobs>();
        DateTimeOffset typed = default;
        while (visitor.Seen.All(e => e.Body.Note?.Kind != NoteKinds.SilenceWarning) && TimeProvider.System.GetUtcNow() < spoken.AddSeconds(25))
        {
            // Somebody types all the time: only the first signal that meets the due step counts.
            jobs.Typing(served.ConversationId);
            typed = typed == default && TimeProvider.System.GetUtcNow() > spoken.AddSeconds(10) ? TimeProvider.System.GetUtcNow() : typed;
            await Task.Delay(250, Cancellation);
        }

        var warning = await visitor.Noted(NoteKinds.SilenceWarning);
        (warning.At - spoken).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(13.5));
    }

    [Fact]
    public async Task What_no_job_took_is_taken_by_the_sweep()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var served = await agent.Serves(visitor);
        await SaidAt(visitor, "Hello, how can I help?");
        await Served.Write(host, db => db.Conversations.ExecuteUpdateAsync(
            set => set.SetProperty(c => c.WaitingSince, TimeProvider.System.Now().AddMinutes(-4)), Cancellation));

        await host.Get<SessionDeadlineJobs>().Sweep(Cancellation);

        await visitor.Noted(NoteKinds.SilenceWarning);
        // The job for the countdown takes the place of the one that waited for the warning, in its own time.
        await Eventually.True(() => JobsOf(host, served.SessionId).Count == 1, Cancellation);
    }

    [Fact]
    public async Task An_answer_that_the_agent_owes_raises_an_alert_and_closes_nothing()
    {
        await using var host = await TestHost.Start(Short);
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var served = await agent.Serves(visitor);
        await visitor.Say("Where is my parcel?", Cancellation);

        await Eventually.True(() => Alerts(host, served.SessionId).Count == 2, Cancellation, TimeSpan.FromSeconds(20));

        Alerts(host, served.SessionId).ShouldAllBe(payload => payload.Contains("reply_due"));
        visitor.Seen.ShouldNotContain(e => e.Body.Note != null && e.Body.Note.Kind == NoteKinds.Ended);
    }

    [Fact]
    public async Task A_visitor_who_left_is_noted_by_the_job()
    {
        await using var host = await TestHost.Start(new Dictionary<string, string?> { ["Demo:VisitorLeftSeconds"] = "2" });
        await using var agent = await Served.Online(host);
        SessionRow served;
        await using (var visitor = await Served.Greeted(host))
        {
            served = await agent.Serves(visitor);
        }

        await Eventually.True(
            () => agent.Seen.Any(e => e.Conversation == served.ConversationId && e.Event.Body.Note?.Kind == NoteKinds.VisitorLeft),
            Cancellation,
            TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Sessions_with_the_bot_have_their_job_too()
    {
        await using var host = await TestHost.Start(new Dictionary<string, string?> { ["Demo:BotIdleSeconds"] = "30" });
        await using var visitor = await Served.Greeted(host);

        var job = await Eventually.Some(() => JobsOf(host, visitor.Session!.SessionId).SingleOrDefault(), Cancellation);

        (job.EnqueueAt - DateTime.UtcNow).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(20));
    }

    private static async Task<DateTimeOffset> SaidAt(VisitorBot visitor, string text) =>
        (await Eventually.Some(() => visitor.Seen.FirstOrDefault(e => e.Body.Text == text), Cancellation)).At;

    private static List<string> Alerts(TestHost host, long session)
    {
        using var db = host.OpenDb();
        return [.. db.RoutingEffects.Where(e => e.SessionId == session && e.Type == "Alert").Select(e => e.Payload)];
    }

    private static async Task<ScheduledJobDto> Armed(TestHost host, long session, DateTimeOffset due)
    {
        var job = await Eventually.Some(
            () => JobsOf(host, session).FirstOrDefault(j => (j.EnqueueAt - due.UtcDateTime).Duration() < TimeSpan.FromSeconds(2)),
            Cancellation);
        return job;
    }

    private static List<ScheduledJobDto> JobsOf(TestHost host, long session) =>
    [
        .. host.Get<JobStorage>().GetMonitoringApi().ScheduledJobs(0, 1000).Select(j => j.Value)
            .Where(j => j.Job.Type == typeof(SessionDeadlineJobs) && Equals(j.Job.Args[0], session)),
    ];
}
