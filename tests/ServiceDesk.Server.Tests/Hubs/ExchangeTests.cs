using ServiceDesk.Contracts;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Hubs;

public sealed class ExchangeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visitor_and_an_agent_exchange_acknowledged_messages_over_both_hubs()
    {
        await using var host = await TestHost.Start();
        await using var agent = await AgentBot.Connect(host.Desk, TestDesk.Ana, Cancellation);
        await agent.Choose(Presence.Online, Cancellation);
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        var session = await visitor.Open(Cancellation);
        await visitor.WantPerson(Cancellation);
        await agent.Accept(await agent.Ringing(Cancellation, session.SessionId), Cancellation);

        var asked = await visitor.Say("Do you ship to Norway?", Cancellation);
        var answered = await agent.Say(session.ConversationId, "We do.", Cancellation);

        answered.Seq.ShouldBeGreaterThan(asked.Seq);
        await Eventually.True(() => agent.Seen.Any(s => s.Event.Seq == asked.Seq && s.Event.Body.Text == "Do you ship to Norway?"), Cancellation);
        await Eventually.True(() => visitor.Seen.Any(e => e.Seq == answered.Seq && e.Body.Text == "We do."), Cancellation);
        visitor.Seen.Select(e => e.Seq).ShouldBe(Enumerable.Range(1, visitor.Seen.Count).Select(i => (long)i));
    }
}
