using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Sessions;

public sealed class SessionStartLimitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_visitors_of_one_address_range_are_held_back_and_those_who_have_a_session_or_wrote_are_not()
    {
        await using var host = await TestHost.Start(new Dictionary<string, string?>
        {
            ["RateLimits:SessionStart:PerSecond"] = "0.001",
            ["RateLimits:SessionStart:Burst"] = "1",
        });
        await using var first = await VisitorBot.Connect(host.Chat, Cancellation);
        await first.Open(Cancellation);
        await using var second = await VisitorBot.Connect(host.Chat, Cancellation);

        var refused = await Should.ThrowAsync<ServiceDeskException>(() => second.Open(Cancellation));
        refused.Error.Code.ShouldBe(ErrorCodes.RateLimited);
        refused.Error.RetryAfterMs.ShouldNotBeNull().ShouldBeGreaterThan(0);

        await first.Open(Cancellation);
        await first.Say("I have written.", Cancellation);
        await (await first.Hub(Cancellation)).End(new SessionCommand(Guid.CreateVersion7(), first.Session!.SessionId));
        var again = await first.Open(Cancellation);
        again.Phase.ShouldBe(SessionPhase.Bot);
    }
}
