using System.Runtime.InteropServices;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// What wants to be woken when. Each (kind, id) has at most one instant. A heap of four children per node that knows where each
/// wake stands: it holds no references, so that a hundred thousand of them cost the collector nothing.
/// </summary>
internal sealed class WakeIndex
{
    private const int Children = 4;

    private readonly List<Wake> heap = [];
    private readonly Dictionary<(WakeKind, long), int> places = [];

    public Wake? First => heap.Count == 0 ? null : heap[0];

    public DateTimeOffset? Due(WakeKind kind, long id) => places.TryGetValue((kind, id), out var place) ? heap[place].Due : null;

    /// <summary>In their order.</summary>
    public IEnumerable<Wake> DueBy(DateTimeOffset at)
    {
        var found = new List<Wake>();
        Collect(0, at, found);
        found.Sort();
        return found;
    }

    public void Set(WakeKind kind, long id, DateTimeOffset? at)
    {
        var isKnown = places.TryGetValue((kind, id), out var place);
        if (at is not { } due)
        {
            if (isKnown)
            {
                Remove(place);
            }

            return;
        }

        var next = new Wake(due, kind, id);
        if (!isKnown)
        {
            heap.Add(next);
            Rise(heap.Count - 1, next);
        }
        else if (next.CompareTo(heap[place]) < 0)
        {
            Rise(place, next);
        }
        else
        {
            Sink(place, next);
        }
    }

    private void Remove(int place)
    {
        var (gone, last) = (heap[place], heap[^1]);
        places.Remove((gone.Kind, gone.Id));
        heap.RemoveAt(heap.Count - 1);
        if (place == heap.Count)
        {
            return;
        }

        if (last.CompareTo(gone) < 0)
        {
            Rise(place, last);
        }
        else
        {
            Sink(place, last);
        }
    }

    private void Rise(int place, Wake wake)
    {
        while (place > 0 && wake.CompareTo(heap[(place - 1) / Children]) < 0)
        {
            var parent = (place - 1) / Children;
            Put(place, heap[parent]);
            place = parent;
        }

        Put(place, wake);
    }

    private void Sink(int place, Wake wake)
    {
        while (LeastChild(place) is var child && child < heap.Count && heap[child].CompareTo(wake) < 0)
        {
            Put(place, heap[child]);
            place = child;
        }

        Put(place, wake);
    }

    private int LeastChild(int place)
    {
        var wakes = CollectionsMarshal.AsSpan(heap);
        var least = (place * Children) + 1;
        for (var child = least + 1; child < Math.Min((place * Children) + 1 + Children, wakes.Length); child++)
        {
            if (wakes[child].CompareTo(wakes[least]) < 0)
            {
                least = child;
            }
        }

        return least;
    }

    private void Put(int place, Wake wake)
    {
        heap[place] = wake;
        places[(wake.Kind, wake.Id)] = place;
    }

    private void Collect(int place, DateTimeOffset at, List<Wake> found)
    {
        if (place >= heap.Count || heap[place].Due > at)
        {
            return;
        }

        found.Add(heap[place]);
        for (var child = (place * Children) + 1; child <= (place * Children) + Children; child++)
        {
            Collect(child, at, found);
        }
    }
}

/// <summary>The order in which wakes of the same instant run.</summary>
internal enum WakeKind { Offer, WrapUp, Agent, FirstReply, Waiting, Position }

internal readonly record struct Wake(DateTimeOffset Due, WakeKind Kind, long Id) : IComparable<Wake>
{
    public int CompareTo(Wake other)
    {
        var order = Due.UtcTicks.CompareTo(other.Due.UtcTicks);
        order = order != 0 ? order : ((int)Kind).CompareTo((int)other.Kind);
        return order != 0 ? order : Id.CompareTo(other.Id);
    }
}
