namespace ServiceDesk.Decisions.Routing;

/// <summary>What the event being applied has touched so far, and what is to be looked at before it is done.</summary>
internal sealed class Changes
{
    public SortedSet<long> Sessions { get; } = [];

    public SortedSet<long> Agents { get; } = [];

    public SortedSet<long> Offers { get; } = [];

    /// <summary>Agents who may have become able to take somebody.</summary>
    public SortedSet<long> FreeAgents { get; } = [];

    /// <summary>Waiting sessions that may have become able to be taken by somebody.</summary>
    public SortedSet<LinePlace> Seeking { get; } = [];

    /// <summary>Sessions that began to ring in a broadcast: more agents may be rung for them.</summary>
    public SortedSet<long> Broadcasting { get; } = [];

    /// <summary>Sessions kept for preferred agents who may have gone, or declined.</summary>
    public SortedSet<long> Sticky { get; } = [];

    /// <summary>Queues whose pace is to be reckoned anew, and stored.</summary>
    public SortedSet<string> Paces { get; } = new(StringComparer.Ordinal);

    /// <summary>Queues whose line is not what it was.</summary>
    public SortedSet<string> Lines { get; } = new(StringComparer.Ordinal);

    /// <summary>A step of a ladder was taken: lines and pools are to be looked at once more.</summary>
    public bool Stepped { get; set; }

    public void MarkLine(string? queueId)
    {
        if (queueId is not null)
        {
            Lines.Add(queueId);
        }
    }

    public void Clear()
    {
        Sessions.Clear();
        Agents.Clear();
        Offers.Clear();
        FreeAgents.Clear();
        Seeking.Clear();
        Broadcasting.Clear();
        Sticky.Clear();
        Paces.Clear();
        Lines.Clear();
        Stepped = false;
    }
}
