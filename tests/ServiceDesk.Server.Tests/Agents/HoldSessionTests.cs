using Microsoft.EntityFrameworkCore;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Tests.Messaging;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Agents;

/// <summary>On hold over the real hubs (rules S15 to S17).</summary>
public sealed class HoldSessionTests
{
    private static readonly Dictionary<string, string?> One = new() { ["Demo:Capacity"] = "1", ["Demo:WrapUpSeconds"] = "0" };

    private static CancellationToken Cancellation => Served.Cancellation;

    [Fact]
    public async Task S15_a_parked_session_frees_the_slot_and_the_next_visitor_rings()
    {
        await using var host = await TestHost.Start(One);
        await using var first = await Served.Greeted(host);
        await using var second = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var served = await agent.Serves(first);
        await second.WantPerson(Cancellation);

        var held = await Hold(agent, served.SessionId);

        held.OnHold.ShouldBeTrue();
        held.Phase.ShouldBe(SessionPhase.Active);
        await agent.Ringing(Cancellation, second.Session!.SessionId);
        (await (await first.Hub(Cancellation)).QueueStatus(Command(first))).OrThrow().Phase.ShouldBe(SessionPhase.Active, "the visitor is told nothing of it");
        await using var db = host.OpenDb();
        var row = await db.Assignments.SingleAsync(a => a.SessionId == served.SessionId, Cancellation);
        (row.State, row.Weight).ShouldBe(("hold", 0));
    }

    [Fact]
    public async Task S16_the_visitors_next_word_takes_it_off_hold_whatever_the_agent_has_meanwhile()
    {
        await using var host = await TestHost.Start(One);
        await using var first = await Served.Greeted(host);
        await using var second = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var served = await agent.Serves(first);
        await Hold(agent, served.SessionId);
        await agent.Serves(second);

        await first.Say("Here I am again", Cancellation);

        var row = await Eventually.Some(
            () => agent.Inbox.Sessions.LastOrDefault(s => s.SessionId == served.SessionId) is { OnHold: false } last ? last : null, Cancellation);
        row.AgentId.ShouldBe(agent.Credentials.User.Id);
        await Eventually.True(() => agent.Inbox.Selves.LastOrDefault() is { Load: 2, Capacity: 1, Routable: false }, Cancellation);
    }

    [Fact]
    public async Task S17_with_its_agent_gone_for_the_day_it_goes_to_a_colleague_when_the_visitor_writes()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var served = await agent.Serves(visitor);
        await Hold(agent, served.SessionId);
        (await agent.Choose(Presence.Offline, Cancellation)).Presence.ShouldBe(Presence.Offline);
        await using var colleague = await Served.Online(host, TestDesk.Lee);

        await visitor.Say("Good morning", Cancellation);

        var row = await colleague.Accept(await colleague.Ringing(Cancellation, served.SessionId), Cancellation);
        row.OnHold.ShouldBeFalse();
        (await colleague.Say(row.ConversationId, "Good morning", Cancellation)).Duplicate.ShouldBeFalse();
    }

    [Fact]
    public async Task Unhold_by_the_agent_gives_the_unit_back_and_a_stale_version_changes_nothing()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var served = await agent.Serves(visitor);
        var held = await Hold(agent, served.SessionId);
        var hub = await agent.Hub(Cancellation);

        (await hub.Unhold(new VersionedCommand(Guid.CreateVersion7(), served.SessionId, held.Version - 1))).Error!.Code
            .ShouldBe(ErrorCodes.VersionConflict);
        var command = new VersionedCommand(Guid.CreateVersion7(), served.SessionId, held.Version);
        (await hub.Unhold(command)).OrThrow().OnHold.ShouldBeFalse();
        (await hub.Unhold(command)).OrThrow().OnHold.ShouldBeFalse("repeated, it has its first answer");
    }

    private static async Task<SessionRow> Hold(AgentBot agent, long session)
    {
        var hub = await agent.Hub(Cancellation);
        var now = (await hub.Sessions(new SessionsRequest(SessionsView.Mine))).OrThrow().Sessions.Single(s => s.SessionId == session);
        return (await hub.Hold(new VersionedCommand(Guid.CreateVersion7(), session, now.Version))).OrThrow();
    }

    private static SessionCommand Command(VisitorBot visitor) => new(Guid.CreateVersion7(), visitor.Session!.SessionId);
}
