using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Supervision;
using ServiceDesk.Server.Tests.Supervision;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Conversations;

/// <summary>Edits, recalls, reactions, pins, announcements, quotes: who may, and what is left. Numbers in names are the protocol's and the cases'.</summary>
public sealed class ChangeTests(SupervisedDesk desk) : IClassFixture<SupervisedDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Conformance_14_Edit_and_recall_keep_order_and_counts()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        var conversation = visitor.Session!.ConversationId;
        var first = await visitor.Say("first", Cancellation);
        var second = await desk.Ana.Say(conversation, "second", Cancellation);

        var edit = await Sent(visitor, conversation, EventTypes.Edit, new EventBody { Target = first.Seq, Text = "the first" });
        var recall = await Sent(desk.Ana, conversation, EventTypes.Recall, new EventBody { Target = second.Seq });

        (edit.Seq, edit.N).ShouldBe((second.Seq + 1, second.N));
        (recall.Seq, recall.N).ShouldBe((second.Seq + 2, second.N));
        var events = (await All(visitor, conversation)).Events;
        events.Select(e => e.Seq).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
        events.Single(e => e.Seq == first.Seq).Body.ShouldBe(
            new EventBody { Text = "the first", Edited = new Change(edit.Seq, edit.At, visitor.Person) });
        events.Single(e => e.Seq == second.Seq).Body.ShouldBe(new EventBody { Recalled = new Change(recall.Seq, recall.At, desk.Ana.Person) });
        desk.Served.Row(conversation).HeadN.ShouldBe(events.Count(e => EventTypes.IsCountable(e.Type)));
        await Eventually.True(() => visitor.Seen.Any(e => e.Seq == recall.Seq), Cancellation);
        visitor.Seen.Select(e => e.Seq).ShouldBe(events.Select(e => e.Seq));
    }

    [Fact]
    public async Task Case_R34_Text_that_was_edited_or_taken_back_is_served_nowhere_afterwards()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        var conversation = visitor.Session!.ConversationId;
        var said = await visitor.Say("my card is 4111-first", Cancellation);
        var quoting = await Send(desk.Ana, conversation, EventTypes.Message, new EventBody { Text = "You said so" }, replyTo: said.Seq);
        await Sent(visitor, conversation, EventTypes.Edit, new EventBody { Target = said.Seq, Text = "my card is 4111-second" });
        await Sent(visitor, conversation, EventTypes.Edit, new EventBody { Target = said.Seq, Text = "my card is 4111-third" });
        (await Served(visitor, conversation)).ShouldContain("4111-third");
        (await Served(visitor, conversation)).ShouldNotContain("4111-first");
        (await Served(desk.Ana, conversation)).ShouldNotContain("4111-second");

        await Sent(visitor, conversation, EventTypes.Recall, new EventBody { Target = said.Seq });

        quoting.Ok.ShouldBeTrue();
        foreach (var served in new[] { await Served(visitor, conversation), await Served(desk.Ana, conversation), await Served(desk.Sam, conversation) })
        {
            served.ShouldNotContain("4111");
            served.ShouldContain("\"gone\":true");
        }

        // The list's line, and a quote made afterwards.
        ((await desk.Row(visitor.Session.SessionId, Cancellation)).LastText ?? "").ShouldNotContain("4111");
        await Send(desk.Ana, conversation, EventTypes.Message, new EventBody { Text = "Gone?" }, replyTo: said.Seq);
        await Eventually.True(() => visitor.Seen.Any(e => e.Body is { Text: "Gone?", Quote: { Gone: true, Text: null } }), Cancellation);
        desk.Served.Stored(conversation).ShouldAllBe(e => !e.Body.Contains("4111"));
    }

    [Fact]
    public async Task Case_R34_A_left_message_that_is_taken_back_leaves_the_list_of_left_messages_too()
    {
        await using var visitor = await VisitorBot.Connect(desk.Served.Host.Chat, Cancellation);
        var session = await visitor.Open(Cancellation);
        await visitor.WantPerson(Cancellation);
        var hub = await visitor.Hub(Cancellation);
        var id = Guid.CreateVersion7();
        (await hub.ChooseFallback(new ChooseFallbackRequest(id, session.SessionId, FallbackKinds.Message, "kim@example.org", "call me on 555-0100"))).OrThrow();
        var left = desk.Served.Stored(session.ConversationId).Single(e => e.ClientMsgId == id);

        await Sent(visitor, session.ConversationId, EventTypes.Recall, new EventBody { Target = left.Seq });

        var tickets = (await (await desk.Sam.Hub(Cancellation)).Tickets(new TicketsRequest())).OrThrow().Tickets;
        tickets.Single(t => t.ConversationId == session.ConversationId).Text.ShouldBe("");
    }

    [Fact]
    public async Task Case_R34_What_is_erased_for_good_keeps_its_place_and_its_count_and_nothing_else()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        var conversation = visitor.Session!.ConversationId;
        var said = await visitor.Say("erase-me-77", Cancellation);
        await Sent(visitor, conversation, EventTypes.Edit, new EventBody { Target = said.Seq, Text = "erase-me-77 too" });
        await using (var db = desk.Served.Host.OpenDb())
        {
            foreach (var row in db.Events.Where(e => e.ConversationId == conversation && e.Seq >= said.Seq).ToList())
            {
                EventBodies.Purge(row);
            }

            await db.SaveChangesAsync(Cancellation);
        }

        (await Served(visitor, conversation)).ShouldNotContain("erase-me");
        (await All(visitor, conversation)).Events.Single(e => e.Seq == said.Seq).ShouldSatisfyAllConditions(e => e.N.ShouldBe(said.N), e => e.Body.Purged.ShouldBe(true));
        desk.Served.Stored(conversation).ShouldAllBe(e => !e.Body.Contains("erase-me") && (e.Original == null || !e.Original.Contains("erase-me")));
        (await Send(visitor, conversation, EventTypes.Edit, new EventBody { Target = said.Seq, Text = "back" })).Error!.Code.ShouldBe(ErrorCodes.Invalid);
    }

    [Fact]
    public async Task Case_R33_A_quote_reaches_nothing_but_messages_of_its_own_conversation()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        await using var other = (await desk.Session(Cancellation)).Visitor;
        for (var i = 0; i < 20; i++)
        {
            await other.Say($"private {i}", Cancellation);
        }

        var (mine, theirs) = (desk.Served.Row(visitor.Session!.ConversationId), desk.Served.Row(other.Session!.ConversationId));
        theirs.HeadSeq.ShouldBeGreaterThan(mine.HeadSeq);
        foreach (var foreign in new[] { theirs.HeadSeq, 1, mine.HeadSeq + 1, long.MaxValue })
        {
            var reply = await Send(visitor, mine.Id, EventTypes.Message, new EventBody { Text = "look", ReplyTo = foreign, Quote = new Quote(foreign, "agent:1", "Ana", "forged", false) }, foreign);
            reply.Error?.Code.ShouldBe(ErrorCodes.NotFound, $"{foreign}");
        }

        // A quote that the client made up is nobody's.
        (await Send(visitor, mine.Id, EventTypes.Message, new EventBody { Text = "plain", Quote = new Quote(1, "agent:1", "Ana", "forged", false) })).Ok.ShouldBeTrue();
        (await Served(desk.Ana, mine.Id)).ShouldNotContain("forged");
        (await Served(visitor, mine.Id)).ShouldNotContain("private");
    }

    [Fact]
    public async Task A_quote_shows_what_the_message_says_to_both_sides_at_once()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        var conversation = visitor.Session!.ConversationId;
        var asked = await visitor.Say("Where is my order?", Cancellation);

        var answer = (await Send(desk.Ana, conversation, EventTypes.Message, new EventBody { Text = "On its way" }, asked.Seq)).OrThrow();

        await Eventually.True(() => visitor.Seen.Any(e => e.Seq == answer.Seq), Cancellation);
        var pushed = visitor.Seen.Single(e => e.Seq == answer.Seq).Body.Quote;
        pushed.ShouldBe(new Quote(asked.Seq, visitor.Person, null, "Where is my order?", false));
        (await All(visitor, conversation)).Events.Single(e => e.Seq == answer.Seq).Body.Quote.ShouldBe(pushed);
    }

    [Fact]
    public async Task Own_messages_only_and_of_others_staff_with_a_reason_that_is_audited_and_kept_from_the_visitor()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        var conversation = visitor.Session!.ConversationId;
        var (visitors, agents) = (await visitor.Say("rude words", Cancellation), await desk.Ana.Say(conversation, "Please", Cancellation));

        (await Send(visitor, conversation, EventTypes.Edit, new EventBody { Target = agents.Seq, Text = "x" })).Error!.Code.ShouldBe(ErrorCodes.Forbidden);
        (await Send(visitor, conversation, EventTypes.Recall, new EventBody { Target = agents.Seq, Reason = "no" })).Error!.Code.ShouldBe(ErrorCodes.Forbidden);
        (await Send(desk.Ana, conversation, EventTypes.Edit, new EventBody { Target = visitors.Seq, Text = "x" })).Error!.Code.ShouldBe(ErrorCodes.Forbidden);
        (await Send(desk.Ana, conversation, EventTypes.Recall, new EventBody { Target = visitors.Seq })).Error!.Code.ShouldBe(ErrorCodes.Invalid);

        // Sam does not serve it, and may all the same.
        (await Send(desk.Sam, conversation, EventTypes.Edit, new EventBody { Target = visitors.Seq, Text = "x" })).Error!.Code.ShouldBe(ErrorCodes.NotResponder);
        await Sent(desk.Sam, conversation, EventTypes.Recall, new EventBody { Target = visitors.Seq, Reason = "insult-93" });

        (await desk.Audit(Audited.Event(conversation, visitors.Seq), Cancellation)).ShouldHaveSingleItem().What.ShouldBe(Audited.Recall);
        (await Served(desk.Ana, conversation)).ShouldContain("insult-93");
        (await Served(visitor, conversation)).ShouldNotContain("insult-93");
        (await Send(desk.Ana, conversation, EventTypes.Recall, new EventBody { Target = visitors.Seq, Reason = "again" })).Error!.Code.ShouldBe(ErrorCodes.Invalid);
    }

    [Fact]
    public async Task Reactions_of_both_sides_and_pins_and_announcements_of_staff_are_events_that_wake_nobody()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        var conversation = visitor.Session!.ConversationId;
        var said = await desk.Ana.Say(conversation, "Your number is 17", Cancellation);
        var owed = desk.Served.Row(conversation).WaitingOn;

        var reaction = await Sent(visitor, conversation, EventTypes.Reaction, new EventBody { Target = said.Seq, Emoji = "👍🏽" });
        (await Send(visitor, conversation, EventTypes.Pin, new EventBody { Target = said.Seq })).Error!.Code.ShouldBe(ErrorCodes.Forbidden);
        await Sent(desk.Ana, conversation, EventTypes.Pin, new EventBody { Target = said.Seq });
        var notice = await Sent(desk.Sam, conversation, EventTypes.Announcement, new EventBody { Text = "We close at six" });
        await Sent(desk.Sam, conversation, EventTypes.Pin, new EventBody { Target = notice.Seq });

        (reaction.N, notice.N).ShouldBe((said.N, said.N + 1));
        var page = await All(visitor, conversation);
        page.Pinned.ShouldBe([said.Seq, notice.Seq]);
        page.Events.Single(e => e.Seq == reaction.Seq).Body.ShouldBe(new EventBody { Target = said.Seq, Emoji = "👍🏽" });
        desk.Served.Row(conversation).WaitingOn.ShouldBe(owed, "nobody has answered");

        await Sent(desk.Ana, conversation, EventTypes.Pin, new EventBody { Target = said.Seq, Off = true });
        await Sent(desk.Sam, conversation, EventTypes.Recall, new EventBody { Target = notice.Seq });
        (await All(visitor, conversation)).Pinned.ShouldBeNull();
    }

    [Fact]
    public async Task A_colleague_who_only_reads_changes_nothing_and_a_stranger_finds_nothing()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        await using var stranger = (await desk.Session(Cancellation)).Visitor;
        await using var lee = await AgentBot.Connect(desk.Served.Host.Desk, TestDesk.Lee, Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var said = await visitor.Say("mine", Cancellation);
        foreach (var (type, body) in Changes(said.Seq))
        {
            (await Send(lee, conversation, type, body)).Error!.Code.ShouldBe(ErrorCodes.NotResponder, type);
            (await Send(stranger, conversation, type, body)).Error!.Code.ShouldBe(type == EventTypes.Pin ? ErrorCodes.Forbidden : ErrorCodes.NotFound, type);
        }

        desk.Served.Row(conversation).HeadSeq.ShouldBe(said.Seq);
    }

    [Fact]
    public async Task Cards_are_kept_as_sent_and_their_addresses_are_of_the_web()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        var conversation = visitor.Session!.ConversationId;
        var card = new ProductCard("sku-1", "Kettle", "https://shop.test/kettle", "https://shop.test/kettle.png", "€ 29");
        var order = new OrderCard("A-17", "sent", "https://shop.test/orders/17", DateTimeOffset.UnixEpoch, "€ 58", [new OrderLine("Kettle", 2)]);

        var shown = await Sent(desk.Ana, conversation, EventTypes.Message, new EventBody { Product = card });
        var ordered = await Sent(visitor, conversation, EventTypes.Message, new EventBody { Text = "This one", Order = order });

        var events = (await All(visitor, conversation)).Events;
        events.Single(e => e.Seq == shown.Seq).Body.Product.ShouldBe(card);
        var kept = events.Single(e => e.Seq == ordered.Seq).Body.Order!;
        (kept with { Lines = order.Lines }).ShouldBe(order);
        kept.Lines.ShouldBe(order.Lines);
        foreach (var address in new[] { "javascript:alert(1)", "data:text/html,x", "/relative", "ftp://shop.test/x" })
        {
            var refused = (await Send(visitor, conversation, EventTypes.Message, new EventBody { Product = card with { Url = address } })).Error!;
            refused.Code.ShouldBe(ErrorCodes.Invalid);
            refused.Details!.ShouldHaveSingleItem().Field.ShouldBe("body.product.url");
        }
    }

    [Fact]
    public async Task Mentions_are_counted_for_members_until_they_have_read_and_refused_for_others()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        await using var other = (await desk.Session(Cancellation)).Visitor;
        var conversation = visitor.Session!.ConversationId;
        var hub = await visitor.Hub(Cancellation);
        (await Send(desk.Ana, conversation, EventTypes.Message, new EventBody { Text = "psst" }, mentions: [other.Person])).Error!.Code.ShouldBe(ErrorCodes.Invalid);
        (await Send(visitor, conversation, EventTypes.Message, new EventBody { Text = "all!" }, mentions: [MentionNames.All])).Error!.Code.ShouldBe(ErrorCodes.Forbidden);

        var named = (await Send(desk.Ana, conversation, EventTypes.Message, new EventBody { Text = "You" }, mentions: [visitor.Person, visitor.Person])).OrThrow();
        var all = (await Send(desk.Ana, conversation, EventTypes.Message, new EventBody { Text = "All" }, mentions: [MentionNames.All])).OrThrow();

        var head = (await hub.Ping(new PingRequest([conversation]))).OrThrow().Heads.Single();
        (head.Mentions, head.A, head.ReadA).ShouldBe((1, 1L, 0L));
        (await hub.MarkRead(new MarkRequest(conversation, named.Seq))).OrThrow();
        await Eventually.True(() => desk.Served.Member(conversation, visitor.Person).ReadSeq == named.Seq, Cancellation);
        head = (await hub.Ping(new PingRequest([conversation]))).OrThrow().Heads.Single();
        (head.Mentions, head.A, head.ReadA).ShouldBe((null, 1L, 0L));
        (await hub.MarkRead(new MarkRequest(conversation, all.Seq))).OrThrow();
        await Eventually.True(() => desk.Served.Member(conversation, visitor.Person).ReadA == 1, Cancellation);
        await using var db = desk.Served.Host.OpenDb();
        db.Mentions.Count(m => m.ConversationId == conversation).ShouldBe(0, "what is read is counted no longer");
    }

    [Fact]
    public async Task Case_R50_Types_that_belong_to_the_server_are_refused()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        var conversation = visitor.Session!.ConversationId;
        var head = desk.Served.Row(conversation).HeadSeq;
        foreach (var type in new[] { EventTypes.System, EventTypes.Survey, "transfer", "join", "Message", "__proto__" })
        {
            var body = new EventBody { Text = "x", Note = new SystemNote(NoteKinds.Ended, new Dictionary<string, string>()), Survey = new SurveyInvitation(1, 1, DateTimeOffset.MaxValue) };
            (await Send(visitor, conversation, type, body)).Error!.Code.ShouldBe(ErrorCodes.UnsupportedType, type);
            (await Send(desk.Ana, conversation, type, body)).Error!.Code.ShouldBe(ErrorCodes.UnsupportedType, type);
        }

        desk.Served.Row(conversation).HeadSeq.ShouldBe(head);
    }

    private static IEnumerable<(string Type, EventBody Body)> Changes(long target) =>
    [
        (EventTypes.Edit, new EventBody { Target = target, Text = "x" }),
        (EventTypes.Recall, new EventBody { Target = target, Reason = "because" }),
        (EventTypes.Reaction, new EventBody { Target = target, Emoji = "👍" }),
        (EventTypes.Pin, new EventBody { Target = target }),
    ];

    private static async Task<Reply<Ack>> Send(
        VisitorBot visitor, long conversation, string type, EventBody body, long? replyTo = null, IReadOnlyList<string>? mentions = null) =>
        await (await visitor.Hub(Cancellation)).Send(new SendRequest(conversation, Guid.CreateVersion7(), type, body, replyTo, mentions));

    private static async Task<Reply<Ack>> Send(
        AgentBot agent, long conversation, string type, EventBody body, long? replyTo = null, IReadOnlyList<string>? mentions = null) =>
        await (await agent.Hub(Cancellation)).Send(new SendRequest(conversation, Guid.CreateVersion7(), type, body, replyTo, mentions));

    private static async Task<Ack> Sent(VisitorBot visitor, long conversation, string type, EventBody body) =>
        (await Send(visitor, conversation, type, body)).OrThrow();

    private static async Task<Ack> Sent(AgentBot agent, long conversation, string type, EventBody body) =>
        (await Send(agent, conversation, type, body)).OrThrow();

    private static async Task<EventPage> All(VisitorBot visitor, long conversation) =>
        (await (await visitor.Hub(Cancellation)).Fetch(new FetchRequest(conversation, 1, After: 0, Limit: 200))).OrThrow();

    private static async Task<string> Served(VisitorBot visitor, long conversation) => Text(await All(visitor, conversation));

    private static async Task<string> Served(AgentBot agent, long conversation) =>
        Text((await (await agent.Hub(Cancellation)).Fetch(new FetchRequest(conversation, 1, After: 0, Limit: 200))).OrThrow());

    private static string Text(EventPage page) => System.Text.Json.JsonSerializer.Serialize(page, WireJson.Options);
}
