using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Routing;

public sealed class LiveBoardTests
{
    private static readonly StaffCaller Supervisor = new(9, "Sue", [StaffRoles.Supervisor]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_board_counts_who_waits_and_who_is_free_by_queue()
    {
        await using var bench = await RoutingBench.Start(Desks.Small(capacity: 1));
        await bench.Online(1, 3);
        var served = await bench.Queue("v1");
        await bench.Accept((await bench.Ringing(served.Id)).Id, 1);
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        var waiting = await bench.Queue("v2");
        await bench.StartSession("v3");

        var board = await Board(bench, null);
        // A command is answered when it is committed; the board hears of it after that.
        for (var look = 0; board.Totals.InBot == 0 && look < 100; look++)
        {
            await Task.Delay(20, Cancellation);
            board = await Board(bench, null);
        }

        (board.Totals.Waiting, board.Totals.Active, board.Totals.InBot).ShouldBe((1, 1, 1));
        (board.Totals.Online, board.Totals.FreeSlots).ShouldBe((2, 1));
        board.Totals.LongestWaitSince.ShouldBe(waiting.QueuedAt);
        board.Queues.Select(q => (q.Id, q.Waiting, q.Active, q.AgentsOnline, q.FreeSlots))
            .ShouldBe([("sales", 1, 1, 1, 0), ("support", 0, 0, 1, 1)]);

        var support = await Board(bench, ["support"]);
        support.Queues.ShouldHaveSingleItem().Id.ShouldBe("support");
        support.Agents.ShouldHaveSingleItem().Name.ShouldBe("Cleo");
        (support.Totals.Waiting, support.Totals.FreeSlots).ShouldBe((0, 1));
    }

    [Fact]
    public async Task The_longest_wait_does_not_count_the_time_in_which_somebody_served()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1);
        var session = await bench.Queue("v1");
        session = await bench.Accept((await bench.Ringing(session.Id)).Id, 1);
        bench.Time.Advance(TimeSpan.FromMinutes(8));
        await bench.Submit(new RequeueRequested(session.Id, 9, "support", Confirmed: true) { At = default, Seq = 0 }, Guid.CreateVersion7());

        var again = await bench.Session(session.Id);
        var board = await Board(bench, null);
        for (var look = 0; board.Totals.Waiting == 0 && look < 100; look++)
        {
            await Task.Delay(20, Cancellation);
            board = await Board(bench, null);
        }

        again.QueuedAt.ShouldNotBe(again.EnqueuedAt);
        board.Totals.LongestWaitSince.ShouldBe(again.QueuedAt);
    }

    [Fact]
    public async Task The_board_shows_since_when_a_visitor_waits_for_an_agents_word_and_todays_ratings()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1);
        var session = await bench.Queue("v1");
        await bench.Accept((await bench.Ringing(session.Id)).Id, 1);
        bench.Time.Advance(TimeSpan.FromSeconds(7));
        var said = await bench.Get<ConversationLog>().Append(
            new Post(session.ConversationId, "visitor:v1", null, new Admission.Visitor(), EventTypes.Message, Guid.CreateVersion7(), new EventBody { Text = "Hello?" }),
            Cancellation);
        await Rated(bench, (1, 5, TimeSpan.Zero), (2, 2, TimeSpan.FromHours(-1)), (3, 1, TimeSpan.FromHours(-11)));

        var board = await Board(bench, null);
        board.Agents.Single(a => a.AgentId == 1).OldestReplyDueSince.ShouldBe(said.Value!.At);
        board.Agents.Single(a => a.AgentId == 2).OldestReplyDueSince.ShouldBeNull();
        // It is 10 o'clock: the third rating is yesterday's.
        (board.Totals.RatingMean, board.Totals.RatingCount).ShouldBe((3.5, 2));
    }

    [Fact]
    public async Task The_board_is_complete_again_after_a_restart()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1);
        var session = await bench.Queue("v1");
        await bench.Accept((await bench.Ringing(session.Id)).Id, 1);
        await bench.Restart();
        var board = await Board(bench, null);
        (board.Totals.Active, board.Totals.Lost).ShouldBe((1, 1));
        board.Agents.Single(a => a.AgentId == 1).Load.ShouldBe(1);
    }

    private static async Task<BoardState> Board(RoutingBench bench, IReadOnlyList<string>? queues) =>
        (await bench.Get<LiveBoard>().Watch(Supervisor, "connection", new BoardRequest(queues), Cancellation)).Value.ShouldNotBeNull();

    private static async Task Rated(RoutingBench bench, params (long Session, int Score, TimeSpan Ago)[] ratings)
    {
        await using var db = bench.Open();
        db.Surveys.AddRange(ratings.Select(r => new Survey
        {
            SessionId = r.Session,
            Segment = 1,
            State = "answered",
            Score = r.Score,
            OfferedAt = bench.Time.Now() + r.Ago,
            AnsweredAt = bench.Time.Now() + r.Ago,
            ExpiresAt = bench.Time.Now().AddDays(2),
        }));
        await db.SaveChangesAsync(Cancellation);
    }
}
