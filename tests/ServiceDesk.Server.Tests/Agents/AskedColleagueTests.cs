using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Tests.Messaging;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Agents;

/// <summary>Whoever passes a session on, or asks for advice, sees who is rung and that it came to nothing.</summary>
public sealed class AskedColleagueTests
{
    private static CancellationToken Cancellation => Served.Cancellation;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_row_names_the_colleague_who_is_rung_and_forgets_who_declined(bool consult)
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var served = await agent.Serves(visitor);
        await using var colleague = await Served.Online(host, TestDesk.Lee);
        var hub = await agent.Hub(Cancellation);
        var now = (await hub.Sessions(new SessionsRequest(SessionsView.Mine))).OrThrow().Sessions.Single(s => s.SessionId == served.SessionId);
        now.Asked.ShouldBeNull();
        var request = new TransferRequest(Guid.CreateVersion7(), served.SessionId, now.Version, ToAgent: colleague.Credentials.User.Id);

        var asked = (await (consult ? hub.Consult(request) : hub.Transfer(request))).OrThrow();

        asked.AgentId.ShouldBe(agent.Credentials.User.Id);
        asked.Asked.ShouldBe(new AskedColleague(colleague.Credentials.User.Id, "Lee", consult));
        var offer = await colleague.Ringing(Cancellation, served.SessionId);
        (await (await colleague.Hub(Cancellation)).DeclineOffer(new DeclineOfferRequest(Guid.CreateVersion7(), offer.OfferId, "busy"))).OrThrow();
        var kept = await Eventually.Some(
            () => agent.Inbox.Sessions.LastOrDefault(s => s.SessionId == served.SessionId) is { Asked: null } last && last.Version > asked.Version ? last : null,
            Cancellation);
        (kept.AgentId, kept.Phase).ShouldBe((agent.Credentials.User.Id, SessionPhase.Active));
    }
}
