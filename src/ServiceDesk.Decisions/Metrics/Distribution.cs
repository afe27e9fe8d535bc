namespace ServiceDesk.Decisions.Metrics;

/// <summary>
/// Many whole numbers in little memory: exact while there are at most 1,024, then counted in classes no wider than 1/128 of
/// their value. What it says depends only on the numbers, never on their order or on how parts were merged.
/// </summary>
public sealed class Distribution
{
    /// <summary>Up to here percentiles are exact; beyond, at most 0.8 % too high.</summary>
    public const int ExactUpTo = 1024;

    private const int StepBits = 7;
    private List<long>? _exact = [];
    private SortedDictionary<int, long>? _classes;

    public long Count { get; private set; }

    public long Sum { get; private set; }

    /// <summary>The greatest number; 0 when empty.</summary>
    public long Max { get; private set; }

    /// <param name="value">0 or more.</param>
    public void Add(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Count++;
        Sum += value;
        Max = Math.Max(Max, value);
        if (_exact is not null)
        {
            _exact.Add(value);
            if (_exact.Count > ExactUpTo)
            {
                Classify();
            }
        }
        else
        {
            Count1(value);
        }
    }

    public void Merge(Distribution other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Count += other.Count;
        Sum += other.Sum;
        Max = Math.Max(Max, other.Max);
        if (_exact is not null && other._exact is not null && Count <= ExactUpTo)
        {
            _exact.AddRange(other._exact);
            return;
        }

        Classify();
        foreach (var value in other._exact ?? [])
        {
            Count1(value);
        }

        foreach (var (step, count) in other._classes ?? [])
        {
            _classes![step] = _classes.GetValueOrDefault(step) + count;
        }
    }

    /// <summary>The smallest number that at least this share of all do not exceed (nearest rank); 0 when empty.</summary>
    /// <param name="share">Above 0, up to 1.</param>
    public long Percentile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling((share * Count) - 1e-9));
        if (_exact is not null)
        {
            _exact.Sort();
            return Count == 0 ? 0 : _exact[(int)(rank - 1)];
        }

        foreach (var (step, count) in _classes!)
        {
            rank -= count;
            if (rank <= 0)
            {
                return Math.Min(Top(step), Max);
            }
        }

        return Max;
    }

    private void Classify()
    {
        if (_exact is null)
        {
            return;
        }

        _classes = [];
        var values = _exact;
        _exact = null;
        values.ForEach(Count1);
    }

    private void Count1(long value) => _classes![Step(value)] = _classes.GetValueOrDefault(Step(value)) + 1;

    // Classes are as wide as the numbers allow: exact below 256, then 128 to each doubling.
    private static int Step(long value)
    {
        var shift = Math.Max(0, 63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)value) - StepBits);
        return (shift << StepBits) + (int)(value >> shift);
    }

    private static long Top(int step)
    {
        var shift = Math.Max(0, (step >> StepBits) - 1);
        var mantissa = step - (shift << StepBits);
        return ((mantissa + 1L) << shift) - 1;
    }
}
