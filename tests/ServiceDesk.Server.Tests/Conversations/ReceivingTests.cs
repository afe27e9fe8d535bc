using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Conversations;

/// <summary>Numbers in names are those of the protocol's conformance tests.</summary>
public abstract class ReceivingTests(SharedDesk shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ServedDesk Desk => shared.Desk;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Conformance_05_Reordered_repeated_and_dropped_frames_give_the_same_view(int seed)
    {
        var faults = new FrameFaults(seed);
        await using var visitor = await Desk.Visitor(Cancellation, o => o with { Faults = faults.Apply, HeartbeatSeconds = 0.5 });
        var conversation = visitor.Session!.ConversationId;

        for (var i = 0; i < 60; i++)
        {
            await Desk.Agent.Say(conversation, $"line {i}", Cancellation);
            if (i % 7 == 0)
            {
                await visitor.Say($"reply {i}", Cancellation);
            }
        }

        var head = Desk.Row(conversation).HeadSeq;
        await Eventually.True(() => visitor.Connection.Follow(conversation).Cursor == head, Cancellation);
        faults.Dropped.ShouldBeGreaterThan(5);
        faults.Repeated.ShouldBeGreaterThan(5);
        faults.Reordered.ShouldBeGreaterThan(5);
        ShouldHoldAll(visitor, conversation);
    }

    [Fact]
    public async Task Conformance_06_A_lost_last_message_is_found_by_the_heartbeat()
    {
        var lose = false;
        await using var visitor = await Desk.Visitor(
            Cancellation, o => o with { Faults = push => Volatile.Read(ref lose) ? [] : [push], HeartbeatSeconds = 1 });
        var conversation = visitor.Session!.ConversationId;
        visitor.Connection.Welcome!.HeartbeatSec.ShouldBeLessThanOrEqualTo(25);
        Volatile.Write(ref lose, true);

        var last = await Desk.Agent.Say(conversation, "the lost one", Cancellation);

        await Eventually.True(() => visitor.Seen.Any(e => e.Seq == last.Seq), Cancellation, TimeSpan.FromSeconds(25));
        ShouldHoldAll(visitor, conversation);
    }

    [Fact]
    public async Task After_a_lost_connection_nothing_is_missed_and_what_had_no_answer_is_sent_again_once()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;

        var sends = Enumerable.Range(0, 20).Select(i => visitor.Say($"kept {i}", Cancellation)).ToList();
        for (var drop = 0; drop < 3; drop++)
        {
            await visitor.Connection.Drop(Cancellation);
            await Desk.Agent.Say(conversation, $"while away {drop}", Cancellation);
        }

        await Task.WhenAll(sends);
        var head = Desk.Row(conversation).HeadSeq;
        await Eventually.True(() => visitor.Connection.Follow(conversation).Cursor == head, Cancellation);
        ShouldHoldAll(visitor, conversation);
        var texts = visitor.Seen.Where(e => e.Body.Text?.StartsWith("kept ", StringComparison.Ordinal) == true).Select(e => e.Body.Text).ToList();
        texts.Count.ShouldBe(20);
        texts.Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public async Task Pages_lead_forward_and_back_without_gap()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        for (var i = 0; i < 25; i++)
        {
            await visitor.Say($"page {i}", Cancellation);
        }

        var hub = await visitor.Hub(Cancellation);
        var epoch = Desk.Row(conversation).Epoch;
        var forward = new List<long>();
        for (EventPage page; (page = (await hub.Fetch(new FetchRequest(conversation, epoch, After: forward.LastOrDefault(), Limit: 7))).OrThrow()).Events.Count > 0;)
        {
            forward.AddRange(page.Events.Select(e => e.Seq));
            page.More.ShouldBe(forward[^1] < page.Head);
        }

        var back = new List<long>();
        for (EventPage page; (page = (await hub.Fetch(new FetchRequest(conversation, epoch, Before: back.Count == 0 ? forward.Count + 1 : back[0], Limit: 7))).OrThrow()).Events.Count > 0;)
        {
            back.InsertRange(0, page.Events.Select(e => e.Seq));
            page.More.ShouldBe(back[0] > 1);
        }

        forward.ShouldBe(Desk.Stored(conversation).Select(e => e.Seq));
        back.ShouldBe(forward);
    }

    [Fact]
    public async Task A_cursor_of_another_epoch_or_beyond_the_head_is_told_to_start_anew()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var row = Desk.Row(conversation);
        var hub = await visitor.Hub(Cancellation);

        (await hub.Fetch(new FetchRequest(conversation, row.Epoch + 1, After: 0))).Error!.Code.ShouldBe(ErrorCodes.EpochChanged);
        (await hub.Fetch(new FetchRequest(conversation, row.Epoch, After: row.HeadSeq + 50))).Error!.Code.ShouldBe(ErrorCodes.CursorAhead);
    }

    [Fact]
    public async Task A_conversation_of_somebody_else_is_as_unknown_as_one_that_does_not_exist()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        await using var stranger = await Desk.Visitor(Cancellation);
        var epoch = Desk.Row(visitor.Session!.ConversationId).Epoch;
        var hub = await stranger.Hub(Cancellation);

        var others = await hub.Fetch(new FetchRequest(visitor.Session.ConversationId, epoch, After: 0));
        var nobodys = await hub.Fetch(new FetchRequest(987_654_321, epoch, After: 0));

        others.Error!.Code.ShouldBe(ErrorCodes.NotFound);
        others.ShouldBe(nobodys);
        (await hub.Ping(new PingRequest([visitor.Session.ConversationId]))).OrThrow().Heads.ShouldBeEmpty();
        (await hub.Typing(new TypingRequest(visitor.Session.ConversationId))).Error!.Code.ShouldBe(ErrorCodes.NotFound);
    }

    [Fact]
    public async Task An_agent_who_is_done_with_a_session_hears_no_more_of_it()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var hub = await visitor.Hub(Cancellation);
        (await hub.End(new SessionCommand(Guid.CreateVersion7(), visitor.Session.SessionId))).OrThrow();
        (await (await Desk.Agent.Hub(Cancellation)).WrapUpDone(new SessionCommand(Guid.CreateVersion7(), visitor.Session.SessionId))).OrThrow();
        var connections = Desk.Host.Get<Server.Hubs.PersonConnections>();

        await Eventually.True(
            () => connections.Of(Desk.Agent.Person).All(c => !c.Sees(Server.Hubs.HubGroups.Conversation(conversation))), Cancellation);
    }

    [Fact]
    public async Task Typing_reaches_the_other_side_at_most_once_in_three_seconds()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var hub = await visitor.Hub(Cancellation);

        for (var i = 0; i < 5; i++)
        {
            (await hub.Typing(new TypingRequest(conversation))).OrThrow();
        }

        // The client hands out an answer beside what was pushed before it, so the heartbeat alone proves no arrival.
        await Eventually.True(() => Desk.Agent.Inbox.TypingSignals.Any(t => t.Conv == conversation), Cancellation);
        await Desk.Agent.Connection.Heartbeat(Cancellation);
        Desk.Agent.Inbox.TypingSignals.Count(t => t.Conv == conversation && t.Person == visitor.Person).ShouldBe(1);
        visitor.Inbox.TypingSignals.ShouldBeEmpty("nobody is told of the own typing");
    }

    private void ShouldHoldAll(VisitorBot visitor, long conversation)
    {
        var stored = Desk.Stored(conversation);
        var view = visitor.Connection.Follow(conversation);
        view.Events.Select(e => (e.Seq, e.N, e.Sender, e.Type)).ShouldBe(stored.Select(e => (e.Seq, e.N, e.Sender, e.Type)));
        visitor.Seen.Select(e => e.Seq).ShouldBe(stored.Select(e => e.Seq));
        view.Events.Where(e => e.Sender == visitor.Person).ShouldAllBe(e => e.SenderName == null);
    }

    /// <summary>A network that loses, repeats and reorders pushes, the same way for the same seed.</summary>
    private sealed class FrameFaults(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly List<EventsPush> _held = [];

        public int Dropped { get; private set; }

        public int Repeated { get; private set; }

        public int Reordered { get; private set; }

        public EventsPush[] Apply(EventsPush push)
        {
            var fate = _random.Next(10);
            if (fate < 2)
            {
                Dropped++;
                return [];
            }

            if (fate < 4)
            {
                Repeated++;
                return [push, push];
            }

            if (fate < 7)
            {
                Reordered++;
                _held.Add(push);
                return [];
            }

            EventsPush[] all = [push, .. Enumerable.Reverse(_held)];
            _held.Clear();
            return all;
        }
    }
}
