namespace ServiceDesk.Decisions.Routing;

/// <summary>What wants to be woken when. Each (kind, id) has at most one instant.</summary>
internal sealed class WakeIndex
{
    private readonly SortedSet<Wake> order = [];
    private readonly Dictionary<(WakeKind, long), DateTimeOffset> due = [];

    public Wake? First => order.Count == 0 ? null : order.Min;

    public DateTimeOffset? Due(WakeKind kind, long id) => due.TryGetValue((kind, id), out var at) ? at : null;

    public IEnumerable<Wake> DueBy(DateTimeOffset at) => order.TakeWhile(wake => wake.Due <= at);

    public void Set(WakeKind kind, long id, DateTimeOffset? at)
    {
        if (due.Remove((kind, id), out var old))
        {
            order.Remove(new Wake(old, kind, id));
        }

        if (at is { } next)
        {
            due[(kind, id)] = next;
            order.Add(new Wake(next, kind, id));
        }
    }
}

/// <summary>The order in which wakes of the same instant run.</summary>
internal enum WakeKind { Offer, WrapUp, Agent, FirstReply, Waiting, Position }

internal readonly record struct Wake(DateTimeOffset Due, WakeKind Kind, long Id) : IComparable<Wake>
{
    public int CompareTo(Wake other)
    {
        var order = Due.CompareTo(other.Due);
        order = order != 0 ? order : Kind.CompareTo(other.Kind);
        return order != 0 ? order : Id.CompareTo(other.Id);
    }
}
