using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Search;

/// <summary>Keeps the index level with the committed events, and builds it anew when it is missing, lost its place or is told to.</summary>
internal sealed partial class SearchFollower(
    ISearchIndex index, SearchFeed feed, SearchOptions options, WriteGate gate, TimeProvider time, ILogger<SearchFollower> log) : BackgroundService
{
    private volatile bool _again = options.Rebuild;
    private volatile bool _behind = true;

    /// <summary>True until the index has reached the newest event since the start or the last call for a rebuild.</summary>
    public bool Behind => _behind;

    /// <summary>Builds the index anew, beginning soon.</summary>
    public void Rebuild()
    {
        _behind = true;
        _again = true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host goes on to start while an index of years is read.
        await Task.Yield();
        IndexCursor? cursor = null;
        var opened = false;
        var seen = -1L;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Read before the look: a commit while it looks is looked for in the next round.
                var written = gate.Left;
                if (!opened || _again)
                {
                    cursor = await Place(stoppingToken);
                    (opened, seen) = (true, -1);
                }

                if (written != seen)
                {
                    cursor = await Follow(cursor, stoppingToken);
                    (_behind, seen) = (_again, written);
                }
            }
#pragma warning disable CA1031 // A full disk or a faulty file must not end the following; the next round tries from its place.
            catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
            {
                FollowFailed(fault);
                (opened, _behind) = (false, true);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(options.FollowMilliseconds), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<IndexCursor?> Place(CancellationToken cancellation)
    {
        var cursor = await index.Open(cancellation);
        if (!_again && cursor is not null && await feed.Holds(cursor, cancellation))
        {
            return cursor;
        }

        _again = false;
        Rebuilding();
        await index.Clear(cancellation);
        return null;
    }

    private async Task<IndexCursor?> Follow(IndexCursor? cursor, CancellationToken cancellation)
    {
        while (!_again && await feed.After(cursor?.Position ?? 0, cancellation) is { } next)
        {
            await index.Write(next.Changes, next.Cursor, cancellation);
            cursor = next.Cursor;
        }

        await index.Forget(cancellation);
        return cursor;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The search index is built anew.")]
    private partial void Rebuilding();

    [LoggerMessage(Level = LogLevel.Error, Message = "The search index could not be followed; trying again from its place.")]
    private partial void FollowFailed(Exception fault);
}
