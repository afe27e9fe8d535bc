using System.Diagnostics.CodeAnalysis;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// Sessions in the order (tier, key, id) that know their rank: a treap whose priorities are a fixed mix of the id, so that the
/// same contents always have the same shape. Add, remove and rank take O(log n).
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "A ranked set, not a collection to bind to.")]
internal sealed class RankedSet : IEnumerable<LinePlace>
{
    private Node? root;

    public int Count => Size(root);

    public void Add(LinePlace place)
    {
        var (less, notLess) = Split(root, place);
        root = Join(Join(less, new Node(place)), notLess);
    }

    public void Remove(LinePlace place) => root = Without(root, place);

    /// <summary>How many places come before this one.</summary>
    public int Rank(LinePlace place)
    {
        var rank = 0;
        for (var node = root; node is not null;)
        {
            if (node.Place.CompareTo(place) < 0)
            {
                rank += Size(node.Left) + 1;
                node = node.Right;
            }
            else
            {
                node = node.Left;
            }
        }

        return rank;
    }

    /// <summary>The ids of all in their order.</summary>
    public long[] Sessions()
    {
        var sessions = new long[Count];
        Copy(root, sessions);
        return sessions;
    }

    public IEnumerator<LinePlace> GetEnumerator()
    {
        var path = new Stack<Node>();
        for (var node = root; node is not null || path.Count > 0;)
        {
            for (; node is not null; node = node.Left)
            {
                path.Push(node);
            }

            node = path.Pop();
            yield return node.Place;
            node = node.Right;
        }
    }

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    private static void Copy(Node? node, Span<long> sessions)
    {
        for (; node is not null; node = node.Right)
        {
            var before = Size(node.Left);
            Copy(node.Left, sessions[..before]);
            sessions[before] = node.Place.SessionId;
            sessions = sessions[(before + 1)..];
        }
    }

    private static int Size(Node? node) => node?.Size ?? 0;

    private static (Node? Less, Node? NotLess) Split(Node? node, LinePlace place)
    {
        if (node is null)
        {
            return (null, null);
        }

        if (node.Place.CompareTo(place) < 0)
        {
            var (less, notLess) = Split(node.Right, place);
            node.Right = less;
            node.Resize();
            return (node, notLess);
        }
        else
        {
            var (less, notLess) = Split(node.Left, place);
            node.Left = notLess;
            node.Resize();
            return (less, node);
        }
    }

    private static Node? Join(Node? left, Node? right)
    {
        if (left is null || right is null)
        {
            return left ?? right;
        }

        if (left.Priority >= right.Priority)
        {
            left.Right = Join(left.Right, right);
            left.Resize();
            return left;
        }

        right.Left = Join(left, right.Left);
        right.Resize();
        return right;
    }

    private static Node? Without(Node? node, LinePlace place)
    {
        if (node is null)
        {
            return null;
        }

        var order = place.CompareTo(node.Place);
        if (order == 0)
        {
            return Join(node.Left, node.Right);
        }

        if (order < 0)
        {
            node.Left = Without(node.Left, place);
        }
        else
        {
            node.Right = Without(node.Right, place);
        }

        node.Resize();
        return node;
    }

    private sealed class Node(LinePlace place)
    {
        public LinePlace Place { get; } = place;

        // The finaliser of SplitMix64: consecutive ids spread evenly.
        public ulong Priority { get; } = Mix((ulong)place.SessionId);

        public int Size { get; private set; } = 1;

        public Node? Left { get; set; }

        public Node? Right { get; set; }

        public void Resize() => Size = 1 + RankedSet.Size(Left) + RankedSet.Size(Right);

        private static ulong Mix(ulong value)
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}

/// <summary>A place in a line: the smallest tier goes first, then the smallest key, then the smallest id.</summary>
internal readonly record struct LinePlace(int Tier, DateTimeOffset Key, long SessionId) : IComparable<LinePlace>
{
    public int CompareTo(LinePlace other)
    {
        var order = Tier.CompareTo(other.Tier);
        order = order != 0 ? order : Key.CompareTo(other.Key);
        return order != 0 ? order : SessionId.CompareTo(other.SessionId);
    }
}
