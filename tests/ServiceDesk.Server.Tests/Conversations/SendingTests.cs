using Microsoft.EntityFrameworkCore;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Conversations;

/// <summary>Numbers in names are those of the protocol's conformance tests.</summary>
public abstract class SendingTests(SharedDesk shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ServedDesk Desk => shared.Desk;

    [Fact]
    public async Task Conformance_02_The_same_id_on_two_connections_at_once_gets_one_seq()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        await using var other = await VisitorBot.Connect(Desk.Host.Chat, Cancellation, visitor.Credentials.ResumeToken);
        var conversation = visitor.Session!.ConversationId;
        var before = Desk.Row(conversation);

        for (var i = 0; i < 20; i++)
        {
            var request = Message(conversation, $"message {i}");
            var acks = await Task.WhenAll(visitor.Connection.Send(request, Cancellation), other.Connection.Send(request, Cancellation));
            acks[0].Seq.ShouldBe(acks[1].Seq);
            acks[0].N.ShouldBe(acks[1].N);
            acks.Count(a => a.Duplicate).ShouldBe(1);
        }

        var after = Desk.Row(conversation);
        (after.HeadSeq - before.HeadSeq).ShouldBe(20);
        (after.HeadN - before.HeadN).ShouldBe(20);
    }

    [Fact]
    public async Task What_is_added_to_an_owed_answer_is_shown_to_staff_and_pushes_nothing_to_the_visitor()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var session = visitor.Session!.SessionId;
        await visitor.Say("first", Cancellation);
        await RowSays("first");
        var told = await Told();

        await visitor.Say("second", Cancellation);
        await RowSays("second");
        (await Told()).ShouldBe(told);

        await Desk.Agent.Connection.Send(visitor.Session.ConversationId, "answer", Cancellation);
        await Eventually.True(() => visitor.Inbox.Sessions.Count > told, Cancellation);

        Task RowSays(string text) => Eventually.True(
            () => Desk.Agent.Inbox.Sessions.Any(row => row.SessionId == session && row.LastText == text), Cancellation);

        // A row may show the word before the push that the word itself causes, half a second later: what comes is over when nothing more comes.
        async Task<int> Told()
        {
            for (var told = -1; told != visitor.Inbox.Sessions.Count;)
            {
                told = visitor.Inbox.Sessions.Count;
                await Task.Delay(TimeSpan.FromSeconds(2), Cancellation);
            }

            return visitor.Inbox.Sessions.Count;
        }
    }

    [Fact]
    public async Task Conformance_03_The_same_id_with_another_body_is_a_conflict_and_the_first_one_stays()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var request = Message(visitor.Session!.ConversationId, "first");
        var ack = await visitor.Connection.Send(request, Cancellation);
        var hub = await visitor.Hub(Cancellation);

        var conflict = await hub.Send(request with { Body = new EventBody { Text = "second" } });
        var repeat = await hub.Send(request);

        conflict.Error!.Code.ShouldBe(ErrorCodes.IdempotencyConflict);
        repeat.Value.ShouldBe(ack with { Duplicate = true });
        Desk.Stored(request.Conv).Single(e => e.ClientMsgId == request.ClientMsgId).Body.ShouldContain("first");
    }

    [Fact]
    public async Task Conformance_04_A_failed_transaction_consumes_no_seq_and_fails_only_the_post_that_broke_it()
    {
        await using var first = await Desk.Visitor(Cancellation);
        await using var second = await Desk.Visitor(Cancellation);
        var poison = Message(first.Session!.ConversationId, "poison-7f");
        await Execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON event WHEN NEW.body LIKE '%poison-7f%' BEGIN SELECT RAISE(ABORT, 'poison'); END");

        var log = Desk.Host.Get<ConversationLog>();
        var posts = Enumerable.Range(0, 30).Select(i => log.Append(Post(second, Message(second.Session!.ConversationId, $"sound {i}")), Cancellation));
        var refused = log.Append(Post(first, poison), Cancellation);
        var acks = await Task.WhenAll(posts.Concat(Enumerable.Range(0, 5).Select(i => log.Append(Post(first, Message(poison.Conv, $"beside {i}")), Cancellation))));

        acks.ShouldAllBe(a => a.Ok);
        (await refused).Error!.Code.ShouldBe(ErrorCodes.Unavailable);
        await Execute("DROP TRIGGER refuse");
        var again = await first.Connection.Send(poison, Cancellation);
        again.Duplicate.ShouldBeFalse();
        foreach (var conversation in new[] { poison.Conv, second.Session!.ConversationId })
        {
            var stored = Desk.Stored(conversation);
            stored.Select(e => e.Seq).ShouldBe(Enumerable.Range(1, stored.Count).Select(i => (long)i));
            Desk.Row(conversation).HeadSeq.ShouldBe(stored.Count);
            Desk.Row(conversation).HeadN.ShouldBe(stored.Count(e => e.Type == EventTypes.Message));
        }
    }

    [Fact]
    public async Task Two_hundred_concurrent_sends_commit_in_fewer_than_a_hundred_transactions()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var connections = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ =>
            VisitorBot.Connect(Desk.Host.Chat, Cancellation, visitor.Credentials.ResumeToken)));
        var metrics = Desk.Host.Get<LogMetrics>();
        var (transactions, events) = (metrics.Transactions, metrics.Events);

        var acks = await Task.WhenAll(connections.Select((c, i) => c.Connection.Send(conversation, $"concurrent {i}", Cancellation)));

        (metrics.Events - events).ShouldBe(200);
        (metrics.Transactions - transactions).ShouldBeInRange(1, 99);
        acks.Select(a => a.Seq).Distinct().Count().ShouldBe(200);
        TestContext.Current.SendDiagnosticMessage($"200 sends in {metrics.Transactions - transactions} transactions");
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }
    }

    [Fact]
    public async Task Who_owes_the_next_word_follows_the_public_messages()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;

        var first = await visitor.Say("Anybody?", Cancellation);
        await visitor.Say("Hello?", Cancellation);
        var owed = Desk.Row(conversation);
        owed.WaitingOn.ShouldBe(WaitingOnWords.Service);
        owed.WaitingSince.ShouldBe(first.At, "the answer is owed since the first word without one");

        var answer = await Desk.Agent.Say(conversation, "Here I am.", Cancellation);
        var answered = Desk.Row(conversation);
        answered.WaitingOn.ShouldBe(WaitingOnWords.Visitor);
        answered.WaitingSince.ShouldBe(answer.At);
        answered.LastPublicSeq.ShouldBe(answer.Seq);
    }

    [Fact]
    public async Task An_agent_who_takes_a_session_does_not_inherit_the_silence_that_the_bot_waits_in()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;

        var taken = Desk.Row(conversation);
        taken.WaitingOn.ShouldBe(WaitingOnWords.Nobody, "the bot has greeted, the visitor has said nothing");
        taken.WaitingSince.ShouldBeNull();

        await visitor.Say("Hello", Cancellation);
        Desk.Row(conversation).WaitingOn.ShouldBe(WaitingOnWords.Service);
    }

    [Fact]
    public async Task Still_here_counts_the_silence_from_now_and_stores_no_event()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var answer = await Desk.Agent.Say(conversation, "Are you there?", Cancellation);
        await Task.Delay(20, Cancellation);

        var hub = await visitor.Hub(Cancellation);
        (await hub.StillHere(new SessionCommand(Guid.CreateVersion7(), visitor.Session.SessionId))).OrThrow();

        var row = Desk.Row(conversation);
        row.WaitingOn.ShouldBe(WaitingOnWords.Visitor);
        row.WaitingSince!.Value.ShouldBeGreaterThan(answer.At);
        row.HeadSeq.ShouldBe(answer.Seq);
    }

    [Fact]
    public async Task The_first_answer_of_an_agent_is_told_to_the_router_once()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;

        await Desk.Agent.Say(conversation, "Good day.", Cancellation);
        await Desk.Agent.Say(conversation, "How can I help?", Cancellation);

        await using var db = Desk.Host.OpenDb();
        (await db.Outbox.CountAsync(o => o.ConversationId == conversation && o.Kind == "LogNotice", Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task An_ended_session_takes_no_message_of_the_service_and_the_visitors_next_one_continues_it()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var hub = await visitor.Hub(Cancellation);
        (await hub.End(new SessionCommand(Guid.CreateVersion7(), visitor.Session.SessionId))).OrThrow();

        var agents = await (await Desk.Agent.Hub(Cancellation)).Send(Message(conversation, "too late"));
        var visitors = await hub.Send(Message(conversation, "One more thing"));

        agents.Error!.Code.ShouldBe(ErrorCodes.ConversationClosed);
        Desk.Stored(conversation).ShouldNotContain(e => e.Body.Contains("too late"));
        visitors.Ok.ShouldBeTrue();
        await Eventually.True(() => Desk.Row(conversation).OpenSession == visitor.Session.SessionId, Cancellation);
    }

    [Fact]
    public async Task A_visitor_cannot_set_what_belongs_to_bot_and_system()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var request = Message(visitor.Session!.ConversationId, "plain") with
        {
            Body = new EventBody
            {
                Text = "plain",
                Choices = [new Choice("x", "Click me")],
                Sources = [new Source("a", "A source")],
                Note = new SystemNote(NoteKinds.Ended, new Dictionary<string, string>()),
            },
        };

        var ack = await visitor.Connection.Send(request, Cancellation);

        Desk.Stored(request.Conv).Single(e => e.Seq == ack.Seq).Body.ShouldBe("""{"text":"plain"}""");
    }

    private static SendRequest Message(long conversation, string text) =>
        new(conversation, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = text });

    private static Post Post(VisitorBot visitor, SendRequest request) =>
        new(request.Conv, visitor.Person, null, new Admission.Visitor(), request.Type, request.ClientMsgId, request.Body);

    private async Task Execute(string sql)
    {
        await using var db = Desk.Host.OpenDb();
        await using var write = await db.BeginWrite(WriteKind.Other, Cancellation);
        await db.Database.ExecuteSqlRawAsync(sql, Cancellation);
        await write.Commit(Cancellation);
    }
}
