namespace ServiceDesk.Server.Attachments;

/// <summary>
/// One request at a time per upload. A sender whose connection broke comes back before the server knows that it did, so a new request
/// ends the reading of the one before instead of being refused.
/// </summary>
internal sealed class UploadTurns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];

    /// <summary>Waits for the turn; whoever holds it stops reading.</summary>
    public async Task<Turn> Take(string id, CancellationToken cancellation)
    {
        Entry entry;
        CancellationTokenSource? before;
        lock (_lock)
        {
            entry = _entries.TryGetValue(id, out var known) ? known : _entries[id] = new Entry();
            entry.Users++;
            before = entry.Reading;
        }

        try
        {
            await (before?.CancelAsync() ?? Task.CompletedTask);
            await entry.One.WaitAsync(cancellation);
        }
        catch
        {
            Left(id, entry);
            throw;
        }

        lock (_lock)
        {
            entry.Reading = new CancellationTokenSource();
            if (entry.Users > 1)
            {
                // Somebody later waits already.
                entry.Reading.Cancel();
            }

            return new Turn(this, id, entry, entry.Reading.Token);
        }
    }

    private void Left(string id, Entry entry)
    {
        lock (_lock)
        {
            if (--entry.Users == 0)
            {
                _entries.Remove(id);
            }
        }
    }

    private void Ended(string id, Entry entry)
    {
        lock (_lock)
        {
            entry.Reading = null;
            entry.One.Release();
        }

        Left(id, entry);
    }

    /// <param name="Superseded">Cancelled when a later request wants the turn.</param>
    public sealed record Turn(UploadTurns Turns, string Id, Entry Entry, CancellationToken Superseded) : IDisposable
    {
        public void Dispose() => Turns.Ended(Id, Entry);
    }

    public sealed class Entry
    {
        public SemaphoreSlim One { get; } = new(1, 1);
        public CancellationTokenSource? Reading { get; set; }
        public int Users { get; set; }
    }
}
