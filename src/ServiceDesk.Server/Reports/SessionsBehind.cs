using ServiceDesk.Decisions.Metrics;

namespace ServiceDesk.Server.Reports;

/// <summary>Keeps the newest contributions to one figure instead of adding them up.</summary>
/// <param name="key">The row's key; null for all rows.</param>
internal sealed class SessionsBehind(MetricDefinition metric, ReportShape shape, string? key, int most) : IMeasures
{
    private readonly Dictionary<(long Session, DateTimeOffset At), Part> _parts = [];

    public sealed record Part(long SessionId, DateTimeOffset At, Place Place, long Value, long Of);

    /// <summary>More than asked for were seen.</summary>
    public bool More { get; private set; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Part> Newest()
    {
        Trim(most);
        // What was taken back altogether is not behind the figure.
        return [.. _parts.Values.Where(p => p.Value != 0 || p.Of != 0).OrderByDescending(p => p.At).ThenByDescending(p => p.SessionId)];
    }

    public void Take(in Sample sample)
    {
        if (sample.Metric == metric && shape.Calendar.IndexOf(sample.At) >= 0 && Belongs(sample.Place))
        {
            Add(sample.SessionId, sample.At, sample.Place, sample.Value, sample.Of);
        }
    }

    public void Take(in LevelSpan span)
    {
        var (from, to) = Inside(span.From, span.To);
        if (span.Metric == metric && to > from && Belongs(span.Place))
        {
            Add(span.SessionId, span.From, span.Place, (long)(to - from).TotalMilliseconds * span.Weight, 1);
        }
    }

    // An agent's time has behind it the chats at that time.
    public void Take(in AgentSpan span)
    {
        var (from, to) = Inside(span.From, span.To);
        var place = new Place(null, span.AgentId, null, null, null);
        if (metric.Table == MetricTable.Agents && span.Kind is AgentTime.Chat or AgentTime.WrapUp && to > from
            && shape.Agents?.Contains(span.AgentId) != false && (key is null || shape.By != ReportGrouping.Agent || shape.Key(place with { Queue = Any }) == key))
        {
            Add(span.SessionId, span.From, place, (long)(to - from).TotalMilliseconds, 1);
        }
    }

    private string? Any => shape.Queues?.First();

    private bool Belongs(in Place place) => shape.Key(place) is { } own && (key is null || own == key);

    private (DateTimeOffset From, DateTimeOffset To) Inside(DateTimeOffset from, DateTimeOffset to) => (
        from > shape.Calendar.From ? from : shape.Calendar.From, to < shape.Calendar.To ? to : shape.Calendar.To);

    private void Add(long session, DateTimeOffset at, Place place, long value, long of)
    {
        var part = _parts.GetValueOrDefault((session, at)) ?? new Part(session, at, place, 0, 0);
        _parts[(session, at)] = part with { Value = part.Value + value, Of = part.Of + of };
        if (_parts.Count > 4 * most)
        {
            Trim(2 * most);
        }
    }

    private void Trim(int to)
    {
        if (_parts.Count <= to)
        {
            return;
        }

        More = true;
        foreach (var part in _parts.Values.OrderByDescending(p => p.At).ThenByDescending(p => p.SessionId).Skip(to).ToList())
        {
            _parts.Remove((part.SessionId, part.At));
        }
    }
}
