using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Tests.Messaging;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Tickets;

public sealed class TicketTests
{
    private static readonly Dictionary<string, string?> Closed = new() { ["Demo:SalesHours"] = "Never" };

    private static CancellationToken Cancellation => Served.Cancellation;

    [Fact]
    public async Task A_left_message_is_listed_answered_and_closed()
    {
        await using var host = await TestHost.Start(Closed);
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var hub = await agent.Hub(Cancellation);
        (await hub.Sessions(new SessionsRequest(SessionsView.Queue))).Ok.ShouldBeTrue();

        var left = await Leave(visitor, "Please call me about my order");
        var pushed = await Eventually.Some(() => agent.Inbox.Tickets.FirstOrDefault(), Cancellation);
        var listed = (await hub.Tickets(new TicketsRequest())).Value!.Tickets.Single();
        listed.ShouldBe(pushed);
        (listed.Text, listed.Email, listed.Status).ShouldBe(("Please call me about my order", "kim@example.org", TicketStatus.Open));

        var answer = new AnswerTicketRequest(Guid.CreateVersion7(), listed.TicketId, "We will call you today");
        (await hub.AnswerTicket(answer)).Value!.Status.ShouldBe(TicketStatus.Answered);
        var repeated = (await hub.AnswerTicket(answer)).Value!;
        (repeated.Status, repeated.Assignee).ShouldBe((TicketStatus.Answered, "Ana"));
        (await hub.CloseTicket(new TicketCommand(Guid.CreateVersion7(), listed.TicketId))).Value!.Status.ShouldBe(TicketStatus.Closed);
        (await hub.AnswerTicket(answer with { CommandId = Guid.CreateVersion7() })).Error!.Code.ShouldBe(ErrorCodes.ConversationClosed);
        (await hub.Tickets(new TicketsRequest())).Value!.Tickets.ShouldBeEmpty();
        (await hub.Tickets(new TicketsRequest(TicketStatus.Closed))).Value!.Tickets.Count.ShouldBe(1);

        await Eventually.True(() => visitor.Seen.Any(e => e.Body.Text == "We will call you today"), Cancellation);
        var words = (await Served.Events(host, left.ConversationId)).Where(e => e.Type == EventTypes.Message).Select(e => e.Body().Text).ToList();
        words.Count(t => t == "Please call me about my order").ShouldBe(1);
        words.Count(t => t == "We will call you today").ShouldBe(1);
        await Eventually.True(() => agent.Inbox.Tickets.LastOrDefault()?.Status == TicketStatus.Closed, Cancellation);
    }

    [Fact]
    public async Task Leaving_the_same_message_again_leaves_one()
    {
        await using var host = await TestHost.Start(Closed);
        await using var visitor = await Served.Greeted(host);
        await visitor.WantPerson(Cancellation);
        var hub = await visitor.Hub(Cancellation);
        var choice = new ChooseFallbackRequest(Guid.CreateVersion7(), visitor.Session!.SessionId, FallbackKinds.Message, "kim@example.org", "Hello?");

        (await hub.ChooseFallback(choice)).Ok.ShouldBeTrue();
        (await hub.ChooseFallback(choice)).Ok.ShouldBeTrue();
        (await hub.ChooseFallback(choice with { Text = "Something else" })).Error!.Code.ShouldBe(ErrorCodes.IdempotencyConflict);

        (await Served.Read(host, db => db.Tickets.CountAsync(Cancellation))).ShouldBe(1);
        (await Served.Events(host, visitor.Session.ConversationId)).Count(e => e.Body().Text == "Hello?").ShouldBe(1);
    }

    [Theory]
    [InlineData(0, "text")]
    [InlineData(1, "")]
    [InlineData(-5, "text")]
    public async Task Wrong_requests_are_refused_naming_the_field(long ticket, string text)
    {
        await using var host = await TestHost.Start(Closed);
        await using var agent = await Served.Online(host);
        var hub = await agent.Hub(Cancellation);

        var answer = await hub.AnswerTicket(new AnswerTicketRequest(Guid.CreateVersion7(), ticket, text));
        var unknown = await hub.CloseTicket(new TicketCommand(Guid.CreateVersion7(), 12345));

        answer.Error!.Code.ShouldBe(ErrorCodes.Invalid);
        answer.Error.Details!.Single().Field.ShouldBe(text.Length == 0 ? "text" : "ticketId");
        unknown.Error!.Code.ShouldBe(ErrorCodes.NotFound);
    }

    private static async Task<VisitorSession> Leave(VisitorBot visitor, string text)
    {
        (await visitor.WantPerson(Cancellation)).Phase.ShouldBe(SessionPhase.Deferred);
        var hub = await visitor.Hub(Cancellation);
        var left = await hub.ChooseFallback(
            new ChooseFallbackRequest(Guid.CreateVersion7(), visitor.Session!.SessionId, FallbackKinds.Message, "kim@example.org", text));
        left.Error.ShouldBeNull();
        return left.Value!;
    }
}
