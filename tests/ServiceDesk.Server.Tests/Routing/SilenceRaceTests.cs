using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Conversations;
using Shouldly;
using Xunit;
using WaitingOn = ServiceDesk.Decisions.Routing.WaitingOn;

namespace ServiceDesk.Server.Tests.Routing;

public sealed class SilenceRaceTests(ITestOutputHelper output)
{
    private const int Sessions = 200;
    private const int Rounds = 50;
    private static readonly ConversationFacts Old = new(WaitingOn.Visitor, DateTimeOffset.UnixEpoch, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>10,000 pairs over the real log and the real router on one database: each pair is sent at random moments of the same few milliseconds.</summary>
    [Fact]
    public async Task A_session_is_never_closed_for_silence_and_given_the_visitors_word_as_well()
    {
        var began = Stopwatch.StartNew();
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var bench = await RoutingBench.Start(Crowd());
        await bench.Online([.. Enumerable.Range(1, 40).Select(i => (long)i)]);
        var open = new List<SessionState>();
        var (visitors, closed, heard) = (0, 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            while (open.Count < Sessions)
            {
                open.AddRange(await Serve(bench, [.. Enumerable.Range(0, Math.Min(40, Sessions - open.Count)).Select(_ => $"v{++visitors}")]));
            }

            await Speak(bench, open);
            foreach (var seconds in new[] { 10, 1 })
            {
                bench.Time.Advance(TimeSpan.FromSeconds(seconds));
                await Task.WhenAll(open.Select(s => Due(bench, s)));
            }

            bench.Time.Advance(TimeSpan.FromSeconds(1));
            var pairs = await Task.WhenAll(open.Select(s => Race(bench, s, random.Next(12), random.Next(12))));
            pairs.ShouldAllBe(p => p.Closed != p.Heard);
            closed += pairs.Count(p => p.Closed);
            heard += pairs.Count(p => p.Heard);
            open = [.. pairs.Where(p => !p.Closed).Select(p => p.Session)];
        }

        output.WriteLine($"{closed} closed, {heard} heard, {began.Elapsed.TotalSeconds:F1} s, {bench.Counters.Turns} turns");
        (closed + heard).ShouldBe(Sessions * Rounds);
        // Both ways happened often enough to mean something.
        Math.Min(closed, heard).ShouldBeGreaterThan(Sessions * Rounds / 20);
        await NothingFollowsAnEnd(bench);
    }

    private static async Task<(SessionState Session, bool Closed, bool Heard)> Race(RoutingBench bench, SessionState session, int closeAfter, int speakAfter)
    {
        var closing = Task.Run(async () =>
        {
            await Task.Delay(closeAfter, Cancellation);
            return await Due(bench, session);
        });
        var speaking = Task.Run(async () =>
        {
            await Task.Delay(speakAfter, Cancellation);
            return await Post(bench, session, $"visitor:{session.VisitorId}", new Admission.Visitor());
        });
        await Task.WhenAll(closing, speaking);
        var (close, said) = (await closing, await speaking);
        if (!said.Ok)
        {
            said.Error!.Code.ShouldBe(ErrorCodes.ConversationClosed);
        }

        return (session, close.Session!.Status == SessionStatus.Ended, said.Ok);
    }

    // In every conversation the visitor's words of a session all stand before its end.
    private static async Task NothingFollowsAnEnd(RoutingBench bench)
    {
        await using var db = bench.Open();
        var ended = await db.Set<Storage.Segment>().Where(s => s.CloseReason == EndReasons.Silence)
            .Join(db.Sessions, g => g.SessionId, s => s.Id, (g, s) => new { s.ConversationId, g.ToSeq }).ToListAsync(Cancellation);
        ended.Count.ShouldBeGreaterThan(0);
        var last = await db.Events.Where(e => e.Sender.StartsWith("visitor:")).GroupBy(e => e.ConversationId)
            .Select(g => new { Conversation = g.Key, Seq = g.Max(e => e.Seq) }).ToDictionaryAsync(g => g.Conversation, g => g.Seq, Cancellation);
        ended.ShouldAllBe(e => last.GetValueOrDefault(e.ConversationId) < e.ToSeq);
    }

    private static async Task<IReadOnlyList<SessionState>> Serve(RoutingBench bench, IReadOnlyList<string> visitors)
    {
        var sessions = await Task.WhenAll(visitors.Select(v => bench.Queue(v)));
        await using var db = bench.Open();
        var ringing = await db.Offers.Where(o => o.State == "pending").Select(o => new { o.Id, o.AgentId }).ToListAsync(Cancellation);
        ringing.Count.ShouldBe(visitors.Count);
        return await Task.WhenAll(ringing.Select(o => bench.Accept(o.Id, o.AgentId)));
    }

    private static async Task Speak(RoutingBench bench, IReadOnlyList<SessionState> sessions)
    {
        var said = await Task.WhenAll(sessions.Select(s => Post(bench, s, s.Responder!, new Admission.Responder(s.Responder!))));
        said.ShouldAllBe(r => r.Ok);
    }

    private static Task<Server.Routing.CommandResult> Due(RoutingBench bench, SessionState session) =>
        bench.Submit(new DeadlineDue(session.Id, DeadlineKind.Silence, Old) { At = default, Seq = 0 });

    private static Task<Reply<Ack>> Post(RoutingBench bench, SessionState session, string sender, Admission admission) =>
        bench.Get<ConversationLog>().Append(
            new Post(session.ConversationId, sender, "Somebody", admission, EventTypes.Message, Guid.CreateVersion7(), new EventBody { Text = "A word" }),
            Cancellation);

    private static Desk Crowd()
    {
        var small = Desks.Small(bot: false);
        return small with
        {
            // A word after the end is refused here: what is over does not go on.
            EntryPoints = [.. small.EntryPoints.Select(e => e with { ResumeSeconds = 0 })],
            Queues = [small.Queues[0] with { MaxLengthAtLeast = 1000, WrapUpSeconds = 0, Silence = new SilenceSettings { WarnSeconds = 10, CountdownSeconds = 11, CloseSeconds = 12 } }, small.Queues[1]],
            Agents = [.. Enumerable.Range(1, 40).Select(i => new Agent { Id = i, Name = $"Agent {i}", Capacity = 100, Memberships = [new Membership("sales")] })],
        };
    }
}
