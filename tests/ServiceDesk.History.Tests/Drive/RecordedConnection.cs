using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.History.Tests.Record;
using ServiceDesk.TestKit;

namespace ServiceDesk.History.Tests.Drive;

/// <summary>The real client with a recorder around it: a process of the history.</summary>
/// <param name="person"><c>kind:id</c>; asked when it is known.</param>
/// <param name="readsAll">Staff read by their role; a visitor only what was opened.</param>
internal sealed class RecordedConnection<THub, TClient> : IAsyncDisposable
    where THub : class, IConversationHub
    where TClient : class, IConversationClient
{
    private readonly HistoryRecorder _recorder;
    private readonly Func<string> _person;
    private readonly bool _readsAll;
    private readonly HashSet<long> _joined = [];

    public RecordedConnection(string process, Func<string> person, ConnectionOptions options, TClient inbox, HistoryRecorder recorder, bool readsAll)
    {
        (Process, _person, _recorder, _readsAll) = (process, person, recorder, readsAll);
        Link = new ServiceDeskConnection<THub, TClient>(options, inbox, Arrived);
    }

    public string Process { get; }

    public ServiceDeskConnection<THub, TClient> Link { get; }

    /// <summary>The newest event that was shown, per conversation.</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<long, ConversationEvent> Newest { get; } = new();

    /// <summary>Says that the process may read the conversation, whoever begins to follow it.</summary>
    public void May(long conversation) => Join(conversation, isJudged: false);

    /// <param name="isJudged">Whether it must be shown everything soon.</param>
    public void Follow(long conversation, bool isJudged)
    {
        Join(conversation, isJudged);
        Link.Follow(conversation);
    }

    public Task<Ack?> Say(long conversation, string text, CancellationToken cancellation) =>
        Send(new SendRequest(conversation, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = text }), cancellation);

    /// <summary>Null when it was refused or is not known.</summary>
    public async Task<Ack?> Send(SendRequest request, CancellationToken cancellation)
    {
        var key = HistoryRecorder.Conversation(request.Conv);
        var value = new HistoryValue { Id = request.ClientMsgId.ToString(), Sender = _person(), Hash = HistoryRecorder.Hash(request.Body.Text) };
        _recorder.Write(Process, Happened.Invoke, Ops.Send, key, value);
        try
        {
            var ack = await Link.Send(request, cancellation);
            _recorder.Write(Process, Happened.Ok, Ops.Send, key, value with { Seq = ack.Seq, N = ack.N, Is = ack.Duplicate });
            return ack;
        }
        catch (ServiceDeskException refusal) when (refusal.Error.Code != ErrorCodes.TooLarge)
        {
            _recorder.Write(Process, Happened.Fail, Ops.Send, key, value with { Code = refusal.Error.Code });
        }
        catch (Exception fault) when (IsLoss(fault) || fault is ServiceDeskException)
        {
            _recorder.Write(Process, Happened.Info, Ops.Send, key, value);
        }

        return null;
    }

    /// <summary>A command under one id until it is answered. Null when it was refused or is not known.</summary>
    public async Task<T?> Command<T>(string op, string key, Func<THub, Guid, Task<Reply<T>>> call, CancellationToken cancellation)
        where T : class
    {
        var id = Guid.CreateVersion7();
        var value = new HistoryValue { Id = id.ToString() };
        _recorder.Write(Process, Happened.Invoke, op, key, value);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var reply = await call(await Link.Hub(cancellation), id);
                if (reply.Ok)
                {
                    _recorder.Write(Process, Happened.Ok, op, key, value);
                    return reply.Value;
                }

                if (!IsTransient(reply.Error!))
                {
                    _recorder.Write(Process, Happened.Fail, op, key, value with { Code = reply.Error!.Code });
                    return null;
                }

                await Pause(reply.Error!.RetryAfterMs ?? 200, cancellation);
            }
            catch (Exception fault) when (IsLoss(fault))
            {
                await Pause(50, cancellation);
            }
        }

        _recorder.Write(Process, Happened.Info, op, key, value);
        return null;
    }

    /// <summary>A question whose answer nobody depends on. Null when there is none.</summary>
    public async Task<T?> Ask<T>(Func<THub, Task<Reply<T>>> call, CancellationToken cancellation)
        where T : class
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(TimeSpan.FromSeconds(10));
            return (await call(await Link.Hub(limit.Token)).WaitAsync(limit.Token)).Value;
        }
        catch (Exception fault) when (IsLoss(fault))
        {
            return null;
        }
    }

    /// <summary>Marks what is shown as read, then asks where the conversation stands.</summary>
    public async Task ReadAndCount(long conversation, CancellationToken cancellation)
    {
        var key = HistoryRecorder.Conversation(conversation);
        if (Newest.TryGetValue(conversation, out var newest))
        {
            _recorder.Write(Process, Happened.Invoke, Ops.Read, key, new HistoryValue { Seq = newest.Seq });
            await Ask<Pong>(async hub => await hub.MarkRead(new MarkRequest(conversation, newest.Seq)) is { Ok: true } ? new Pong(default, []) : new Error("", ""), cancellation);
        }

        await Count(conversation, cancellation);
    }

    public async Task Count(long conversation, CancellationToken cancellation)
    {
        if (await Ask(hub => hub.Ping(new PingRequest([conversation])), cancellation) is { Heads: [var head] })
        {
            _recorder.Write(
                Process, Happened.Ok, Ops.Unread, HistoryRecorder.Conversation(conversation),
                new HistoryValue { Sender = _person(), Seq = head.Seq, N = head.N, ReadSeq = head.ReadSeq, ReadN = head.ReadN });
        }
    }

    public async Task Drop()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await Link.Drop(limit.Token);
        }
        catch (Exception fault) when (IsLoss(fault))
        {
            // There was none to drop.
        }
    }

    public ValueTask DisposeAsync() => Link.DisposeAsync();

    public static async Task Pause(int milliseconds, CancellationToken cancellation) =>
        await Task.Delay(milliseconds, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private void Join(long conversation, bool isJudged)
    {
        lock (_joined)
        {
            if (_joined.Add(conversation))
            {
                _recorder.Write(Process, Happened.Ok, Ops.Join, HistoryRecorder.Conversation(conversation), new HistoryValue { Is = isJudged });
            }
        }
    }

    private void Arrived(long conversation, ConversationEvent e)
    {
        if (_readsAll)
        {
            Join(conversation, isJudged: false);
        }

        Newest[conversation] = e;
        _recorder.Write(
            Process, Happened.Ok, Ops.Deliver, HistoryRecorder.Conversation(conversation),
            new HistoryValue { Seq = e.Seq, Id = e.ClientMsgId?.ToString(), Sender = e.Sender, Hash = HistoryRecorder.Hash(e.Body.Text) });
    }

    private static bool IsTransient(Error error) =>
        error.Code is ErrorCodes.RateLimited or ErrorCodes.Overloaded or ErrorCodes.Unavailable or ErrorCodes.Timeout;

    private static bool IsLoss(Exception fault) => fault is HubException or InvalidOperationException or OperationCanceledException
        or HttpRequestException or WebSocketException or IOException or TimeoutException;
}
