using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Supervision;

public sealed class StaffConversationTests(SupervisedDesk desk) : IClassFixture<SupervisedDesk>
{
    private const string Secret = "the refund limit is fifty";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_note_has_a_place_of_its_own_and_the_guarantees_of_every_message()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        var ana = await desk.Ana.Hub(Cancellation);
        var head = (await ana.StaffConversation(new StaffConversationRequest(row.SessionId))).OrThrow();
        (head.Conv, head.Seq).ShouldNotBe((row.ConversationId, 1));

        var note = new SendRequest(head.Conv, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = Secret, Mark = StaffMarks.Note });
        var ack = (await ana.Send(note)).OrThrow();
        (ack.Seq, ack.N, ack.Duplicate).ShouldBe((1, 1, false));
        (await ana.Send(note)).OrThrow().ShouldBe(ack with { Duplicate = true });
        (await ana.Send(note with { Body = note.Body with { Text = "another" } })).Error!.Code.ShouldBe(ErrorCodes.IdempotencyConflict);

        var stored = desk.Served.Stored(head.Conv).ShouldHaveSingleItem();
        (stored.Sender, stored.N).ShouldBe((desk.Ana.Person, 1));
        (await ana.StaffConversation(new StaffConversationRequest(row.SessionId))).OrThrow().Conv.ShouldBe(head.Conv);
        (await desk.Row(row.SessionId, Cancellation)).StaffConversationId.ShouldBe(head.Conv);
        desk.Served.Member(head.Conv, desk.Ana.Person).ReadSeq.ShouldBe(1);
        desk.Served.Stored(row.ConversationId).ShouldAllBe(e => !e.Body.Contains("refund", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_colleague_is_mentioned_who_is_no_member_yet_a_visitor_never()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        var ana = await desk.Ana.Hub(Cancellation);
        var staff = (await ana.StaffConversation(new StaffConversationRequest(row.SessionId))).OrThrow().Conv;
        SendRequest Naming(string person) => new(
            staff, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = Secret, Mark = StaffMarks.Note }, Mentions: [person]);

        var named = (await ana.Send(Naming("agent:4711"))).OrThrow();
        (await ana.Send(Naming(visitor.Person))).Error!.Code.ShouldBe(ErrorCodes.Invalid);
        (await ana.Send(Naming("agent:everybody"))).Error!.Code.ShouldBe(ErrorCodes.Invalid);

        await using var db = desk.Served.Host.OpenDb();
        var kept = await db.Mentions.Where(m => m.ConversationId == staff).ToListAsync(Cancellation);
        kept.Select(m => (m.Person, m.Seq)).ShouldBe([("agent:4711", named.Seq)]);
    }

    [Fact]
    public async Task Who_is_named_is_told_wherever_they_are_until_they_have_read_it()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        var ana = await desk.Ana.Hub(Cancellation);
        var staff = (await ana.StaffConversation(new StaffConversationRequest(row.SessionId))).OrThrow().Conv;
        var note = new SendRequest(
            staff, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = Secret, Mark = StaffMarks.Note }, Mentions: [desk.Sam.Person]);
        var named = (await ana.Send(note)).OrThrow();

        // On a desk that shows another chat, and on one that is opened later.
        UnreadMention? Told(AgentBot bot) => bot.Inbox.MentionLists.LastOrDefault()?.Unread.SingleOrDefault(m => m.Conv == staff);
        await Eventually.True(() => Told(desk.Sam) is not null, Cancellation);
        await using var later = await AgentBot.Connect(desk.Served.Host.Desk, TestDesk.Supervisor, Cancellation);
        await Eventually.True(() => Told(later) is not null, Cancellation);
        foreach (var told in new[] { Told(desk.Sam)!, Told(later)! })
        {
            (told.SessionId, told.Seq, told.Text, told.VisitorName).ShouldBe((row.SessionId, named.Seq, Secret, row.VisitorName));
            told.By.ShouldBe(desk.Ana.Credentials.User.Name);
        }

        // Who only looks in is no member; the mark says that they have seen it.
        var hub = await later.Hub(Cancellation);
        (await hub.StaffConversation(new StaffConversationRequest(row.SessionId))).OrThrow();
        (await hub.MarkRead(new MarkRequest(staff, named.Seq))).Ok.ShouldBeTrue();
        await Eventually.True(() => Told(desk.Sam) is null && Told(later) is null, Cancellation);
        (await ana.Send(note)).OrThrow().Duplicate.ShouldBeTrue();
        await desk.Ana.Say(row.ConversationId, "And so on", Cancellation);
        Told(desk.Sam).ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_is_told_of_a_session_that_they_may_not_see()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        var ana = await desk.Ana.Hub(Cancellation);
        var staff = (await ana.StaffConversation(new StaffConversationRequest(row.SessionId))).OrThrow().Conv;
        await using var mei = await AgentBot.Connect(desk.Served.Host.Desk, TestDesk.Mei, Cancellation);
        IReadOnlyList<Membership> before = [];
        await desk.Publish(
            d =>
            {
                before = d.Agents.Single(a => a.Id == mei.Credentials.User.Id).Memberships;
                return Serving(d, mei, []);
            },
            Cancellation);
        try
        {
            var note = new EventBody { Text = Secret, Mark = StaffMarks.Note };
            (await ana.Send(new SendRequest(staff, Guid.CreateVersion7(), EventTypes.Message, note, Mentions: [mei.Person, desk.Sam.Person]))).OrThrow();
            await Eventually.True(() => desk.Sam.Inbox.MentionLists.Any(l => l.Unread.Any(m => m.Conv == staff)), Cancellation);
            await Eventually.True(() => mei.Inbox.MentionLists.Count >= 2, Cancellation);
            mei.Inbox.MentionLists.ShouldAllBe(l => l.Unread.All(m => m.Conv != staff));
            await (await desk.Sam.Hub(Cancellation)).MarkRead(new MarkRequest(staff, 1));
        }
        finally
        {
            await desk.Publish(d => Serving(d, mei, before), Cancellation);
        }
    }

    [Fact]
    public async Task What_is_meant_for_the_one_side_never_enters_the_other()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        var ana = await desk.Ana.Hub(Cancellation);
        var staff = (await ana.StaffConversation(new StaffConversationRequest(row.SessionId))).OrThrow().Conv;
        var before = desk.Served.Row(row.ConversationId).HeadSeq;

        SendRequest To(long conv, string? mark) => new(conv, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = Secret, Mark = mark });
        (await ana.Send(To(row.ConversationId, StaffMarks.Note))).Error!.Code.ShouldBe(ErrorCodes.NotFound);
        (await ana.Send(To(staff, null))).Error!.Code.ShouldBe(ErrorCodes.NotFound);
        (await ana.Send(To(staff, "shout"))).Error!.Code.ShouldBe(ErrorCodes.Invalid);
        (await ana.Send(To(staff, StaffMarks.Whisper))).Error!.Code.ShouldBe(ErrorCodes.Invalid);
        (await (await visitor.Hub(Cancellation)).Send(To(row.ConversationId, StaffMarks.Note))).OrThrow();

        desk.Served.Stored(staff).ShouldBeEmpty();
        var said = desk.Served.Stored(row.ConversationId).Where(e => e.Seq > before).ShouldHaveSingleItem();
        JsonSerializer.Deserialize<EventBody>(said.Body, WireJson.Options)!.Mark.ShouldBeNull("a visitor sets no mark");
    }

    [Fact]
    public async Task The_visitor_can_neither_see_nor_fetch_nor_guess_nor_be_pushed_any_of_it()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        var ana = await desk.Ana.Hub(Cancellation);
        var head = (await ana.StaffConversation(new StaffConversationRequest(row.SessionId))).OrThrow();
        var staff = head.Conv;
        var hub = await visitor.Hub(Cancellation);

        // Everything that could be pushed happens, and the supervisor gets it.
        (await desk.Monitor.Monitor(new SessionCommand(Guid.CreateVersion7(), row.SessionId))).OrThrow();
        await ana.Typing(new TypingRequest(staff));
        (await desk.Monitor.Whisper(new WhisperRequest(Guid.CreateVersion7(), row.SessionId, Secret))).OrThrow();
        (await ana.Send(new SendRequest(staff, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = Secret, Mark = StaffMarks.Note }))).OrThrow();
        await (await desk.Sam.Hub(Cancellation)).MarkRead(new MarkRequest(staff, 2));
        await Eventually.True(() => desk.Sam.Inbox.Pushes.Count(p => p.Conv == staff) >= 2, Cancellation);
        await Eventually.True(() => desk.Ana.Inbox.Ticks.Any(t => t.Conv == staff && t.Read == 2), Cancellation);
        desk.Sam.Inbox.TypingSignals.ShouldContain(t => t.Conv == staff);

        // Every call that takes a conversation, with the right number.
        (await hub.Fetch(new FetchRequest(staff, head.Epoch, After: 0))).Error!.Code.ShouldBe(ErrorCodes.NotFound);
        (await hub.Fetch(new FetchRequest(staff, head.Epoch, Before: 100))).Error!.Code.ShouldBe(ErrorCodes.NotFound);
        (await hub.Send(new SendRequest(staff, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = "Hello?", Mark = StaffMarks.Note })))
            .Error!.Code.ShouldBe(ErrorCodes.NotFound);
        (await hub.Typing(new TypingRequest(staff))).Error!.Code.ShouldBe(ErrorCodes.NotFound);
        (await hub.Ping(new PingRequest([staff]))).OrThrow().Heads.ShouldBeEmpty();
        await hub.MarkRead(new MarkRequest(staff, 2));
        await hub.MarkDelivered(new MarkRequest(staff, 2));

        // A second device of the same visitor, and the one after a new Hello.
        await using var again = await VisitorBot.Connect(desk.Served.Host.Chat, Cancellation, visitor.Credentials.ResumeToken);
        again.Connection.Welcome!.Heads.Select(h => h.Conv).ShouldBe([row.ConversationId]);
        await again.Open(Cancellation);

        // What is said afterwards has arrived, so that everything before it would have.
        var last = await desk.Ana.Say(row.ConversationId, "Still with you", Cancellation);
        await Eventually.True(() => visitor.Seen.Any(e => e.Seq == last.Seq) && again.Seen.Any(e => e.Seq == last.Seq), Cancellation);
        foreach (var inbox in new[] { visitor.Inbox, again.Inbox })
        {
            inbox.Pushes.ShouldAllBe(p => p.Conv == row.ConversationId);
            inbox.Ticks.ShouldAllBe(t => t.Conv == row.ConversationId && t.Member != desk.Sam.Person);
            inbox.TypingSignals.ShouldAllBe(t => t.Conv == row.ConversationId);
            (JsonSerializer.Serialize(inbox.Pushes) + JsonSerializer.Serialize(inbox.Sessions)).ShouldNotContain("refund");
        }

        await using var db = desk.Served.Host.OpenDb();
        (await db.Members.AnyAsync(m => m.ConversationId == staff && m.Person == visitor.Person, Cancellation)).ShouldBeFalse();
        desk.Served.Stored(staff).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_is_not_served_by_the_queue_neither_reads_nor_writes_there()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        var head = (await (await desk.Ana.Hub(Cancellation)).StaffConversation(new StaffConversationRequest(row.SessionId))).OrThrow();
        await using var mei = await AgentBot.Connect(desk.Served.Host.Desk, TestDesk.Mei, Cancellation);
        var hub = await mei.Hub(Cancellation);
        var note = new SendRequest(head.Conv, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = "Ask Lee", Mark = StaffMarks.Note });
        (await hub.Send(note)).OrThrow();

        await desk.Publish(d => Serving(d, mei, []), Cancellation);

        (await hub.StaffConversation(new StaffConversationRequest(row.SessionId))).Error!.Code.ShouldBe(ErrorCodes.NotFound);
        (await hub.Fetch(new FetchRequest(head.Conv, head.Epoch, After: 0))).Error!.Code.ShouldBe(ErrorCodes.NotFound);
        (await hub.Watch(new WatchRequest(head.Conv))).Error!.Code.ShouldBe(ErrorCodes.NotFound);
        (await hub.Send(note with { ClientMsgId = Guid.CreateVersion7() })).Error!.Code.ShouldBe(ErrorCodes.NotFound);
        desk.Served.Stored(head.Conv).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_agent_leaves_it_with_the_session_and_whoever_is_consulted_is_in_it_meanwhile()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        await using var lee = await AgentBot.Connect(desk.Served.Host.Desk, TestDesk.Lee, Cancellation);
        await lee.Choose(Presence.Online, Cancellation);
        var ana = await desk.Ana.Hub(Cancellation);
        (await ana.Consult(new TransferRequest(Guid.CreateVersion7(), row.SessionId, row.Version, ToAgent: lee.Credentials.User.Id))).OrThrow();
        await lee.Accept(await lee.Ringing(Cancellation, row.SessionId), Cancellation);
        var advised = await Advised(row.SessionId);

        var staff = advised.StaffConversationId.ShouldNotBeNull();
        (desk.Served.Member(staff, desk.Ana.Person).Role, desk.Served.Member(staff, lee.Person).Role).ShouldBe(("agent", "consultant"));
        var said = new SendRequest(staff, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = "Fifty", Mark = StaffMarks.Consult });
        (await (await lee.Hub(Cancellation)).Send(said)).OrThrow();
        await Eventually.True(() => desk.Ana.Inbox.Pushes.Any(p => p.Conv == staff), Cancellation);
        visitor.Seen.ShouldAllBe(e => e.Body.Note == null || !e.Body.Note.Args.Values.Contains("Lee"));

        (await ana.CompleteConsult(SupervisedDesk.Command(advised))).OrThrow();
        desk.Served.Member(staff, desk.Ana.Person).LeftAt.ShouldNotBeNull();
        (desk.Served.Member(staff, lee.Person).Role, desk.Served.Member(staff, lee.Person).LeftAt).ShouldBe(("agent", null));
        await lee.Choose(Presence.Busy, Cancellation);
    }

    private async Task<SessionRow> Advised(long session)
    {
        SessionRow row;
        do
        {
            row = await desk.Row(session, Cancellation);
        }
        while (row.ConsultingAgentId is null);

        return row;
    }

    private static Desk Serving(Desk desk, AgentBot agent, IReadOnlyList<Membership> queues) =>
        desk with { Agents = [.. desk.Agents.Select(a => a.Id == agent.Credentials.User.Id ? a with { Memberships = queues } : a)] };
}
