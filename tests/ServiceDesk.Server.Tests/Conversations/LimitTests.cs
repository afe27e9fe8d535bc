using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Conversations;

public sealed class LimitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Conformance_01_An_ack_comes_only_after_the_commit()
    {
        await using var desk = await ServedDesk.Start(Cancellation);
        await using var visitor = await desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var head = desk.Row(conversation).HeadSeq;

        Task<Ack> sending;
        // The log cannot commit while somebody else writes.
        using (await desk.Host.Get<WriteGate>().Enter(WriteKind.Other, Cancellation))
        {
            sending = visitor.Say("held up", Cancellation);
            await Task.Delay(500, Cancellation);
            sending.IsCompleted.ShouldBeFalse();
            desk.Row(conversation).HeadSeq.ShouldBe(head);
            visitor.Seen.ShouldAllBe(e => e.Seq <= head);
        }

        var ack = await sending;
        desk.Stored(conversation).Single(e => e.Seq == ack.Seq).Body.ShouldContain("held up");
    }

    [Fact]
    public async Task Conformance_22_Too_many_messages_at_once_are_refused_with_the_time_to_wait_and_later_ones_keep_their_order()
    {
        await using var desk = await ServedDesk.Start(Cancellation, new Dictionary<string, string?>
        {
            ["RateLimits:VisitorSend:PerSecond"] = "0.5",
            ["RateLimits:VisitorSend:Burst"] = "10",
        });
        await using var visitor = await desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var hub = await visitor.Hub(Cancellation);

        var replies = new List<Reply<Ack>>();
        for (var i = 0; i < 14; i++)
        {
            replies.Add(await hub.Send(new SendRequest(conversation, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = $"quick {i}" })));
        }

        replies.Take(10).ShouldAllBe(r => r.Ok);
        var refused = replies.Where(r => !r.Ok).ToList();
        refused.Count.ShouldBeInRange(1, 4);
        refused.ShouldAllBe(r => r.Error!.Code == ErrorCodes.RateLimited && r.Error.RetryAfterMs > 0 && r.Error.RetryAfterMs <= 2000);
        desk.Stored(conversation).Count(e => e.Sender == visitor.Person).ShouldBe(replies.Count(r => r.Ok));

        var late = await Task.WhenAll(visitor.Say("after 1", Cancellation), visitor.Say("after 2", Cancellation));
        late[1].Seq.ShouldBeGreaterThan(late[0].Seq);
    }

    [Fact]
    public async Task A_full_log_refuses_as_overloaded_and_serves_again_when_it_can_write()
    {
        await using var desk = await ServedDesk.Start(Cancellation, new Dictionary<string, string?>
        {
            ["GroupCommit:Capacity"] = "16",
            ["GroupCommit:MaxGroup"] = "8",
        });
        await using var visitor = await desk.Visitor(Cancellation);
        var log = desk.Host.Get<ConversationLog>();
        List<Task<Reply<Ack>>> appends;
        using (await desk.Host.Get<WriteGate>().Enter(WriteKind.Other, Cancellation))
        {
            await log.Append(Post(visitor, "x"), Cancellation).WaitAsync(TimeSpan.FromMilliseconds(200), Cancellation)
                .ContinueWith(_ => { }, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
            appends = [.. Enumerable.Range(0, 60).Select(i => log.Append(Post(visitor, $"flood {i}"), Cancellation))];
            await Task.Delay(100, Cancellation);
            appends.Count(a => a.IsCompleted).ShouldBeGreaterThan(30);
        }

        var replies = await Task.WhenAll(appends);
        replies.Where(r => !r.Ok).ShouldAllBe(r => r.Error!.Code == ErrorCodes.Overloaded && r.Error.RetryAfterMs > 0);
        replies.Count(r => r.Ok).ShouldBeInRange(16, 29);
        (await log.Append(Post(visitor, "afterwards"), Cancellation)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_consumed_effect_is_posted_once_and_a_refused_one_leaves_no_trace()
    {
        await using var desk = await ServedDesk.Start(Cancellation);
        await using var visitor = await desk.Visitor(Cancellation);
        var log = desk.Host.Get<ConversationLog>();
        var effect = new ConsumedBy("test", Guid.CreateVersion7());
        var post = Post(visitor, "once") with { Consumed = effect };

        var first = await log.Append(post, Cancellation);
        var again = await log.Append(post with { ClientMsgId = Guid.CreateVersion7() }, Cancellation);
        var other = new ConsumedBy("test", Guid.CreateVersion7());
        var refused = await log.Append(post with { ClientMsgId = Guid.CreateVersion7(), Consumed = other, Admission = new Admission.Responder("bot:helper") }, Cancellation);

        first.Value!.Duplicate.ShouldBeFalse();
        (again.Value!.Seq, again.Value.Duplicate).ShouldBe((0, true));
        refused.Error!.Code.ShouldBe(ErrorCodes.NotResponder);
        await using var db = desk.Host.OpenDb();
        db.Consumed.Count(c => c.EventId == effect.EventId).ShouldBe(1);
        db.Consumed.Count(c => c.EventId == other.EventId).ShouldBe(0);
    }

    private static Post Post(VisitorBot visitor, string text) => new(
        visitor.Session!.ConversationId, visitor.Person, null, new Admission.Visitor(), EventTypes.Message, Guid.CreateVersion7(), new EventBody { Text = text });
}
