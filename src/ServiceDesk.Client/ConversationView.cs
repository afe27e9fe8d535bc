using ServiceDesk.Contracts;

namespace ServiceDesk.Client;

/// <summary>What a client must do after it was told something about a conversation.</summary>
public enum CatchUp
{
    /// <summary>Nothing: the view is contiguous up to its cursor.</summary>
    None,

    /// <summary>Fetch what comes after the cursor.</summary>
    Fetch,

    /// <summary>The view was dropped: fetch anew under the new epoch.</summary>
    Snapshot,
}

/// <summary>
/// One conversation as a client holds it: a contiguous run of events up to a cursor, whatever order, repeats or losses the
/// pushes had. Not safe for use from several threads at once.
/// </summary>
public sealed class ConversationView(long conversationId)
{
    // More than this waits for no gap to close: the fetch brings it anyway.
    private const int MaxBuffered = 500;

    private readonly List<ConversationEvent> _events = [];
    private readonly SortedDictionary<long, EventsPush> _buffered = [];

    public long ConversationId => conversationId;

    /// <summary>0 until the server told one.</summary>
    public int Epoch { get; private set; }

    /// <summary>Everything up to here is held.</summary>
    public long Cursor { get; private set; }

    /// <summary>Held events in order of seq, reading as their edits and recalls say.</summary>
    public IReadOnlyList<ConversationEvent> Events => _events;

    /// <summary>Takes a push. Newly held events are added to <paramref name="fresh"/>, each once and in order.</summary>
    public CatchUp Apply(EventsPush push, ICollection<ConversationEvent> fresh)
    {
        ArgumentNullException.ThrowIfNull(push);
        ArgumentNullException.ThrowIfNull(fresh);
        if (Epoch == 0)
        {
            Epoch = push.Epoch;
        }

        if (push.Epoch != Epoch)
        {
            Drop(push.Epoch);
            return CatchUp.Snapshot;
        }

        if (push.To <= Cursor)
        {
            return CatchUp.None;
        }

        if (push.From > Cursor)
        {
            if (_buffered.Count < MaxBuffered)
            {
                _buffered[push.From] = push;
            }

            return CatchUp.Fetch;
        }

        Take(push.Events, push.To, fresh);
        Drain(fresh);
        return _buffered.Count > 0 ? CatchUp.Fetch : CatchUp.None;
    }

    /// <summary>Takes a page that was fetched after the cursor.</summary>
    public CatchUp Apply(EventPage page, ICollection<ConversationEvent> fresh)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(fresh);
        if (page.Epoch != Epoch && Epoch != 0)
        {
            Drop(page.Epoch);
            return CatchUp.Snapshot;
        }

        Epoch = page.Epoch;
        if (page.Events.Count > 0)
        {
            Take(page.Events, page.Events[^1].Seq, fresh);
        }

        Drain(fresh);
        return page.More || _buffered.Count > 0 ? CatchUp.Fetch : CatchUp.None;
    }

    /// <summary>
    /// Compares with a head from Welcome, Pong or Watch. One below the cursor may be older than the last push; the fetch that follows
    /// tells, by <c>cursor_ahead</c>, whether the server holds less.
    /// </summary>
    public CatchUp Compare(Head head)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (head.Epoch != Epoch && Epoch != 0)
        {
            Drop(head.Epoch);
            return CatchUp.Snapshot;
        }

        Epoch = head.Epoch;
        return head.Seq != Cursor ? CatchUp.Fetch : CatchUp.None;
    }

    /// <summary>Forgets what is held and goes on with <paramref name="floor"/>: nothing below it can be read any more.</summary>
    public void BeginAt(long floor)
    {
        var epoch = Epoch;
        Drop(epoch);
        Cursor = floor - 1;
    }

    /// <summary>Forgets everything: the epoch changed, or the server holds less than we do.</summary>
    public void Drop(int epoch)
    {
        Epoch = epoch;
        Cursor = 0;
        _events.Clear();
        _buffered.Clear();
    }

    private void Take(IEnumerable<ConversationEvent> events, long to, ICollection<ConversationEvent> fresh)
    {
        foreach (var e in events.Where(e => e.Seq > Cursor))
        {
            HeldChanges.Apply(_events, e);
            _events.Add(e);
            fresh.Add(e);
        }

        Cursor = Math.Max(Cursor, to);
    }

    private void Drain(ICollection<ConversationEvent> fresh)
    {
        while (_buffered.Count > 0 && _buffered.First() is var (from, push) && from <= Cursor)
        {
            _buffered.Remove(from);
            Take(push.Events, push.To, fresh);
        }
    }
}
