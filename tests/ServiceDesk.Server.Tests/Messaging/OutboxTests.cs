using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Messaging;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Messaging;

/// <summary>Each outbox message has its effect exactly once, whatever happens on the way.</summary>
public sealed class OutboxTests
{
    private static readonly Dictionary<string, string?> Quick = new()
    {
        ["Messaging:SweepSeconds"] = "1",
        ["Messaging:SweepAgeSeconds"] = "1",
        ["Messaging:TryLimit"] = "3",
        ["Messaging:FirstBackOffMilliseconds"] = "20",
    };

    private static CancellationToken Cancellation => Served.Cancellation;

    [Fact]
    public async Task A_message_delivered_again_after_its_effect_has_no_second_one()
    {
        await using var host = await TestHost.Start(Quick);
        await using var visitor = await Served.Greeted(host);
        await visitor.Say("How long does delivery take?", Cancellation);
        await visitor.BotSays(2);
        await Served.OutboxEmpty(host);

        // As a crash leaves it between the effect and the done mark.
        await Served.Write(host, db => db.Outbox.ExecuteUpdateAsync(
            set => set.SetProperty(o => o.DoneAt, (DateTimeOffset?)null).SetProperty(o => o.CreatedAt, DateTimeOffset.UnixEpoch), Cancellation));
        await Served.OutboxEmpty(host);

        var events = await Served.Events(host, visitor.Session!.ConversationId);
        events.Count(e => e.Sender.StartsWith("bot:", StringComparison.Ordinal)).ShouldBe(2);
        (await Served.Read(host, db => db.Outbox.CountAsync(o => o.Tries > 0, Cancellation))).ShouldBe(0);
    }

    [Fact]
    public async Task Rows_of_a_killed_node_are_swept_once()
    {
        await using var host = await TestHost.Start(Quick);
        await AddEndedSessions(host, count: 30, node: "killed");

        await Served.OutboxEmpty(host);

        await ShouldBeInvitedOnce(host, 30);
    }

    [Fact]
    public async Task Two_relays_on_the_same_rows_have_one_effect_each()
    {
        await using var host = await TestHost.Start(Quick);
        var options = host.Get<IOptions<MessagingOptions>>();
        using var settlement = new OutboxSettlement(host.Get<DeskDbs>(), options, TimeProvider.System, NullLogger<OutboxSettlement>.Instance);
        using var other = new OutboxRelay(
            host.Get<DeskDbs>(), host.Get<OutboxBus>(), settlement, new NodeIdentity(), options, TimeProvider.System, NullLogger<OutboxRelay>.Instance);
        await AddEndedSessions(host, count: 100, node: host.Get<NodeIdentity>().Id);

        await other.StartAsync(Cancellation);
        host.Get<OutboxRelay>().Wake();
        await Served.OutboxEmpty(host);
        settlement.InFlight.ShouldBeGreaterThan(0);
        await other.StopAsync(Cancellation);

        await ShouldBeInvitedOnce(host, 100);
    }

    [Fact]
    public async Task Poison_ends_as_dead_letters_and_the_rest_flows()
    {
        await using var host = await TestHost.Start(Quick);
        await using var visitor = await Served.Greeted(host);
        var session = visitor.Session!;
        await Served.Write(host, db =>
        {
            db.Outbox.Add(Row(new BotTurnDue(session.SessionId, session.ConversationId, 999), session.ConversationId));
            db.Outbox.Add(Row(new BotTurnDue(session.SessionId, 888_888, 1), 888_888));
            db.Outbox.Add(Raw(nameof(SurveyDue), "{\"sessionId\": \"many\""));
            db.Outbox.Add(Raw("NobodyKnows", "{}"));
            return Task.CompletedTask;
        });
        host.Get<OutboxRelay>().Wake();

        await visitor.Say("How do I return something?", Cancellation);
        await Eventually.True(() => visitor.OfBot().Count == 2, Cancellation, TimeSpan.FromSeconds(5));
        await Served.OutboxEmpty(host);

        var dead = await Served.Read(host, db => db.Outbox.AsNoTracking().Where(o => o.DeadAt != null).OrderBy(o => o.Id).ToListAsync(Cancellation));
        dead.Select(o => o.Tries).ShouldBe([3, 3, 1, 1]);
        dead.ShouldAllBe(o => o.DoneAt == null && o.LastError != null);
        dead[0].LastError!.ShouldContain("999");
        dead[2].LastError!.ShouldContain("cannot be read");
        dead[3].LastError!.ShouldContain("NobodyKnows");
    }

