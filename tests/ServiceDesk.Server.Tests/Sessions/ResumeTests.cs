using Microsoft.EntityFrameworkCore;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Jobs;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Tests.Messaging;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;
using NoteKinds = ServiceDesk.Contracts.NoteKinds;

namespace ServiceDesk.Server.Tests.Sessions;

/// <summary>What is over goes on, over the real hubs (rules S20 to S22).</summary>
public sealed class ResumeTests
{
    private static CancellationToken Cancellation => Served.Cancellation;

    [Fact]
    public async Task S20_the_visitors_next_word_brings_the_session_back_to_its_agent_in_a_new_segment()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var served = await agent.Serves(visitor);
        await End(agent, served);
        var ended = await visitor.Phase(SessionPhase.Ended, Cancellation);
        ended.ResumableUntil.ShouldNotBeNull().ShouldBeGreaterThan(TimeProvider.System.GetUtcNow().AddHours(23));

        var ack = await visitor.Say("One more thing", Cancellation);

        var active = await visitor.Phase(SessionPhase.Active, Cancellation);
        active.SessionId.ShouldBe(served.SessionId);
        active.ResumableUntil.ShouldBeNull();
        (await agent.Say(served.ConversationId, "Of course", Cancellation)).Duplicate.ShouldBeFalse();
        await using var db = host.OpenDb();
        var segments = await db.Segments.Where(s => s.SessionId == served.SessionId).OrderBy(s => s.No).ToListAsync(Cancellation);
        segments.Select(s => (s.No, s.CloseReason)).ShouldBe([(1, "resolved"), (2, null)]);
        segments[1].FromSeq.ShouldBe(ack.Seq);
        segments[0].ToSeq.ShouldNotBeNull().ShouldBeLessThan(ack.Seq);
        (await db.Assignments.Where(a => a.SessionId == served.SessionId).OrderBy(a => a.From).Select(a => new { a.Segment, a.State }).ToListAsync(Cancellation))
            .Select(a => (a.Segment, a.State)).ShouldBe([(1, "done"), (2, "active")]);
    }

    [Fact]
    public async Task Case_46_with_the_agent_gone_a_colleague_is_rung()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var served = await agent.Serves(visitor);
        await End(agent, served);
        await (await agent.Hub(Cancellation)).WrapUpDone(new SessionCommand(Guid.CreateVersion7(), served.SessionId));
        await agent.Choose(Presence.Offline, Cancellation);
        await using var colleague = await Served.Online(host, TestDesk.Lee);

        await visitor.Say("One more thing", Cancellation);

        (await colleague.Accept(await colleague.Ringing(Cancellation, served.SessionId), Cancellation)).Phase.ShouldBe(SessionPhase.Active);
    }

    [Fact]
    public async Task S20_who_was_only_with_the_bot_is_answered_by_it()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await (await visitor.Hub(Cancellation)).End(new SessionCommand(Guid.CreateVersion7(), visitor.Session!.SessionId));
        await visitor.Phase(SessionPhase.Ended, Cancellation);

        await visitor.Say("How long does delivery take?", Cancellation);

        (await visitor.BotSays(2)).Body.Text.ShouldNotBeNullOrEmpty();
        await visitor.Phase(SessionPhase.Bot, Cancellation);
    }

    [Fact]
    public async Task S20_after_a_restart_the_router_reads_what_it_had_forgotten()
    {
        var folder = TestDesk.NewFolder();
        try
        {
            SessionRow served;
            string token;
            await using (var host = await TestHost.Start(folder: folder))
            {
                await using var visitor = await Served.Greeted(host);
                await using var agent = await Served.Online(host);
                served = await agent.Serves(visitor);
                await End(agent, served);
                await (await agent.Hub(Cancellation)).WrapUpDone(new SessionCommand(Guid.CreateVersion7(), served.SessionId));
                token = visitor.Credentials.ResumeToken!;
            }

            await using var again = await TestHost.Start(folder: folder);
            await using var colleague = await Served.Online(again, TestDesk.Lee);
            await using var back = await VisitorBot.Connect(again.Chat, Cancellation, token);
            (await (await back.Hub(Cancellation)).Send(new SendRequest(
                served.ConversationId, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = "Still me" }))).OrThrow();

            (await colleague.Ringing(Cancellation, served.SessionId)).ConversationId.ShouldBe(served.ConversationId);
        }
        finally
        {
            TestDesk.Delete(folder);
        }
    }

    [Fact]
    public async Task Case_88_a_session_that_goes_on_is_not_asked_about_twice()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var served = await agent.Serves(visitor);
        await End(agent, served);
        await Eventually.True(() => visitor.Seen.Any(e => e.Body.Survey is not null), Cancellation);
        await visitor.Say("One more thing", Cancellation);
        await visitor.Phase(SessionPhase.Active, Cancellation);
        await agent.Say(served.ConversationId, "Of course", Cancellation);
        await Served.OutboxEmpty(host);

        await End(agent, served);

        await visitor.Phase(SessionPhase.Ended, Cancellation);
        await Served.OutboxEmpty(host);
        visitor.Seen.Count(e => e.Body.Survey is not null).ShouldBe(1);
        await using var db = host.OpenDb();
        (await db.RoutingEffects.Where(e => e.SessionId == served.SessionId && e.Type == "SessionEnded").OrderByDescending(e => e.Seq)
            .Select(e => e.Payload).FirstAsync(Cancellation)).ShouldContain("recent");
    }

    [Fact]
    public async Task S22_when_its_time_is_over_the_session_is_archived_and_takes_no_word()
    {
        await using var host = await TestHost.Start();
        await Publish(host, desk => desk with { EntryPoints = [.. desk.EntryPoints.Select(e => e with { ResumeSeconds = 1 })] });
        await using var visitor = await Served.Greeted(host);
        var hub = await visitor.Hub(Cancellation);
        await hub.End(new SessionCommand(Guid.CreateVersion7(), visitor.Session!.SessionId));
        await Task.Delay(1_200, Cancellation);

        await host.Get<ArchiveSessions>().Run(Cancellation);

        (await Served.Read(host, db => db.Sessions.Where(s => s.Id == visitor.Session.SessionId).Select(s => s.State).SingleAsync(Cancellation)))
            .ShouldBe("archived");
        (await hub.QueueStatus(new SessionCommand(Guid.CreateVersion7(), visitor.Session.SessionId))).OrThrow().Phase.ShouldBe(SessionPhase.Ended);
        (await hub.Send(new SendRequest(
            visitor.Session.ConversationId, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = "Too late" }))).Error!.Code
            .ShouldBe(ErrorCodes.ConversationClosed);
    }

    internal static async Task Publish(TestHost host, Func<Desk, Desk> change)
    {
        var desk = host.Get<CurrentDesk>().Value;
        var next = change(desk) with { Version = desk.Version + 1 };
        await using var db = host.OpenDb();
        db.Rulesets.Add(Rulesets.Row(next, "test", host.Get<TimeProvider>().Now()));
        await db.SaveChangesAsync(Cancellation);
        (await host.Get<RoutingDomain>().Submit(
            Guid.CreateVersion7(), new RulesetPublished(next) { At = default, Seq = 0 }, Cancellation)).Error.ShouldBeNull();
    }

    private static async Task End(AgentBot agent, SessionRow served)
    {
        var hub = await agent.Hub(Cancellation);
        var now = (await hub.Sessions(new SessionsRequest(SessionsView.Mine))).OrThrow().Sessions.Single(s => s.SessionId == served.SessionId);
        (await hub.End(new VersionedCommand(Guid.CreateVersion7(), served.SessionId, now.Version))).OrThrow();
    }
}
