using ServiceDesk.Contracts;
using ServiceDesk.Server.Tests.Supervision;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Agents;

public sealed class HeldDownTests(SupervisedDesk desk) : IClassFixture<SupervisedDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whose_connection_was_lost_again_and_again_is_told_until_when_nothing_rings()
    {
        for (var losses = 0; losses < 3; losses++)
        {
            await using var lost = await AgentBot.Connect(desk.Served.Host.Desk, TestDesk.Lee, Cancellation);
            await lost.Choose(Presence.Online, Cancellation);
            await Eventually.True(() => lost.Inbox.Selves.LastOrDefault() is { Connection: AgentConnection.Connected, Presence: Presence.Online }, Cancellation);
        }

        await using var back = await AgentBot.Connect(desk.Served.Host.Desk, TestDesk.Lee, Cancellation);

        await Eventually.True(() => back.Inbox.Selves.LastOrDefault() is { HeldUntil: not null }, Cancellation);
        var self = back.Inbox.Selves.Last();
        (self.Presence, self.Routable).ShouldBe((Presence.Online, false));
        self.HeldUntil!.Value.ShouldBeInRange(DateTimeOffset.UtcNow.AddSeconds(-1), DateTimeOffset.UtcNow.AddMinutes(10));
    }
}
