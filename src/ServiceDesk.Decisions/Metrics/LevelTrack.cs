namespace ServiceDesk.Decisions.Metrics;

/// <summary>A level that goes up and down, kept as its changes, so that parts merge in any order.</summary>
public sealed class LevelTrack
{
    private readonly List<(long At, long By)> _changes = [];
    private bool _sorted = true;

    public void Add(DateTimeOffset from, DateTimeOffset to, long weight)
    {
        if (from >= to || weight == 0)
        {
            return;
        }

        _changes.Add((from.ToUnixTimeMilliseconds(), weight));
        _changes.Add((to.ToUnixTimeMilliseconds(), -weight));
        _sorted = false;
    }

    public void Merge(LevelTrack other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _changes.AddRange(other._changes);
        _sorted = false;
    }

    /// <summary>The level as steps within [from, to), in order, without gaps.</summary>
    /// <param name="from">Milliseconds since 1970, as all instants here.</param>
    public IEnumerable<(long From, long To, long Level)> Steps(long from, long to)
    {
        Sort();
        long level = 0;
        var at = from;
        foreach (var (change, by) in _changes)
        {
            var here = Math.Clamp(change, from, to);
            if (here > at)
            {
                yield return (at, here, level);
                at = here;
            }

            level += by;
        }

        if (at < to)
        {
            yield return (at, to, level);
        }
    }

    private void Sort()
    {
        if (!_sorted)
        {
            _changes.Sort();
            _sorted = true;
        }
    }
}
