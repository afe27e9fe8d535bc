namespace ServiceDesk.Decisions.Metrics;

public enum ReportGrouping { None, Queue, Agent, EntryPoint, Bot, Rule }

/// <summary>What a table is asked for.</summary>
/// <param name="Queues">Only these queues; null for all, and for what belongs to none.</param>
/// <param name="Agents">Only these agents' times; null for all.</param>
public sealed record ReportShape(
    MetricTable Table, ReportCalendar Calendar, ReportGrouping By, IReadOnlySet<string>? Queues = null, IReadOnlySet<long>? Agents = null)
{
    /// <summary>The row that a contribution belongs to; null when it belongs to none.</summary>
    public string? Key(in Place place)
    {
        if (Queues is not null && (place.Queue is null || !Queues.Contains(place.Queue)))
        {
            return null;
        }

        return By switch
        {
            ReportGrouping.Queue => place.Queue ?? "",
            ReportGrouping.Agent => place.Agent?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
            ReportGrouping.EntryPoint => place.EntryPoint ?? "",
            ReportGrouping.Bot => place.Bot ?? "",
            ReportGrouping.Rule => place.Rule ?? "",
            _ => "",
        };
    }
}

/// <summary>
/// The fold over contributions: one tally per row, piece of the interval and metric. Tables of the same shape merge, so that
/// a long interval can be folded in parts.
/// </summary>
public sealed class FigureTable(ReportShape shape) : IMeasures
{
    private readonly Dictionary<(string Key, int Piece), Dictionary<MetricDefinition, Tally>> _cells = [];
    private readonly Dictionary<long, AgentTimes> _agents = [];

    public ReportShape Shape => shape;

    /// <summary>The agents' times, for the table of agents and for effort.</summary>
    internal IReadOnlyDictionary<long, AgentTimes> Agents => _agents;

    public void Take(in Sample sample)
    {
        if (sample.Metric.Table != shape.Table || shape.Calendar.IndexOf(sample.At) is not (>= 0 and var piece) || shape.Key(sample.Place) is not { } key)
        {
            return;
        }

        Cell(key, piece, sample.Metric).Add(sample.Value, sample.Of);
    }

    public void Take(in LevelSpan span)
    {
        if (span.Metric.Table != shape.Table || shape.Key(span.Place) is not { } key || Inside(span.From, span.To) is not { } inside)
        {
            return;
        }

        for (var piece = shape.Calendar.IndexOf(inside.From); piece < shape.Calendar.Count; piece++)
        {
            var (start, end) = shape.Calendar.Piece(piece);
            if (start >= inside.To)
            {
                return;
            }

            Cell(key, piece, span.Metric).Add(inside.From > start ? inside.From : start, inside.To < end ? inside.To : end, span.Weight);
        }
    }

    public void Take(in AgentSpan span)
    {
        if (shape.Table != MetricTable.Agents || shape.Agents?.Contains(span.AgentId) == false)
        {
            return;
        }

        if (Inside(span.From, span.To) is not null)
        {
            if (!_agents.TryGetValue(span.AgentId, out var times))
            {
                _agents[span.AgentId] = times = new AgentTimes();
            }

            times.Add(span);
        }
    }

    /// <exception cref="ArgumentException">The other table has another shape.</exception>
    public void Merge(FigureTable other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Shape != shape)
        {
            throw new ArgumentException("Only tables of one shape merge.", nameof(other));
        }

        foreach (var ((key, piece), cell) in other._cells)
        {
            foreach (var (metric, tally) in cell)
            {
                Cell(key, piece, metric).Merge(tally);
            }
        }

        foreach (var (agent, times) in other._agents)
        {
            if (!_agents.TryGetValue(agent, out var own))
            {
                _agents[agent] = own = new AgentTimes();
            }

            own.Merge(times);
        }
    }

    /// <summary>The rows, in order of key and piece, and last the total of all, whose key is null.</summary>
    public IReadOnlyList<FigureRow> Read()
    {
        var rows = new List<FigureRow>();
        var total = new Dictionary<MetricDefinition, Tally>();
        foreach (var ((key, piece), cell) in _cells.OrderBy(c => c.Key.Key, StringComparer.Ordinal).ThenBy(c => c.Key.Piece))
        {
            var (start, end) = shape.Calendar.Piece(piece);
            rows.Add(new FigureRow(key, start, end, cell.ToDictionary(t => t.Key, t => t.Value.Read(start, end))));
            foreach (var (metric, tally) in cell)
            {
                (total.TryGetValue(metric, out var sum) ? sum : total[metric] = new Tally(metric)).Merge(tally);
            }
        }

        var all = total.ToDictionary(t => t.Key, t => t.Value.Read(shape.Calendar.From, shape.Calendar.To));
        var whole = new FigureRow(null, shape.Calendar.From, shape.Calendar.To, all);
        return shape.Table == MetricTable.Agents ? AgentFigures.Complete(this, rows, whole) : [.. rows, whole];
    }

    private Tally Cell(string key, int piece, MetricDefinition metric)
    {
        if (!_cells.TryGetValue((key, piece), out var cell))
        {
            _cells[(key, piece)] = cell = [];
        }

        return cell.TryGetValue(metric, out var tally) ? tally : cell[metric] = new Tally(metric);
    }

    private (DateTimeOffset From, DateTimeOffset To)? Inside(DateTimeOffset from, DateTimeOffset to)
    {
        var (low, high) = (from > shape.Calendar.From ? from : shape.Calendar.From, to < shape.Calendar.To ? to : shape.Calendar.To);
        return high > low ? (low, high) : null;
    }
}

/// <param name="Key">What the row is about: a queue, an agent … by the grouping; empty for what belongs to none, null for the total.</param>
/// <param name="Start">Of the piece of the interval.</param>
public sealed record FigureRow(
    string? Key, DateTimeOffset Start, DateTimeOffset End, IReadOnlyDictionary<MetricDefinition, Figure> Figures)
{
    /// <summary>Of agents: signed-in time without work, in milliseconds by reason.</summary>
    public IReadOnlyDictionary<string, long> Reasons { get; init; } = new Dictionary<string, long>();
}
