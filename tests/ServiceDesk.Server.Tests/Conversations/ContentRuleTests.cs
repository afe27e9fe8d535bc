using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Tests.Sessions;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Conversations;

/// <summary>The desk's rules about contents over the real hubs.</summary>
public abstract class ContentRuleTests(SharedDesk shared) : IAsyncLifetime
{
    private static readonly ContentRule[] Rules =
    [
        new() { Id = "rude", Name = "Rude words", Words = ["blockhead", "笨蛋"] },
        new() { Id = "promises", Name = "Promises", Words = ["guaranteed"], From = ContentSpeakers.Staff },
        new() { Id = "owl", Name = "Not announced yet", Words = ["Project Owl"], Action = ContentAction.Mask },
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ServedDesk Desk => shared.Desk;

    public async ValueTask InitializeAsync() => await Publish(Rules);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_a_rule_refuses_names_the_rule_takes_no_seq_and_reaches_nobody()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var before = Desk.Row(conversation).HeadSeq;

        var refused = await (await visitor.Hub(Cancellation)).Send(Message(conversation, "You BLOCKHEAD"));
        var chinese = await (await visitor.Hub(Cancellation)).Send(Message(conversation, "你是笨蛋吗"));
        var staff = await (await Desk.Agent.Hub(Cancellation)).Send(Message(conversation, "That is guaranteed"));
        var allowed = await visitor.Say("Is that guaranteed?", Cancellation);

        Blocked(refused.Error, "rude");
        Blocked(chinese.Error, "rude");
        Blocked(staff.Error, "promises");
        allowed.Seq.ShouldBe(before + 1);
        Desk.Stored(conversation).ShouldAllBe(e => !e.Body.Contains("BLOCKHEAD") && !e.Body.Contains("That is"));
    }

    [Fact]
    public async Task What_a_rule_masks_is_stored_and_shown_masked_and_a_repeat_is_told_by_the_words_as_sent()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var hub = await visitor.Hub(Cancellation);
        var request = Message(conversation, "When does project  owl start?");

        var ack = (await hub.Send(request)).OrThrow();
        var repeat = (await hub.Send(request)).OrThrow();
        var masked = await hub.Send(request with { Body = new EventBody { Text = "When does •••••••••••• start?" } });

