using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Jobs;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Surveys;
using ServiceDesk.Server.Tests.Messaging;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Surveys;

public sealed class SurveyTests
{
    private static CancellationToken Cancellation => Served.Cancellation;

    [Fact]
    public async Task The_visitor_of_a_served_session_is_asked_once_and_rates_once()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var session = await Ended(agent, visitor);
        await using var stranger = await VisitorBot.Connect(host.Chat, Cancellation);
        var hub = await visitor.Hub(Cancellation);
        var rating = new SubmitSurveyRequest(Guid.CreateVersion7(), session, 4, Solved: true, Comment: " quick ");

        (await (await stranger.Hub(Cancellation)).SubmitSurvey(rating)).Error!.Code.ShouldBe(ErrorCodes.NotFound);
        (await hub.SubmitSurvey(rating with { Score = 6 })).Error!.Code.ShouldBe(ErrorCodes.Invalid);
        var first = (await hub.SubmitSurvey(rating)).Value!;
        var again = (await hub.SubmitSurvey(rating)).Value!;
        var other = await hub.SubmitSurvey(rating with { Score = 1 });
        var second = await hub.SubmitSurvey(rating with { CommandId = Guid.CreateVersion7() });

        first.Survey.ShouldBe(new SurveyView(SurveyPhase.Answered, 4, first.Survey!.ExpiresAt));
        again.Survey.ShouldBe(first.Survey);
        other.Error!.Code.ShouldBe(ErrorCodes.IdempotencyConflict);
        second.Error!.Code.ShouldBe(ErrorCodes.AlreadyTaken);
        visitor.Seen.Count(e => e.Type == EventTypes.Survey).ShouldBe(1);
        var row = await Eventually.Some(
            () => agent.Inbox.Sessions.LastOrDefault(s => s.SessionId == session && s.Rating is not null), Cancellation);
        (row.Rating, row.RatingComment).ShouldBe((4, "quick"));
    }

    [Fact]
    public async Task The_rating_shows_on_the_live_board()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var session = await Ended(agent, visitor);
        (await (await visitor.Hub(Cancellation)).SubmitSurvey(new SubmitSurveyRequest(Guid.CreateVersion7(), session, 5))).Ok.ShouldBeTrue();
        var supervisor = new StaffCaller(1, "Sam", [StaffRoles.Supervisor]);

        var board = await host.Get<LiveBoard>().Watch(supervisor, "test", new BoardRequest(), Cancellation);

        (board.Value!.Totals.RatingMean, board.Value.Totals.RatingCount).ShouldBe((5, 1));
    }

    [Fact]
    public async Task A_session_that_nobody_answered_is_followed_by_no_survey()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await visitor.WantPerson(Cancellation);

        (await (await visitor.Hub(Cancellation)).End(new SessionCommand(Guid.CreateVersion7(), visitor.Session!.SessionId))).Ok.ShouldBeTrue();
        await Served.OutboxEmpty(host);

        (await Served.Read(host, db => db.Surveys.CountAsync(Cancellation))).ShouldBe(0);
    }

    [Fact]
    public async Task An_open_survey_expires_by_its_job_and_takes_no_answer()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var session = await Ended(agent, visitor);
        await Served.Write(host, db => db.Surveys.ExecuteUpdateAsync(
            set => set.SetProperty(s => s.ExpiresAt, TimeProvider.System.Now().AddSeconds(1)), Cancellation));

        await host.Get<SurveyJobs>().ArmAll(Cancellation);

        await Eventually.Some(
            () => visitor.Inbox.Sessions.LastOrDefault(s => s.Survey?.Phase == SurveyPhase.Expired), Cancellation);
        var late = await (await visitor.Hub(Cancellation)).SubmitSurvey(new SubmitSurveyRequest(Guid.CreateVersion7(), session, 5));
        late.Error!.Code.ShouldBe(ErrorCodes.OfferExpired);
    }

    [Fact]
    public async Task A_reminder_is_given_once()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        await Ended(agent, visitor);
        await Served.Write(host, db => db.Surveys.ExecuteUpdateAsync(
            set => set.SetProperty(s => s.RemindAt, TimeProvider.System.Now().AddSeconds(-1)), Cancellation));

        await host.Get<RemindOfSurveys>().Run(Cancellation);
        await host.Get<RemindOfSurveys>().Run(Cancellation);

        await Eventually.True(() => visitor.Seen.Count(e => e.Type == EventTypes.Survey) == 2, Cancellation);
        (await Served.Events(host, visitor.Session!.ConversationId)).Count(e => e.Type == EventTypes.Survey).ShouldBe(2);
    }

    /// <summary>Serves and ends the visitor's session and waits for the invitation.</summary>
    private static async Task<long> Ended(AgentBot agent, VisitorBot visitor)
    {
        var served = await agent.Serves(visitor);
        var hub = await agent.Hub(Cancellation);
        await Eventually.True(() => visitor.Seen.Any(e => e.Body.Text == "Hello, how can I help?"), Cancellation);
        var end = await hub.End(new VersionedCommand(Guid.CreateVersion7(), served.SessionId, served.Version));
        end.Error.ShouldBeNull();
        await Eventually.True(() => visitor.Seen.Any(e => e.Type == EventTypes.Survey), Cancellation);
        visitor.Seen.Last(e => e.Type == EventTypes.Survey).Body.Survey!.SessionId.ShouldBe(served.SessionId);
        return served.SessionId;
    }
}
