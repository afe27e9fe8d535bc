namespace ServiceDesk.Decisions.Metrics;

/// <summary>One figure as far as counted. Parts merge in any order to the same whole: means are weighted by what they count (trap 1).</summary>
public sealed class Tally(MetricDefinition metric)
{
    private Distribution? _values;
    private LevelTrack? _level;
    private long _hits;
    private long _of;

    public MetricDefinition Metric => metric;

    public void Add(long value, long of)
    {
        switch (metric.Kind)
        {
            case MetricKind.Duration or MetricKind.Number:
                (_values ??= new()).Add(value);
                break;
            default:
                (_hits, _of) = (_hits + value, _of + of);
                break;
        }
    }

    public void Add(DateTimeOffset from, DateTimeOffset to, long weight) => (_level ??= new()).Add(from, to, weight);

    public void Merge(Tally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (_hits, _of) = (_hits + other._hits, _of + other._of);
        if (other._values is not null)
        {
            (_values ??= new()).Merge(other._values);
        }

        if (other._level is not null)
        {
            (_level ??= new()).Merge(other._level);
        }
    }

    /// <summary>The figure; without a value when there is no data, which is not 0.</summary>
    /// <param name="from">For levels: the time over which they are taken.</param>
    public Figure Read(DateTimeOffset from, DateTimeOffset to) => metric.Kind switch
    {
        MetricKind.Count => new Figure(_hits, _hits),
        MetricKind.TotalTime => new Figure(_of, _of == 0 ? null : _hits),
        MetricKind.Duration or MetricKind.Number => Values(),
        MetricKind.Level => Levels.Read(_level, from, to),
        MetricKind.NetScore => new Figure(_of, _of == 0 ? null : 100.0 * _hits / _of),
        MetricKind.TimeShare => new Figure(_of, _of == 0 ? null : 100.0 * _hits / _of),
        _ => Rate(),
    };

    private Figure Values() => _values is null or { Count: 0 }
        ? new Figure(0, null)
        : new Figure(_values.Count, (double)_values.Sum / _values.Count)
        {
            P50 = _values.Percentile(0.5), P90 = _values.Percentile(0.9), P95 = _values.Percentile(0.95), Max = _values.Max,
        };

    private Figure Rate()
    {
        var answers = (double)_of / metric.Scale;
        if (_of <= 0)
        {
            return new Figure(0, null);
        }

        var figure = new Figure((long)Math.Round(answers), 100.0 * _hits / _of);
        return answers < Figure.FewAnswers && Wilson.Interval((double)_hits / metric.Scale, answers) is { } range
            ? figure with { Low = 100 * range.Low, High = 100 * range.High }
            : figure;
    }
}

/// <summary>A figure to show.</summary>
/// <param name="Count">How many it was counted over.</param>
/// <param name="Value">The number of a count, the mean of values, per cent of a rate, milliseconds of times; null when there is no data.</param>
public sealed record Figure(long Count, double? Value)
{
    /// <summary>Below so many answers a rate is shown with its interval.</summary>
    public const int FewAnswers = 100;

    /// <summary>Below so many, agents are not ranked.</summary>
    public const int FewForRanking = 30;

    public double? P50 { get; init; }

    public double? P90 { get; init; }

    public double? P95 { get; init; }

    public double? Max { get; init; }

    /// <summary>The 95 % interval of a rate of fewer than 100 answers.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }
}