        repeat.ShouldBe(ack with { Duplicate = true });
        masked.Error!.Code.ShouldBe(ErrorCodes.IdempotencyConflict);
        var seen = await Eventually.Some(() => Desk.Agent.Seen.Select(s => s.Event).FirstOrDefault(e => e.ClientMsgId == request.ClientMsgId), Cancellation);
        seen.Body.Text.ShouldBe("When does •••••••••••• start?");
        (await Events(visitor)).Single(e => e.Seq == ack.Seq).Body.Text
            .ShouldBe("When does •••••••••••• start?");
        Desk.Stored(conversation).ShouldAllBe(e => !e.Body.Contains("owl"));
    }

    [Fact]
    public async Task Edits_announcements_cards_notes_and_reasons_are_looked_at_too()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var said = await visitor.Say("hello", Cancellation);
        var answered = await Desk.Agent.Say(conversation, "yes", Cancellation);
        var hub = await Desk.Agent.Hub(Cancellation);
        var room = (await hub.StaffConversation(new StaffConversationRequest(visitor.Session.SessionId))).OrThrow().Conv;

        Blocked((await (await visitor.Hub(Cancellation)).Send(Event(conversation, EventTypes.Edit, new EventBody { Target = said.Seq, Text = "blockhead" }))).Error, "rude");
        Blocked((await hub.Send(Event(conversation, EventTypes.Announcement, new EventBody { Text = "Guaranteed!" }))).Error, "promises");
        Blocked((await hub.Send(Event(room, EventTypes.Message, new EventBody { Text = "what a blockhead", Mark = StaffMarks.Note }))).Error, "rude");
        Blocked((await hub.Send(Event(conversation, EventTypes.Recall, new EventBody { Target = said.Seq, Reason = "a blockhead" }))).Error, "rude");
        (await hub.Send(Event(conversation, EventTypes.Message, new EventBody { Product = new ProductCard("7", "Project Owl kettle", "https://shop.test/project%20owl") }))).OrThrow();
        (await hub.Send(Event(conversation, EventTypes.Edit, new EventBody { Target = answered.Seq, Text = "yes, Project Owl" }))).OrThrow();

        var events = await Events(visitor);
        events.Single(e => e.Body.Product is not null).Body.Product!.ShouldBe(new ProductCard("7", "••••••••••• kettle", "https://shop.test/project%20owl"));
        events.Single(e => e.Seq == answered.Seq).Body.Text.ShouldBe("yes, •••••••••••");
        events.Single(e => e.Seq == said.Seq).Body.Text.ShouldBe("hello");
    }

    [Fact]
    public async Task Of_several_events_none_is_stored_when_a_rule_refuses_one()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var before = Desk.Row(conversation).HeadSeq;

        var refused = await (await visitor.Hub(Cancellation)).SendMany(
            new SendManyRequest([Message(conversation, "one"), Message(conversation, "blockhead"), Message(conversation, "three")]));

        refused.Error!.Code.ShouldBe(ErrorCodes.BlockedByPolicy);
        refused.Error.Details!.Select(d => d.Field).ShouldContain("events[1]");
        refused.Error.Details!.ShouldContain(d => d.Value == "rude");
        Desk.Row(conversation).HeadSeq.ShouldBe(before);
    }

    /// <summary>Whoever may not speak there learns nothing of the rules, and what was acknowledged stays so.</summary>
    [Fact]
    public async Task Membership_and_repeats_come_before_the_rules()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        await using var stranger = await VisitorBot.Connect(Desk.Host.Chat, Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var request = Message(conversation, "before the rule");
        var ack = (await (await visitor.Hub(Cancellation)).Send(request)).OrThrow();

        (await (await stranger.Hub(Cancellation)).Send(Message(conversation, "blockhead"))).Error!.Code.ShouldBe(ErrorCodes.NotFound);
        await Publish([.. Rules, new() { Id = "late", Name = "Later", Words = ["before the rule"] }]);

        (await (await visitor.Hub(Cancellation)).Send(request)).OrThrow().ShouldBe(ack with { Duplicate = true });
        Blocked((await (await visitor.Hub(Cancellation)).Send(Message(conversation, "before the rule"))).Error, "late");
    }

    private static void Blocked(Error? error, string rule)
    {
        error.ShouldNotBeNull();
        error.Code.ShouldBe(ErrorCodes.BlockedByPolicy);
        error.Details.ShouldHaveSingleItem().Value.ShouldBe(rule);
        error.RetryAfterMs.ShouldBeNull();
    }

    private static async Task<IReadOnlyList<ConversationEvent>> Events(VisitorBot visitor) =>
        (await (await visitor.Hub(Cancellation)).Fetch(new FetchRequest(visitor.Session!.ConversationId, 1, After: 0, Limit: 200))).OrThrow().Events;

    private static SendRequest Message(long conversation, string text) => Event(conversation, EventTypes.Message, new EventBody { Text = text });

    private static SendRequest Event(long conversation, string type, EventBody body) => new(conversation, Guid.CreateVersion7(), type, body);

    private Task Publish(IReadOnlyList<ContentRule> rules) => ResumeTests.Publish(Desk.Host, desk => desk with { ContentRules = rules });
}

public sealed class ContentRulesOverJsonTests(SharedDesk shared) : ContentRuleTests(shared), IClassFixture<SharedDesk>;

/// <inheritdoc cref="ContentRulesOverJsonTests"/>
public sealed class ContentRulesOverMessagePackTests(MessagePackDesk shared) : ContentRuleTests(shared), IClassFixture<MessagePackDesk>;