    [Fact]
    public async Task A_first_reply_reaches_the_router_once()
    {
        await using var host = await TestHost.Start(Quick);
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var row = await agent.Serves(visitor);
        await Served.OutboxEmpty(host);

        await Served.Write(host, db => db.Outbox.Where(o => o.Kind == nameof(LogNotice)).ExecuteUpdateAsync(
            set => set.SetProperty(o => o.DoneAt, (DateTimeOffset?)null).SetProperty(o => o.CreatedAt, DateTimeOffset.UnixEpoch), Cancellation));
        await Served.OutboxEmpty(host);

        var session = await Served.Read(host, db => db.Sessions.AsNoTracking().SingleAsync(s => s.Id == row.SessionId, Cancellation));
        session.FirstReplyAt.ShouldNotBeNull();
        (await Served.Read(host, db => db.RoutingEvents.CountAsync(e => e.Type == "FirstReply", Cancellation))).ShouldBe(1);
    }

    [Fact]
    public async Task Old_done_rows_and_marks_are_deleted_and_dead_letters_stay()
    {
        await using var host = await TestHost.Start(Quick);
        await using var visitor = await Served.Greeted(host);
        await Served.OutboxEmpty(host);
        var old = TimeProvider.System.Now().AddDays(-8);
        await Served.Write(host, async db =>
        {
            await db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(o => o.DoneAt, old), Cancellation);
            await db.Consumed.ExecuteUpdateAsync(set => set.SetProperty(c => c.At, old), Cancellation);
            var dead = Raw("NobodyKnows", "{}");
            dead.DeadAt = old;
            db.Outbox.Add(dead);
            db.Consumed.Add(new Consumed { Consumer = "bot", EventId = Guid.NewGuid(), At = TimeProvider.System.Now() });
        });

        await host.Get<OutboxCleanup>().Run(Cancellation);

        (await Served.Read(host, db => db.Outbox.Select(o => o.Kind).ToListAsync(Cancellation))).ShouldBe(["NobodyKnows"]);
        (await Served.Read(host, db => db.Consumed.CountAsync(Cancellation))).ShouldBe(1);
    }

    private static OutboxRow Row<T>(T message, long conversation)
        where T : notnull => OutboxRows.Of(message, conversation, "killed", DateTimeOffset.UnixEpoch);

    private static OutboxRow Raw(string kind, string payload) => new()
    {
        EventId = Guid.CreateVersion7(),
        Kind = kind,
        Payload = payload,
        Node = "killed",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>Ended sessions whose surveys are due, as the router would have committed them.</summary>
    private static Task AddEndedSessions(TestHost host, int count, string node) => Served.Write(host, db =>
    {
        var at = TimeProvider.System.Now().AddMinutes(-1);
        for (var i = 1; i <= count; i++)
        {
            var id = 1_000_000 + i;
            db.Conversations.Add(new Conversation { Id = id, Kind = "service", VisitorId = $"v{i}", EntryPoint = "shop", WaitingOn = "nobody" });
            db.Sessions.Add(new Session
            {
                Id = id,
                Domain = "main",
                ConversationId = id,
                VisitorId = $"v{i}",
                EntryPoint = "shop",
                Channel = "web",
                SourceUrl = "https://shop.test/",
                SourceTitle = "",
                Locale = "en",
                State = "ended",
                Segment = 1,
                Queue = "sales",
                FirstReplyAt = at,
                EndedAt = at,
                CloseReason = "resolved",
                Core = RoutingJson.Write(new SessionState
                {
                    Id = id,
                    ConversationId = id,
                    VisitorId = $"v{i}",
                    EntryPoint = "shop",
                    CreatedAt = at,
                    Status = SessionStatus.Ended,
                    EndedAt = at,
                }),
            });
            db.Outbox.Add(OutboxRows.Of(new SurveyDue(id, 1, id, at), id, node, at));
        }

        return Task.CompletedTask;
    });

    private static async Task ShouldBeInvitedOnce(TestHost host, int count)
    {
        (await Served.Read(host, db => db.Surveys.CountAsync(Cancellation))).ShouldBe(count);
        (await Served.Read(host, db => db.Events.CountAsync(e => e.Type == EventTypes.Survey, Cancellation))).ShouldBe(count);
        (await Served.Read(host, db => db.Consumed.CountAsync(c => c.Consumer == "survey", Cancellation))).ShouldBe(count);
        (await Served.Read(host, db => db.Conversations.CountAsync(c => c.Id > 1_000_000 && c.HeadSeq == 1, Cancellation))).ShouldBe(count);
    }
}
