using System.Collections.Concurrent;
using System.Threading.Channels;
using ServiceDesk.Contracts;

namespace ServiceDesk.Client;

/// <summary>The views of a connection. One loop changes them, so that pushes, heads and pages of one conversation never mix.</summary>
/// <param name="hub">The hub over the present connection, or the next one.</param>
internal sealed class FollowedConversations<THub>(
    ConnectionOptions options, Func<CancellationToken, Task<THub>> hub, Action<long, ConversationEvent>? arrived, CancellationToken ending)
    where THub : class, IConversationHub
{
    private readonly Channel<Func<Task>> _steps = Channel.CreateUnbounded<Func<Task>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<long, ConversationView> _views = new();

    public IEnumerable<Cursor> Cursors =>
        _views.Values.Where(v => v.Epoch > 0).Select(v => new Cursor(v.ConversationId, v.Epoch, v.Cursor));

    public IEnumerable<long> Ids => _views.Keys;

    public ConversationView Follow(long conversation)
    {
        if (_views.TryGetValue(conversation, out var held))
        {
            return held;
        }

        var view = _views.GetOrAdd(conversation, new ConversationView(conversation));
        Fill(view);
        return view;
    }

    /// <summary>After a Hello: compares with the heads it told, and reads what it told nothing about.</summary>
    public void Meet(Welcome welcome)
    {
        foreach (var head in welcome.Heads)
        {
            Follow(head.Conv);
            Meet(head);
        }

        foreach (var view in _views.Values.ExceptBy(welcome.Heads.Select(h => h.Conv), v => v.ConversationId))
        {
            Fill(view);
        }
    }

    /// <summary>The heads that a Welcome had no room for.</summary>
    public void MeetAll() => Do(async () =>
    {
        for (var (since, more) = (0L, true); more;)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ending);
            limit.CancelAfter(options.AnswerTimeout);
            var page = (await (await hub(limit.Token)).Heads(new HeadsRequest(since))).OrThrow();
            foreach (var head in page.Heads)
            {
                Follow(head.Conv);
                Meet(head);
            }

            (since, more) = (page.Heads.Count > 0 ? page.Heads[^1].Conv : since, page.More);
        }
    });

    public void Meet(Head head)
    {
        if (_views.TryGetValue(head.Conv, out var view))
        {
            Do(() => Settle(view, _ => view.Compare(head)));
        }
    }

    public void Take(EventsPush push)
    {
        foreach (var taken in options.Faults?.Invoke(push) ?? [push])
        {
            if (_views.TryGetValue(taken.Conv, out var view))
            {
                Do(() => Settle(view, fresh => view.Apply(taken, fresh)));
            }
        }
    }

    public async Task Run()
    {
        await foreach (var step in _steps.Reader.ReadAllAsync(ending))
        {
            try
            {
                await step();
            }
            catch (Exception fault) when (!ending.IsCancellationRequested && (Faults.IsLoss(fault) || fault is ServiceDeskException))
            {
                // The next Hello or heartbeat finds what this step could not read.
            }
        }
    }

    private void Fill(ConversationView view) => Do(() => Settle(view, _ => CatchUp.Fetch));

    private void Do(Func<Task> step) => _steps.Writer.TryWrite(step);

    private async Task Settle(ConversationView view, Func<List<ConversationEvent>, CatchUp> step)
    {
        var fresh = new List<ConversationEvent>();
        var next = step(fresh);
        Report(view, fresh);
        while (next != CatchUp.None)
        {
            var page = await FetchAfter(view);
            fresh.Clear();
            next = view.Apply(page, fresh);
            Report(view, fresh);
        }
    }

    private void Report(ConversationView view, List<ConversationEvent> fresh) =>
        fresh.ForEach(e => arrived?.Invoke(view.ConversationId, e));

    private async Task<EventPage> FetchAfter(ConversationView view)
    {
        while (true)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ending);
            limit.CancelAfter(options.AnswerTimeout);
            var server = await hub(limit.Token);
            if (view.Epoch == 0)
            {
                await AskEpoch(view, server);
            }

            var reply = await server.Fetch(new FetchRequest(view.ConversationId, view.Epoch, After: view.Cursor, Limit: 200));
            if (reply.Ok)
            {
                return reply.Value!;
            }

            await Recover(view, reply.Error!);
        }
    }

    private static long? Floor(Error error) =>
        long.TryParse(error.Details?.FirstOrDefault(d => d.Field == "floor")?.Value, out var floor) ? floor : null;

    private static async Task AskEpoch(ConversationView view, THub server)
    {
        var heads = (await server.Ping(new PingRequest([view.ConversationId]))).OrThrow().Heads;
        if (heads.Count == 0)
        {
            throw new ServiceDeskException(new Error(ErrorCodes.NotFound, $"Conversation {view.ConversationId} is not seen."));
        }

        view.Drop(heads[0].Epoch);
    }

    private async Task Recover(ConversationView view, Error error)
    {
        if (error.Code is ErrorCodes.EpochChanged or ErrorCodes.CursorAhead)
        {
            view.Drop(epoch: 0);
        }
        else if (error.Code == ErrorCodes.HistoryTruncated && Floor(error) is { } floor && floor > view.Cursor + 1)
        {
            view.BeginAt(floor);
        }
        else if (Faults.IsTransient(error))
        {
            await Task.Delay(Faults.Pause(error), ending);
        }
        else
        {
            throw new ServiceDeskException(error);
        }
    }
}
