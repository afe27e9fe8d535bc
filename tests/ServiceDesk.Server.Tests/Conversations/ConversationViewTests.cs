using CsCheck;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Conversations;

/// <summary>The client's side of conformance test 5, over random histories and networks.</summary>
public sealed class ConversationViewTests
{
    private const int Epoch = 3;

    [Fact]
    public void Any_order_repeats_and_losses_of_pushes_end_in_the_same_view_after_one_look_at_the_head() =>
        Gen.Select(Gen.Int[1, 4].Array[1, 40], Gen.Int[0, 1_000_000]).Sample((sizes, seed) =>
        {
            var log = Enumerable.Range(1, sizes.Sum()).Select(Event).ToList();
            var network = Scramble(Batches(log, sizes), new Random(seed));
            var view = new ConversationView(7);
            var seen = new List<ConversationEvent>();
            foreach (var push in network)
            {
                CatchUp(view, view.Apply(push, seen), log, seen);
            }

            CatchUp(view, view.Compare(new Head(7, Epoch, log.Count, log.Count, 0, 0)), log, seen);
            return view.Cursor == log.Count && seen.SequenceEqual(log) && view.Events.SequenceEqual(log);
        });

    [Fact]
    public void Another_epoch_drops_what_is_held_and_a_head_below_the_cursor_asks_the_server()
    {
        var view = new ConversationView(7);
        view.Apply(new EventsPush(7, Epoch, 0, 2, [Event(1), Event(2)], []), []);

        view.Compare(new Head(7, Epoch, 1, 1, 0, 0)).ShouldBe(Client.CatchUp.Fetch);
        view.Events.Count.ShouldBe(2, "the head may have been read before the last push");

        view.Apply(new EventsPush(7, Epoch + 1, 2, 3, [Event(3)], []), []).ShouldBe(Client.CatchUp.Snapshot);
        view.Cursor.ShouldBe(0);
    }

    [Fact]
    public void Skipped_and_unknown_events_move_the_cursor()
    {
        var view = new ConversationView(7);
        var seen = new List<ConversationEvent>();

        view.Apply(new EventsPush(7, Epoch, 0, 5, [Event(1), Event(4) with { Type = "from the future" }], [[2, 3], [5, 5]]), seen).ShouldBe(Client.CatchUp.None);

        view.Cursor.ShouldBe(5);
        seen.Select(e => e.Seq).ShouldBe([1, 4]);
    }

    [Fact]
    public void An_edit_and_a_recall_take_the_text_from_what_is_held()
    {
        var view = new ConversationView(7);
        var quoting = Event(2) with { Body = new EventBody { Text = "as you said", ReplyTo = 1, Quote = new Quote(1, "visitor:1", null, "1", false) } };
        var wrong = Event(3) with { Type = EventTypes.Edit, Body = new EventBody { Target = 1, Text = "wrong" } };
        var right = Event(4) with { Type = EventTypes.Edit, Body = new EventBody { Target = 1, Text = "right" } };
        var seen = new List<ConversationEvent>();

        view.Apply(new EventsPush(7, Epoch, 0, 4, [Event(1), quoting, wrong, right], []), seen);
        (view.Events[0].Body.Text, view.Events[1].Body.Quote!.Text, view.Events[2].Body.Text).ShouldBe(("right", "right", null));

        view.Apply(new EventsPush(7, Epoch, 4, 5, [Event(5) with { Type = EventTypes.Recall, Body = new EventBody { Target = 1 } }], []), seen);
        view.Events[0].Body.ShouldBe(new EventBody { Recalled = new Change(5, DateTimeOffset.UnixEpoch, "visitor:1") });
        view.Events[1].Body.Quote.ShouldBe(new Quote(1, "visitor:1", null, null, true));
        view.Events[3].Body.ShouldBe(new EventBody { Target = 1 });
        seen.Select(e => e.Seq).ShouldBe([1, 2, 3, 4, 5]);
    }

    private static void CatchUp(ConversationView view, CatchUp next, List<ConversationEvent> log, List<ConversationEvent> seen)
    {
        for (; next != Client.CatchUp.None;)
        {
            var page = log.Where(e => e.Seq > view.Cursor).Take(3).ToList();
            next = view.Apply(new EventPage(page, Epoch, log.Count, log.Count, 1, page.Count > 0 && page[^1].Seq < log.Count), seen);
        }
    }

    private static IEnumerable<EventsPush> Batches(List<ConversationEvent> log, int[] sizes)
    {
        var from = 0;
        foreach (var size in sizes)
        {
            yield return new EventsPush(7, Epoch, from, from + size, log.GetRange(from, size), []);
            from += size;
        }
    }

    private static List<EventsPush> Scramble(IEnumerable<EventsPush> pushes, Random random) =>
    [
        .. pushes.SelectMany(push => Enumerable.Repeat(push, random.Next(3)))
            .Select((push, place) => (push, Place: place + (random.NextDouble() * 6)))
            .OrderBy(p => p.Place).Select(p => p.push),
    ];

    private static ConversationEvent Event(int seq) => new(
        seq, seq, 0, DateTimeOffset.UnixEpoch, "visitor:1", null, EventTypes.Message, null, new EventBody { Text = $"{seq}" });
}
