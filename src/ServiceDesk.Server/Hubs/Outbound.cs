using Microsoft.AspNetCore.SignalR;

namespace ServiceDesk.Server.Hubs;

/// <summary>
/// The pushes to one connection, ahead of the framework's buffer, which has no bound of its own. While nothing waits, a push costs
/// one lock. What the client does not read in time waits here, up to a limit; beyond it the connection <em>lags</em>: what waited
/// is dropped, and it hears only how far its conversations are until it has fetched what it missed.
/// </summary>
public sealed class Outbound
{
    private readonly HubConnectionContext _connection;
    private readonly RealTimeOptions _limits;
    private readonly LaggingConnections _lagging;
    private readonly Lock _lock = new();
    private Queue<Frame>? _waiting;
    private int _waitingBytes;
    private bool _writing;
    private Lag? _lag;
    private (long Conv, long Seq) _fetched;

    internal Outbound(HubConnectionContext connection, RealTimeOptions limits, LaggingConnections lagging) =>
        (_connection, _limits, _lagging) = (connection, limits, lagging);

    /// <summary>The connection's outbound pushes; null for one that is not of these hubs.</summary>
    public static Outbound? Of(HubCallerContext context) => context.Features.Get<Outbound>();

    public string ConnectionId => _connection.ConnectionId;

    /// <summary>The user that the transport named; null for visitors.</summary>
    public string? User => _connection.UserIdentifier;

    /// <summary>Groups that it is in, guarded by who keeps the groups.</summary>
    internal HashSet<string> Groups { get; } = [];

    /// <summary>Sends, keeps or drops the frame; never waits.</summary>
    internal void Send(Frame frame)
    {
        lock (_lock)
        {
            if (_lag is not null && frame.Kind != FrameKind.Order)
            {
                Lose(_lag, frame);
                return;
            }

            if (_writing)
            {
                Keep(frame);
                return;
            }

            _writing = true;
        }

        Write(frame);
    }

    /// <summary>The client has read this conversation up to a seq while the head was so far ahead.</summary>
    internal void Fetched(long conv, long seq, long head)
    {
        lock (_lock)
        {
            _fetched = (conv, seq);
            if (head - seq <= _limits.NormalWithinEvents)
            {
                _lag?.Missed.Remove(conv);
            }
        }
    }

    /// <summary>The conversation is no longer this connection's matter.</summary>
    internal void Forget(long conv)
    {
        lock (_lock)
        {
            _lag?.Missed.Remove(conv);
        }
    }

    /// <summary>Ends the lag when everything missed was fetched; what was lost, or null while the lag goes on.</summary>
    internal Lag? EndLag()
    {
        lock (_lock)
        {
            if (_lag is not { Missed.Count: 0 } ended || _writing)
            {
                return null;
            }

            _lag = null;
            return ended;
        }
    }

    /// <summary>The conversations whose heads it should hear, while it reads at all.</summary>
    internal IReadOnlyList<long> Missed()
    {
        lock (_lock)
        {
            return _lag is null || _writing ? [] : [.. _lag.Missed];
        }
    }

    private void Keep(Frame frame)
    {
        _waiting ??= new Queue<Frame>();
        // Dropped first, but not for a write that is merely on its way: most writes take a moment, and nobody repeats a place in the line.
        if (frame.Kind == FrameKind.Ephemeral && _waiting.Count >= _limits.QueueFrames / 2)
        {
            return;
        }

        var bytes = frame.BytesFor(_connection);
        if (frame.Kind != FrameKind.Order && (_waiting.Count >= _limits.QueueFrames || _waitingBytes + bytes > _limits.QueueBytes))
        {
            BeginLag(frame);
            return;
        }

        _waiting.Enqueue(frame);
        _waitingBytes += bytes;
    }

    private void BeginLag(Frame last)
    {
        _lag = new Lag();
        foreach (var frame in _waiting!)
        {
            Lose(_lag, frame);
        }

        Lose(_lag, last);
        (_waiting, _waitingBytes) = (null, 0);
        _lagging.Add(this);
    }

    private void Lose(Lag lag, Frame frame)
    {
        if (frame.Events is { } events)
        {
            lag.Conversations.Add(events.Conv);
            // Fetched between its commit and its push: not missed.
            if (_fetched.Conv != events.Conv || _fetched.Seq < events.To)
            {
                lag.Missed.Add(events.Conv);
            }
        }

        lag.LostState |= frame.Kind == FrameKind.State;
    }

    private void Write(Frame? frame)
    {
        while (frame is not null)
        {
            var written = _connection.WriteAsync(frame.Message, CancellationToken.None);
            if (!written.IsCompleted)
            {
                _ = WriteOn(written);
                return;
            }

            frame = Next();
        }
    }

    private async Task WriteOn(ValueTask written)
    {
        // The framework swallows what a broken connection throws and ends it.
        await written.AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Write(Next());
    }

    private Frame? Next()
    {
        lock (_lock)
        {
            if (_waiting is not { Count: > 0 })
            {
                (_waiting, _waitingBytes) = (null, 0);
                _writing = false;
                return null;
            }

            var next = _waiting.Dequeue();
            _waitingBytes -= next.BytesFor(_connection);
            return next;
        }
    }
}

/// <summary>What a connection that lags has lost.</summary>
internal sealed class Lag
{
    /// <summary>Conversations of which events were dropped and not fetched since.</summary>
    public HashSet<long> Missed { get; } = [];

    /// <summary>Every conversation of which events were dropped.</summary>
    public HashSet<long> Conversations { get; } = [];

    /// <summary>Something was dropped that only asking anew brings back.</summary>
    public bool LostState { get; set; }
}
