using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Conversations;

/// <summary>What several devices of a person, and several messages at once, ask for.</summary>
public sealed class SyncTests(SharedDesk shared) : IClassFixture<SharedDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ServedDesk Desk => shared.Desk;

    [Fact]
    public async Task Many_are_stored_in_their_order_and_a_repeat_gives_the_same_answer()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        SendRequest[] many = [.. Enumerable.Range(0, 50).Select(i => Message(conversation, $"line {i}"))];

        var acks = await visitor.Connection.SendMany(many, Cancellation);
        var again = await visitor.Connection.SendMany(many, Cancellation);

        acks.Select(a => a.Seq).ShouldBe(Enumerable.Range(0, 50).Select(i => acks[0].Seq + i));
        again.ShouldBe(acks.Select(a => a with { Duplicate = true }));
        Desk.Stored(conversation).Where(e => e.Sender == visitor.Person).Select(e => e.ClientMsgId).ShouldBe(many.Select(m => (Guid?)m.ClientMsgId));
    }

    [Fact]
    public async Task Many_of_which_one_is_refused_leave_nothing_behind_and_say_which()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var said = await Desk.Agent.Say(conversation, "not yours", Cancellation);
        var before = Desk.Row(conversation);
        var hub = await visitor.Hub(Cancellation);
        var edit = Message(conversation, "mine now") with { Type = EventTypes.Edit, Body = new EventBody { Target = said.Seq, Text = "mine now" } };

        var late = await hub.SendMany(new SendManyRequest([Message(conversation, "one"), Message(conversation, "two"), edit]));
        var early = await hub.SendMany(new SendManyRequest([Message(conversation, "one") with { Type = EventTypes.Survey }, Message(conversation, "two")]));

        (late.Error!.Code, late.Error.Details![0].Field).ShouldBe((ErrorCodes.Forbidden, "events[2]"));
        (early.Error!.Code, early.Error.Details![0].Field).ShouldBe((ErrorCodes.UnsupportedType, "events[0]"));
        Desk.Row(conversation).HeadSeq.ShouldBe(before.HeadSeq);
        (await visitor.Say("afterwards", Cancellation)).Seq.ShouldBe(before.HeadSeq + 1);
    }

    [Fact]
    public async Task Many_are_at_most_fifty_and_of_one_conversation()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var hub = await visitor.Hub(Cancellation);
        foreach (var refused in new SendManyRequest[]
        {
            new([]),
            new([.. Enumerable.Range(0, 51).Select(i => Message(conversation, $"{i}"))]),
            new([Message(conversation, "here"), Message(conversation + 1, "there")]),
        })
        {
            (await hub.SendMany(refused)).Error!.Code.ShouldBe(ErrorCodes.Invalid);
        }
    }

    [Fact]
    public async Task Many_beside_single_ones_of_others_keep_the_log_dense()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var sends = Enumerable.Range(0, 10).Select(i => visitor.Connection.SendMany([.. Enumerable.Range(0, 5).Select(j => Message(conversation, $"v {i} {j}"))], Cancellation)).ToList();
        var singles = Enumerable.Range(0, 20).Select(i => Desk.Agent.Say(conversation, $"a {i}", Cancellation)).ToList();

        foreach (var acks in await Task.WhenAll(sends))
        {
            acks.Select(a => a.Seq).ShouldBe(Enumerable.Range(0, 5).Select(i => acks[0].Seq + i), "nothing comes between what is sent together");
        }

        await Task.WhenAll(singles);
        var stored = Desk.Stored(conversation);
        stored.Select(e => e.Seq).ShouldBe(Enumerable.Range(1, stored.Count).Select(i => (long)i));
    }

    [Fact]
    public async Task Heads_come_by_page_for_the_own_conversations_only()
    {
        await using var first = await Desk.Visitor(Cancellation);
        await using var second = await Desk.Visitor(Cancellation);
        var hub = await Desk.Agent.Hub(Cancellation);
        var heads = new List<Head>();
        for (var (since, more) = (0L, true); more;)
        {
            var page = (await hub.Heads(new HeadsRequest(since, Limit: 1))).OrThrow();
            page.Heads.Count.ShouldBeLessThanOrEqualTo(1);
            heads.AddRange(page.Heads);
            (since, more) = (page.Heads[^1].Conv, page.More);
        }

        heads.Select(h => h.Conv).ShouldBe(heads.Select(h => h.Conv).Order());
        heads.ShouldContain(h => h.Conv == first.Session!.ConversationId);
        heads.ShouldContain(h => h.Conv == second.Session!.ConversationId);
        var own = (await (await first.Hub(Cancellation)).Heads(new HeadsRequest())).OrThrow();
        own.Heads.ShouldHaveSingleItem().Conv.ShouldBe(first.Session!.ConversationId);
        own.More.ShouldBeFalse();
    }

    [Fact]
    public async Task Reading_on_one_device_is_told_to_the_other_ones_of_the_same_member()
    {
        await using var phone = await Desk.Visitor(Cancellation);
        await using var tablet = await VisitorBot.Connect(Desk.Host.Chat, Cancellation, phone.Credentials.ResumeToken);
        var conversation = phone.Session!.ConversationId;
        var said = await Desk.Agent.Say(conversation, "read me", Cancellation);

        (await (await phone.Hub(Cancellation)).MarkRead(new MarkRequest(conversation, said.Seq))).OrThrow();

        await Eventually.True(() => tablet.Inbox.ReadSyncs.Any(r => r.Conv == conversation && r.ReadSeq == said.Seq && r.ReadN == said.N), Cancellation);
        Desk.Agent.Inbox.ReadSyncs.ShouldNotContain(r => r.Conv == conversation && r.ReadSeq == said.Seq, "it is another member's");
    }

    [Fact]
    public async Task A_draft_reaches_the_other_devices_of_the_same_person_and_the_last_one_wins()
    {
        await using var phone = await Desk.Visitor(Cancellation);
        await using var tablet = await VisitorBot.Connect(Desk.Host.Chat, Cancellation, phone.Credentials.ResumeToken);
        var conversation = phone.Session!.ConversationId;
        var head = Desk.Row(conversation).HeadSeq;
        var (hub, other) = (await phone.Hub(Cancellation), await tablet.Hub(Cancellation));

        (await hub.SaveDraft(new SaveDraftRequest(conversation, "I would li"))).OrThrow();
        await Eventually.True(() => tablet.Inbox.Drafts.Any(d => d.Conv == conversation && d.Text == "I would li"), Cancellation);
        var last = (await other.SaveDraft(new SaveDraftRequest(conversation, "I would like a kettle"))).OrThrow();

        await Eventually.True(() => phone.Inbox.Drafts.Contains(last), Cancellation);
        phone.Inbox.Drafts.ShouldHaveSingleItem("nobody is told of the own draft");
        (await hub.Drafts(new DraftsRequest(conversation))).OrThrow().Drafts.ShouldBe([last]);
        (await (await Desk.Agent.Hub(Cancellation)).Drafts(new DraftsRequest())).OrThrow().Drafts.ShouldNotContain(d => d.Conv == conversation);
        (await hub.SaveDraft(new SaveDraftRequest(conversation, ""))).OrThrow();
        (await other.Drafts(new DraftsRequest())).OrThrow().Drafts.ShouldBeEmpty();
        (await other.Drafts(new DraftsRequest(conversation))).OrThrow().Drafts.ShouldBeEmpty();
        (await other.Drafts(new DraftsRequest(conversation + 50))).Error!.Code.ShouldBe(ErrorCodes.NotFound);
        Desk.Row(conversation).HeadSeq.ShouldBe(head, "a draft is no event");
        (await hub.SaveDraft(new SaveDraftRequest(conversation, new string('x', 4001)))).Error!.Code.ShouldBe(ErrorCodes.TooLarge);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    public async Task What_a_visitor_types_is_shown_to_who_serves_only_with_consent_and_when_both_asked_for_it(bool consent, bool asked, bool shown)
    {
        await using var lee = await AgentBot.Connect(Desk.Host.Desk, TestDesk.Lee, Cancellation, o => o with { Features = [FeatureNames.DraftPreview] });
        await using var ana = await AgentBot.Connect(Desk.Host.Desk, TestDesk.Ana, Cancellation, o => o with { Features = [FeatureNames.DraftPreview] });
        await using var visitor = await Desk.Visitor(
            Cancellation, o => o with { PreviewConsent = consent, Features = asked ? [FeatureNames.DraftPreview] : [] });
        var conversation = visitor.Session!.ConversationId;
        (await (await lee.Hub(Cancellation)).Watch(new WatchRequest(conversation))).OrThrow();

        (await (await visitor.Hub(Cancellation)).Typing(new TypingRequest(conversation, "My address is"))).OrThrow();

        await Eventually.True(() => ana.Inbox.TypingSignals.Any(t => t.Conv == conversation), Cancellation);
        await Eventually.True(() => lee.Inbox.TypingSignals.Any(t => t.Conv == conversation), Cancellation);
        if (shown)
        {
            await Eventually.True(() => ana.Inbox.TypingSignals.Any(t => t.Conv == conversation && t.Preview == "My address is"), Cancellation);
        }

        // Ana's other desk did not ask for it, and Lee only looks on.
        await Desk.Agent.Connection.Heartbeat(Cancellation);
        await lee.Connection.Heartbeat(Cancellation);
        await ana.Connection.Heartbeat(Cancellation);
        (ana.Inbox.TypingSignals.Any(t => t.Conv == conversation && t.Preview is not null)).ShouldBe(shown);
        Desk.Agent.Inbox.TypingSignals.Concat(lee.Inbox.TypingSignals).Where(t => t.Conv == conversation).ShouldAllBe(t => t.Preview == null);
    }

    private static SendRequest Message(long conversation, string text) =>
        new(conversation, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = text });
}
