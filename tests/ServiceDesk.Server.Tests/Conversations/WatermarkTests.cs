using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Conversations;

/// <summary>Numbers in names are those of the protocol's conformance tests.</summary>
public abstract class WatermarkTests(SharedDesk shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ServedDesk Desk => shared.Desk;

    [Fact]
    public async Task Conformance_10_Read_marks_of_two_devices_race_to_the_highest()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        await using var tablet = await VisitorBot.Connect(Desk.Host.Chat, Cancellation, visitor.Credentials.ResumeToken);
        var conversation = visitor.Session!.ConversationId;
        var last = await Lines(conversation, 8);
        var (one, other) = (await visitor.Hub(Cancellation), await tablet.Hub(Cancellation));

        for (var back = 3; back >= 0; back--)
        {
            await Task.WhenAll(
                one.MarkRead(new MarkRequest(conversation, last.Seq - back)), other.MarkRead(new MarkRequest(conversation, last.Seq - 3 + back)));
        }

        await Eventually.True(() => Desk.Member(conversation, visitor.Person).ReadSeq == last.Seq, Cancellation);
        (await one.MarkRead(new MarkRequest(conversation, 1))).OrThrow();
        await Eventually.True(() => tablet.Inbox.ReadSyncs.Any(r => r.ReadSeq == last.Seq && r.ReadN == last.N), Cancellation);
        await Task.Delay(1000, Cancellation);
        var member = Desk.Member(conversation, visitor.Person);
        (member.ReadSeq, member.ReadN, member.DeliveredSeq).ShouldBe((last.Seq, last.N, last.Seq));
    }

    [Fact]
    public async Task Conformance_11_A_mark_beyond_the_head_is_clamped_and_unread_is_never_negative()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var last = await Lines(conversation, 3);
        var hub = await visitor.Hub(Cancellation);

        (await hub.MarkRead(new MarkRequest(conversation, last.Seq + 1000))).OrThrow();

        await Eventually.True(() => Desk.Member(conversation, visitor.Person).ReadSeq == last.Seq, Cancellation);
        var head = (await hub.Ping(new PingRequest([conversation]))).OrThrow().Heads.Single();
        (head.N - head.ReadN).ShouldBe(0);
        var next = await Desk.Agent.Say(conversation, "one more", Cancellation);
        head = (await hub.Ping(new PingRequest([conversation]))).OrThrow().Heads.Single();
        (head.N - head.ReadN).ShouldBe(1);
        next.Seq.ShouldBe(head.Seq);
    }

    [Fact]
    public async Task Conformance_12_An_own_message_is_not_unread_after_a_reconnect()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        await Lines(conversation, 2);
        await visitor.Say("and mine", Cancellation);
        var connects = visitor.Connection.Connects;

        await visitor.Connection.Drop(Cancellation);
        await Eventually.True(() => visitor.Connection.Connects > connects, Cancellation);

        var head = visitor.Connection.Welcome!.Heads.Single(h => h.Conv == conversation);
        (head.N - head.ReadN).ShouldBe(0);
    }

    [Fact]
    public async Task The_other_side_sees_delivered_then_read_and_again_after_a_reconnect()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var said = await visitor.Say("Are you there?", Cancellation);
        var hub = await Desk.Agent.Hub(Cancellation);

        (await hub.MarkDelivered(new MarkRequest(conversation, said.Seq))).OrThrow();
        await Eventually.True(() => Tick(visitor, conversation) is { } tick && tick.Delivered == said.Seq && tick.Read < said.Seq, Cancellation);
        (await hub.MarkRead(new MarkRequest(conversation, said.Seq))).OrThrow();
        await Eventually.True(() => Tick(visitor, conversation)?.Read == said.Seq, Cancellation);

        visitor.Inbox.Ticks.Clear();
        await visitor.Connection.Drop(Cancellation);
        await Eventually.True(() => Tick(visitor, conversation)?.Read == said.Seq, Cancellation);
    }

    [Fact]
    public async Task A_mark_on_somebody_elses_conversation_changes_nothing()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        await using var stranger = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var last = await Lines(conversation, 2);
        var before = Desk.Member(conversation, visitor.Person);

        await (await stranger.Hub(Cancellation)).MarkRead(new MarkRequest(conversation, last.Seq));
        await Task.Delay(1200, Cancellation);

        Desk.Member(conversation, visitor.Person).ShouldBeEquivalentTo(before);
        await using var db = Desk.Host.OpenDb();
        db.Members.Count(m => m.ConversationId == conversation && m.Person == stranger.Person).ShouldBe(0);
    }

    [Fact]
    public async Task A_shutdown_loses_no_mark()
    {
        var folder = TestDesk.NewFolder();
        try
        {
            long conversation;
            string person;
            Ack last;
            await using (var host = await TestHost.Start(new Dictionary<string, string?> { ["Watermarks:FlushMs"] = "1000" }, folder: folder))
            await using (var visitor = await VisitorBot.Connect(host.Chat, Cancellation))
            {
                conversation = (await visitor.Open(Cancellation)).ConversationId;
                person = visitor.Person;
                last = await visitor.Say("hello", Cancellation);
                await Eventually.True(() => visitor.Seen.Any(e => e.Seq > last.Seq && e.Sender.StartsWith("bot:", StringComparison.Ordinal)), Cancellation);
                await (await visitor.Hub(Cancellation)).MarkRead(new MarkRequest(conversation, last.Seq + 1));
            }

            await using var next = await TestHost.Start(folder: folder);
            await using var db = next.OpenDb();
            db.Members.Single(m => m.ConversationId == conversation && m.Person == person).ReadSeq.ShouldBe(last.Seq + 1);
        }
        finally
        {
            TestDesk.Delete(folder);
        }
    }

    private Receipts? Tick(VisitorBot visitor, long conversation) =>
        visitor.Inbox.Ticks.LastOrDefault(t => t.Conv == conversation && t.Member == Desk.Agent.Person);

    private async Task<Ack> Lines(long conversation, int count)
    {
        Ack? last = null;
        for (var i = 0; i < count; i++)
        {
            last = await Desk.Agent.Say(conversation, $"line {i}", Cancellation);
        }

        return last!;
    }
}
