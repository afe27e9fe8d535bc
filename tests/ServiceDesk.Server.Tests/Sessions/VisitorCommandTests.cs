using Microsoft.EntityFrameworkCore;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Sessions;

public sealed class VisitorCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_left_while_waiting_ends_the_wait_and_becomes_one_ticket()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        var session = await visitor.Open(Cancellation);
        (await visitor.WantPerson(Cancellation)).Fallbacks.ShouldBe([FallbackKinds.Message, FallbackKinds.Bot]);
        var choice = new ChooseFallbackRequest(
            Guid.CreateVersion7(), session.SessionId, FallbackKinds.Message, "kim@example.test", "Please call about order 7.");
        var hub = await visitor.Hub(Cancellation);
        var first = (await hub.ChooseFallback(choice)).OrThrow();
        var again = (await hub.ChooseFallback(choice)).OrThrow();
        first.Phase.ShouldBe(SessionPhase.Deferred);
        first.Fallbacks.ShouldBeEmpty();
        again.ShouldBeEquivalentTo(first);
        await using var db = host.OpenDb();
        (await db.Tickets.AsNoTracking().SingleAsync(Cancellation)).Text.ShouldBe("Please call about order 7.");
    }

    [Fact]
    public async Task Who_no_longer_wants_to_wait_is_back_with_the_bot_and_leaves_the_queue()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        var session = await visitor.Open(Cancellation);
        await visitor.WantPerson(Cancellation);
        var hub = await visitor.Hub(Cancellation);
        var back = (await hub.CancelWait(new SessionCommand(Guid.CreateVersion7(), session.SessionId))).OrThrow();
        (back.Phase, back.Position).ShouldBe((SessionPhase.Bot, null));
        await Eventually.True(() => visitor.Seen.Any(e => e.Body.Note?.Kind == NoteKinds.WaitCancelled), Cancellation);
    }

    [Fact]
    public async Task A_session_that_was_deferred_can_go_on_with_the_bot_in_a_new_one()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        var session = await visitor.Open(Cancellation);
        await visitor.WantPerson(Cancellation);
        var hub = await visitor.Hub(Cancellation);
        await hub.ChooseFallback(new ChooseFallbackRequest(
            Guid.CreateVersion7(), session.SessionId, FallbackKinds.Message, "kim@example.test", "Later, please."));
        var next = (await hub.ChooseFallback(new ChooseFallbackRequest(Guid.CreateVersion7(), session.SessionId, FallbackKinds.Bot))).OrThrow();
        next.SessionId.ShouldNotBe(session.SessionId);
        next.ConversationId.ShouldBe(session.ConversationId);
        next.Phase.ShouldBe(SessionPhase.Bot);
    }

    [Fact]
    public async Task Another_visitors_session_is_not_found_by_any_command()
    {
        await using var host = await TestHost.Start();
        await using var owner = await VisitorBot.Connect(host.Chat, Cancellation);
        var session = await owner.Open(Cancellation);
        await using var stranger = await VisitorBot.Connect(host.Chat, Cancellation);
        await stranger.Open(Cancellation);
        var hub = await stranger.Hub(Cancellation);
        var command = new SessionCommand(Guid.CreateVersion7(), session.SessionId);
        string?[] codes =
        [
            (await hub.QueueStatus(command)).Error?.Code,
            (await hub.CancelWait(command)).Error?.Code,
            (await hub.End(command)).Error?.Code,
            (await hub.RequestAgent(new RequestAgentRequest(Guid.CreateVersion7(), session.SessionId))).Error?.Code,
            (await hub.ChooseFallback(new ChooseFallbackRequest(Guid.CreateVersion7(), session.SessionId, FallbackKinds.Bot))).Error?.Code,
        ];
        codes.ShouldAllBe(c => c == ErrorCodes.NotFound);
        (await (await owner.Hub(Cancellation)).QueueStatus(command)).OrThrow().Phase.ShouldBe(SessionPhase.Bot);
    }
}
