namespace ServiceDesk.Server.Storage;

/// <summary>Who goes first when several wait at the gate: lower values do.</summary>
public enum WriteKind
{
    Routing,
    Log,
    Other,
}

/// <summary>
/// Lets one writer of this process at a time to the embedded database. A writer that meets SQLite's file lock sleeps 150 ms
/// a try and blocks its thread, so writers queue here instead: routing turns first, then in order of arrival.
/// </summary>
public sealed class WriteGate
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource<Turn>, (WriteKind Kind, long Ticket)> _waiting = new();
    private long _ticket;
    private bool _taken;
    private long _left;

    /// <summary>How many turns have ended since the start. While it stands, nothing was committed by this process.</summary>
    public long Left => Volatile.Read(ref _left);

    /// <summary>Waits for the gate. Dispose the turn after the commit.</summary>
    public async ValueTask<Turn> Enter(WriteKind kind, CancellationToken cancellation)
    {
        TaskCompletionSource<Turn> waiter;
        lock (_lock)
        {
            if (!_taken)
            {
                _taken = true;
                return new Turn(this);
            }

            waiter = new TaskCompletionSource<Turn>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(waiter, (kind, _ticket++));
        }

        await using var registration = cancellation.Register(() => waiter.TrySetCanceled(cancellation));
        return await waiter.Task;
    }

    private void Leave()
    {
        lock (_lock)
        {
            _left++;
            while (_waiting.TryDequeue(out var next, out _))
            {
                if (next.TrySetResult(new Turn(this)))
                {
                    return;
                }
            }

            _taken = false;
        }
    }

    /// <summary>The right to write, until disposed.</summary>
    public sealed class Turn(WriteGate gate) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                gate.Leave();
            }
        }
    }
}
