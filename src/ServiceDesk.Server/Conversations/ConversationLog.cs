using System.Threading.Channels;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Conversations;

/// <summary>
/// The message path: every event that is not the router's own enters here. One loop takes what has arrived and commits it as
/// a group; an answer is given only after the commit.
/// </summary>
public sealed partial class ConversationLog : BackgroundService
{
    // So many posts that fail on their own, one after the other, are no longer the posts' fault.
    private const int StoreIsAway = 3;

    private const int AnsweredTogether = 16;

    private readonly Channel<Waiting> _arrived;
    private readonly ReviewContent _contents;
    private readonly GroupTransaction _transaction;
    private readonly GroupCommitOptions _options;
    private readonly LogMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<ConversationLog> _log;

    public ConversationLog(
        ReviewContent contents,
        GroupTransaction transaction,
        GroupCommitOptions options,
        LogMetrics metrics,
        TimeProvider time,
        ILogger<ConversationLog> log)
    {
        _contents = contents;
        _transaction = transaction;
        _options = options;
        _metrics = metrics;
        _time = time;
        _log = log;
        _arrived = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(_options.Capacity) { SingleReader = true });
    }

    /// <summary>
    /// Stores an event and answers after the commit. Refused with not_found, not_member, conversation_closed, not_responder,
    /// idempotency_conflict, blocked_by_policy, overloaded, or unavailable (outcome unknown: repeat with the same id). A refused post leaves
    /// nothing behind, its <see cref="Post.Consumed"/> row included.
    /// </summary>
    /// <param name="cancellation">Stops the waiting, not the post.</param>
    public async Task<Reply<Ack>> Append(Post post, CancellationToken cancellation)
    {
        var answers = await AppendAll([post], cancellation);
        return answers.Value is { } one ? one[0] : answers.Error!;
    }

    /// <summary>The same for several posts in one transaction of their own, in their order: when one is refused, none is stored.</summary>
    /// <returns>One answer for each; or, when they were not looked at, one refusal.</returns>
    public async Task<Reply<IReadOnlyList<Reply<Ack>>>> AppendAll(IReadOnlyList<Post> posts, CancellationToken cancellation)
    {
        var waiting = new Waiting([.. (await _contents.Of(posts, cancellation)).Select(post => post.Hashed())]);
        return _arrived.Writer.TryWrite(waiting)
            ? new Reply<IReadOnlyList<Reply<Ack>>>(true, await waiting.Answer.Task.WaitAsync(cancellation))
            : Overloaded();
    }

    /// <summary>Takes no more posts, commits those that wait, then ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _arrived.Writer.TryComplete();
        if (ExecuteTask is { } loop)
        {
            await loop.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _arrived.Reader.WaitToReadAsync(CancellationToken.None))
        {
            foreach (var run in Runs(await Gather()))
            {
                await Commit(run);
            }
        }
    }

    // What must be stored together or not at all is a transaction of its own.
    private static IEnumerable<List<Waiting>> Runs(List<Waiting> gathered)
    {
        var singles = new List<Waiting>();
        foreach (var waiting in gathered)
        {
            if (waiting.Posts.Count == 1)
            {
                singles.Add(waiting);
                continue;
            }

            if (singles.Count > 0)
            {
                yield return singles;
                singles = [];
            }

            yield return [waiting];
        }

        if (singles.Count > 0)
        {
            yield return singles;
        }
    }

    private async Task<List<Waiting>> Gather()
    {
        var group = new List<Waiting>();
        Take(group);
        // Whoever is alone is not made to wait for others.
        if (group.Count > 1 && group.Count < _options.MaxGroup && _options.LingerMs > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_options.LingerMs), _time);
            Take(group);
        }

        return group;
    }

    private void Take(List<Waiting> group)
    {
        while (group.Count < _options.MaxGroup && _arrived.Reader.TryRead(out var waiting))
        {
            group.Add(waiting);
        }
    }

    private async Task Commit(List<Waiting> group)
    {
        if (await TryCommit(group) || group.Count == 1)
        {
            return;
        }

        // One post may have spoilt the transaction of all; alone, only that one fails. Those that were committed after all
        // are found by their ids and answered as duplicates.
        var failed = 0;
        foreach (var waiting in group)
        {
            if (failed >= StoreIsAway)
            {
                waiting.Fail(Unavailable());
            }
            else
            {
                failed = await TryCommit([waiting]) ? 0 : failed + 1;
            }
        }
    }

    private async Task<bool> TryCommit(List<Waiting> group)
    {
        try
        {
#if PLANTED_FAULTS
            _transaction.Early = early => Answer(group, early);
#endif
            var answers = await _transaction.Run([.. group.SelectMany(w => w.Posts)], together: group[0].Posts.Count > 1, CancellationToken.None);
            Answer(group, answers);
            return true;
        }
#pragma warning disable CA1031 // Whatever broke, the loop must serve the next group and the posters must hear.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _metrics.Failed();
            GroupFailed(fault, group.Count);
            if (group.Count == 1)
            {
                group[0].Fail(Unavailable());
            }

            return false;
        }
    }

    // What a poster does with its answer must not hold up the next group, nor cost a hop between threads for each.
    private static void Answer(List<Waiting> group, IReadOnlyList<Reply<Ack>> answers)
    {
        for (var first = 0; first < group.Count; first += AnsweredTogether)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static part =>
                {
                    var (group, answers, first) = part;
                    for (var i = first; i < Math.Min(first + AnsweredTogether, group.Count); i++)
                    {
                        // What is stored together is a group of its own.
                        group[i].Answer.TrySetResult(group.Count == 1 ? answers : [answers[i]]);
                    }
                },
                (group, answers, first),
                preferLocal: false);
        }
    }

    private static Error Unavailable() =>
        new(ErrorCodes.Unavailable, "The event may not be stored; repeat it with the same id.", RetryAfterMs: 500);

    private Error Overloaded() => _arrived.Reader.Completion.IsCompleted
        ? Unavailable()
        : new Error(ErrorCodes.Overloaded, "Too many events wait to be stored.", _options.OverloadedRetryMs);

    [LoggerMessage(Level = LogLevel.Error, Message = "A transaction of {Posts} posts failed.")]
    private partial void GroupFailed(Exception fault, int posts);

    /// <param name="Posts">One; or several that are stored together or not at all.</param>
    private sealed record Waiting(IReadOnlyList<HashedPost> Posts)
    {
        /// <summary>Completed on a thread of the pool that does nothing else, so continuations may run there.</summary>
        public TaskCompletionSource<IReadOnlyList<Reply<Ack>>> Answer { get; } = new();

        public void Fail(Error error) => Answer.TrySetResult([.. Posts.Select(_ => (Reply<Ack>)error)]);
    }
}
