using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Agents;

/// <summary>Over the whole server: real sockets, real clients, the demo desk.</summary>
public sealed class JourneyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_who_looks_is_told_each_step_from_the_bot_to_the_end_of_wrap_up()
    {
        await using var host = await TestHost.Start();
        await using var ana = await AgentBot.Connect(host.Desk, TestDesk.Ana, Cancellation);
        await ana.Choose(Presence.Online, Cancellation);
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        var session = await visitor.Open(Cancellation);
        session.Phase.ShouldBe(SessionPhase.Bot);

        await visitor.WantPerson(Cancellation);
        var offer = await ana.Ringing(Cancellation, session.SessionId);
        offer.Why.ShouldNotBeNullOrWhiteSpace();
        offer.Deadline.ShouldBeGreaterThan(offer.ServerTime);
        var row = await ana.Accept(offer, Cancellation);
        row.Phase.ShouldBe(SessionPhase.Active);
        row.AgentId.ShouldBe(ana.Credentials.User.Id);
        (await visitor.Phase(SessionPhase.Active, Cancellation)).AgentName.ShouldBe("Ana");
        await Eventually.True(() => ana.Inbox.OfferEnds.Any(e => e.OfferId == offer.OfferId && e.Outcome == "accepted"), Cancellation);
        await Eventually.True(() => ana.Inbox.Selves.Last().Load == 1, Cancellation);

        await ana.Say(row.ConversationId, "Hello, how can I help?", Cancellation);
        await Eventually.True(() => ana.Inbox.Sessions.Last() is { WaitingOn: WaitingOn.Visitor, LastText: "Hello, how can I help?" }, Cancellation);
        await visitor.Say("It is late.", Cancellation);
        await Eventually.True(() => ana.Inbox.Sessions.Last() is { WaitingOn: WaitingOn.Service, ReplyDueAt: not null }, Cancellation);
        await ana.Say(row.ConversationId, "Hello, how can I help?", Cancellation);
        var hub = await ana.Hub(Cancellation);
        var mine = (await hub.Sessions(new SessionsRequest(SessionsView.Mine))).OrThrow().Sessions.ShouldHaveSingleItem();
        mine.LastText.ShouldBe("Hello, how can I help?");
        mine.WaitingOn.ShouldBe(WaitingOn.Visitor);

        var ended = (await hub.End(new VersionedCommand(Guid.CreateVersion7(), row.SessionId, mine.Version))).OrThrow();
        ended.Phase.ShouldBe(SessionPhase.Ended);
        ended.WrapUpUntil.ShouldNotBeNull();
        (await visitor.Phase(SessionPhase.Ended, Cancellation)).CloseReason.ShouldBe("resolved");
        (await hub.WrapUpDone(new SessionCommand(Guid.CreateVersion7(), row.SessionId))).Ok.ShouldBeTrue();
        await Eventually.True(() => ana.Inbox.Selves.Last().Load == 0, Cancellation);
        (await hub.Sessions(new SessionsRequest(SessionsView.Mine))).OrThrow().Sessions.ShouldBeEmpty();
        var all = (await hub.Sessions(new SessionsRequest(SessionsView.All))).OrThrow().Sessions;
        all.ShouldHaveSingleItem().CloseReason.ShouldBe("resolved");
    }

    [Fact]
    public async Task Who_waits_sees_a_place_and_the_ring_moves_to_a_colleague_who_takes_it()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        var session = await visitor.Open(Cancellation);
        (await visitor.WantPerson(Cancellation)).Position.ShouldBe(1);
        await Eventually.True(() => visitor.Inbox.QueueUpdates.Any(u => u.Position == 1), Cancellation);

        await using var ana = await AgentBot.Connect(host.Desk, TestDesk.Ana, Cancellation);
        await ana.Choose(Presence.Online, Cancellation);
        var offer = await ana.Ringing(Cancellation, session.SessionId);
        await using var lee = await AgentBot.Connect(host.Desk, TestDesk.Lee, Cancellation);
        await lee.Choose(Presence.Online, Cancellation);
        (await (await ana.Hub(Cancellation)).DeclineOffer(new DeclineOfferRequest(Guid.CreateVersion7(), offer.OfferId, "busy"))).Ok.ShouldBeTrue();
        await lee.Accept(await lee.Ringing(Cancellation, session.SessionId), Cancellation);
        (await visitor.Phase(SessionPhase.Active, Cancellation)).AgentName.ShouldBe("Lee");
        var why = (await (await lee.Hub(Cancellation)).Explain(new ExplainRequest(session.SessionId))).OrThrow();
        why.Steps.Select(s => s.Kind).ShouldContain("closed");
    }

    [Fact]
    public async Task A_desk_that_is_closed_puts_its_agent_in_grace_and_one_that_returns_ends_it()
    {
        await using var host = await TestHost.Start();
        var ana = await AgentBot.Connect(host.Desk, TestDesk.Ana, Cancellation);
        await ana.Choose(Presence.Online, Cancellation);
        (await Connection(host, ana)).ShouldBe("connected");
        await ana.DisposeAsync();
        await Until(async () => await Connection(host, ana) == "grace");
        await using var again = await AgentBot.Connect(host.Desk, TestDesk.Ana, Cancellation);
        await Until(async () => await Connection(host, again) == "connected");
    }

    [Fact]
    public async Task After_another_writer_was_fenced_out_those_who_are_connected_count_as_connected_again()
    {
        await using var host = await TestHost.Start();
        await using var ana = await AgentBot.Connect(host.Desk, TestDesk.Ana, Cancellation);
        await ana.Choose(Presence.Online, Cancellation);
        await using (var db = host.OpenDb())
        await using (var write = await db.BeginWrite(WriteKind.Routing, Cancellation))
        {
            await db.RoutingDomains.ExecuteUpdateAsync(d => d.SetProperty(r => r.Epoch, r => r.Epoch + 1), Cancellation);
            await write.Commit(Cancellation);
        }

        var refused = await (await ana.Hub(Cancellation)).SetPresence(new SetPresenceRequest(Guid.CreateVersion7(), Presence.Busy));
        refused.Error!.Code.ShouldBe(ErrorCodes.Unavailable);
        host.Get<RoutingCounters>().Fenced.ShouldBe(1);
        await Until(async () => await Connection(host, ana) == "connected");
        (await ana.Choose(Presence.Busy, Cancellation)).Presence.ShouldBe(Presence.Busy);
    }

    [Fact]
    public async Task The_live_board_comes_whole_each_second_to_a_supervisor_and_to_nobody_else()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        await visitor.Open(Cancellation);
        await visitor.WantPerson(Cancellation);

        var boards = new Boards();
        await using var sam = await Monitor(host, TestDesk.Supervisor, boards);
        var first = (await sam.As<IMonitorHub>(Cancellation).Board(new BoardRequest())).OrThrow();
        first.Totals.Waiting.ShouldBe(1);
        first.Totals.LongestWaitSince.ShouldNotBeNull();
        first.Agents.Select(a => a.Name).ShouldBe(["Ana", "Lee", "Mei", "Sam"]);
        first.Queues.Sum(q => q.Waiting).ShouldBe(1);
        await Eventually.True(() => boards.Seen.Count >= 2, Cancellation);

        await using var ana = await AgentBot.Connect(host.Desk, TestDesk.Ana, Cancellation);
        await ana.Choose(Presence.Online, Cancellation);
        await Eventually.True(() => boards.Seen.Last() is { Totals: { Online: 1 } } b && b.Agents.Single(a => a.Name == "Ana").Load == 1, Cancellation);

        (await MayWatch(host, TestDesk.Ana)).ShouldBeFalse();
        (await MayWatch(host, TestDesk.Administrator)).ShouldBeTrue();
    }

    // The transport itself may refuse, or the call.
    private static async Task<bool> MayWatch(TestHost host, string email)
    {
        try
        {
            await using var hub = await Monitor(host, email, new Boards());
            return (await hub.As<IMonitorHub>(Cancellation).Board(new BoardRequest())).Ok;
        }
        catch (Exception refused) when (refused.Message.Contains("403", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private static async Task<string> Connection(TestHost host, AgentBot agent)
    {
        await using var db = host.OpenDb();
        return (await db.AgentStates.AsNoTracking().SingleAsync(a => a.AgentId == agent.Credentials.User.Id, Cancellation)).Connection;
    }

    private static Task Until(Func<Task<bool>> condition) => Tests.Routing.Eventually.True(condition);

    private static async Task<HubConnection> Monitor(TestHost host, string email, Boards boards)
    {
        var staff = await StaffCredentials.SignIn(host.Desk, email, TestDesk.Password, Cancellation);
        var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(host.Desk, "hubs/monitor"), HttpTransportType.WebSockets, http =>
            {
                http.Cookies = staff.Cookies;
                http.Headers["Origin"] = staff.Origin;
                http.SkipNegotiation = true;
            })
            .AddJsonProtocol(json => WireJson.Apply(json.PayloadSerializerOptions))
            .Build();
        hub.On<IMonitorClient>(boards);
        await hub.StartAsync(Cancellation);
        return hub;
    }

    private sealed class Boards : IMonitorClient
    {
        public System.Collections.Concurrent.ConcurrentQueue<BoardState> Seen { get; } = new();

        public Task BoardState(BoardState board)
        {
            Seen.Enqueue(board);
            return Task.CompletedTask;
        }

        public Task Control(Control control) => Task.CompletedTask;
    }
}
