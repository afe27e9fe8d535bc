using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Conversations;

/// <summary>Numbers in names are those of the protocol's conformance tests.</summary>
public sealed class ConformanceTests(SharedDesk shared) : IClassFixture<SharedDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ServedDesk Desk => shared.Desk;

    [Fact]
    public async Task Conformance_08_Who_was_away_beyond_what_is_kept_is_told_where_history_begins_and_goes_on_from_there()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        for (var i = 0; i < 30; i++)
        {
            await Desk.Agent.Say(conversation, $"line {i}", Cancellation);
        }

        var floor = Desk.Row(conversation).HeadSeq - 5;
        await using (var db = Desk.Host.OpenDb())
        {
            db.Members.Single(m => m.ConversationId == conversation && m.Person == visitor.Person).Floor = floor;
            await db.SaveChangesAsync(Cancellation);
        }

        var refusal = (await (await visitor.Hub(Cancellation)).Fetch(new FetchRequest(conversation, 1, After: 3))).Error!;
        (refusal.Code, refusal.Details![0].Field, refusal.Details[0].Value).ShouldBe((ErrorCodes.HistoryTruncated, "floor", $"{floor}"));

        // The same visitor on a device that held nothing yet.
        await using var late = await VisitorBot.Connect(Desk.Host.Chat, Cancellation, visitor.Credentials.ResumeToken);
        var view = late.Connection.Follow(conversation);
        var head = Desk.Row(conversation).HeadSeq;
        await Eventually.True(() => view.Cursor == head, Cancellation);
        view.Events.Select(e => e.Seq).ShouldBe(Enumerable.Range(0, 6).Select(i => floor + i));
    }

    [Fact]
    public async Task Conformance_09_After_a_restored_backup_every_reader_reads_anew_under_the_new_epoch()
    {
        await using var visitor = await Desk.Visitor(Cancellation, o => o with { HeartbeatSeconds = 1 });
        var conversation = visitor.Session!.ConversationId;
        var kept = await visitor.Say("before the backup", Cancellation);
        await visitor.Say("after the backup", Cancellation);
        await Eventually.True(() => visitor.Seen.Any(e => e.Body.Text == "after the backup"), Cancellation);
        await SetBack(conversation, kept);

        await Eventually.True(() => visitor.Connection.Follow(conversation) is { Epoch: 2 } view && view.Cursor == kept.Seq, Cancellation);
        visitor.Connection.Follow(conversation).Events.Select(e => e.Seq).ShouldBe(Enumerable.Range(1, (int)kept.Seq).Select(i => (long)i));

        var other = await visitor.Say("another future", Cancellation);
        other.Seq.ShouldBe(kept.Seq + 1);
        await Eventually.True(() => visitor.Connection.Follow(conversation).Events[^1].Body.Text == "another future", Cancellation);
        (await (await visitor.Hub(Cancellation)).Fetch(new FetchRequest(conversation, 1, After: 0))).Error!.Code.ShouldBe(ErrorCodes.EpochChanged);
    }

    [Fact]
    public async Task Conformance_15_An_event_of_an_unknown_type_moves_the_cursor_and_counts_for_nothing()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var before = Desk.Row(conversation);
        var hub = await visitor.Hub(Cancellation);
        var unread = await Unread(hub, conversation);
        await Store(conversation, "hologram");

        var said = await Desk.Agent.Say(conversation, "Did you see that?", Cancellation);

        await Eventually.True(() => visitor.Connection.Follow(conversation).Cursor == said.Seq, Cancellation);
        (said.Seq, said.N).ShouldBe((before.HeadSeq + 2, before.HeadN + 1));
        visitor.Connection.Follow(conversation).Events.Select(e => e.Seq).ShouldBe(Enumerable.Range(1, (int)said.Seq).Select(i => (long)i));
        (await Unread(hub, conversation)).ShouldBe(unread + 1);
    }

    private static async Task<long> Unread(IVisitorHub hub, long conversation)
    {
        var head = (await hub.Ping(new PingRequest([conversation]))).OrThrow().Heads.Single();
        return head.N - head.ReadN;
    }

    private async Task SetBack(long conversation, Ack to)
    {
        await using var db = Desk.Host.OpenDb();
        await using var write = await db.BeginWrite(WriteKind.Other, Cancellation);
        db.Events.RemoveRange(db.Events.Where(e => e.ConversationId == conversation && e.Seq > to.Seq));
        var row = db.Conversations.Single(c => c.Id == conversation);
        (row.HeadSeq, row.HeadN, row.Epoch) = (to.Seq, to.N, 2);
        foreach (var member in db.Members.Where(m => m.ConversationId == conversation))
        {
            (member.ReadSeq, member.ReadN) = (Math.Min(member.ReadSeq, to.Seq), Math.Min(member.ReadN, to.N));
        }

        await db.SaveChangesAsync(Cancellation);
        await write.Commit(Cancellation);
    }

    private async Task Store(long conversation, string type)
    {
        await using var db = Desk.Host.OpenDb();
        await using var write = await db.BeginWrite(WriteKind.Other, Cancellation);
        var row = db.Conversations.Single(c => c.Id == conversation);
        var stored = ConversationAppend.Append(
            db, row, new NewEvent(Persons.System, null, type, null, null, new EventBody { Text = "shimmer" }), Desk.Host.Get<TimeProvider>().Now());
        await db.SaveChangesAsync(Cancellation);
        await write.Commit(Cancellation);
        Desk.Host.Get<CommitPublisher>().Enqueue(CommittedEvents.Of(row, [stored]));
    }
}
