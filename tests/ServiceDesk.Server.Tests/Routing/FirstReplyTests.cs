using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Routing;

/// <summary>Case 64 over the real log and router.</summary>
public sealed class FirstReplyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_64_an_agent_who_says_nothing_for_120_seconds_loses_the_session()
    {
        await using var bench = await RoutingBench.Start();
        var session = await Served(bench);

        await bench.Pass(TimeSpan.FromSeconds(120));

        session = await bench.Session(session.Id);
        session.Status.ShouldBe(SessionStatus.Offered);
        (await bench.Ringing(session.Id)).AgentId.ShouldBe(2);
    }

    [Fact]
    public async Task Case_64_a_word_that_was_stored_in_time_counts_though_its_notice_is_still_under_way()
    {
        await using var bench = await RoutingBench.Start();
        var session = await Served(bench);
        bench.Time.Advance(TimeSpan.FromSeconds(119.9));
        await Greet(bench, session);

        await bench.Pass(TimeSpan.FromSeconds(60));

        session = await bench.Session(session.Id);
        session.Status.ShouldBe(SessionStatus.Active);
        session.FirstReplyAt.ShouldNotBeNull();
        session.Assignment!.FirstReplyBy.ShouldBeNull();
    }

    [Fact]
    public async Task Case_64_typing_puts_it_off_once()
    {
        await using var bench = await RoutingBench.Start();
        var session = await Served(bench);
        var watch = bench.Get<FirstReplyWatch>();
        bench.Time.Advance(TimeSpan.FromSeconds(100));
        watch.Typing(session.ConversationId, "agent:2");
        watch.Typing(session.ConversationId, "agent:1");
        watch.Typing(session.ConversationId, "agent:1");

        await bench.Pass(TimeSpan.FromSeconds(49));
        (await bench.Session(session.Id)).Status.ShouldBe(SessionStatus.Active);
        watch.Typing(session.ConversationId, "agent:1");

        await bench.Pass(TimeSpan.FromSeconds(1));
        (await bench.Session(session.Id)).Status.ShouldBe(SessionStatus.Offered);
    }

    [Fact]
    public async Task A_word_that_is_alone_is_stored_without_waiting_for_others()
    {
        await using var bench = await RoutingBench.Start(lingerMs: 5);
        var session = await Served(bench);

        // The clock stands still: whoever waits for it waits for ever.
        await Greet(bench, session).WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
    }

    private static async Task Greet(RoutingBench bench, SessionState session) =>
        (await bench.Get<ConversationLog>().Append(
            new Post(
                session.ConversationId, "agent:1", "Ada", new Admission.Responder("agent:1"), EventTypes.Message, Guid.CreateVersion7(),
                new EventBody { Text = "Hello" }),
            Cancellation)).Ok.ShouldBeTrue();

    private static async Task<SessionState> Served(RoutingBench bench)
    {
        await bench.Online(1);
        var session = await bench.Queue("v1");
        session = await bench.Accept((await bench.Ringing(session.Id)).Id, 1);
        await bench.Online(2);
        return session;
    }
}
