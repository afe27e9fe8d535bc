using System.Globalization;

namespace ServiceDesk.Decisions.Metrics;

/// <summary>What follows from the agents' times, beside what their chats contribute.</summary>
internal static class AgentFigures
{
    public static IReadOnlyList<FigureRow> Complete(FigureTable table, List<FigureRow> counted, FigureRow whole)
    {
        var calendar = table.Shape.Calendar;
        var rows = counted.ToDictionary(r => (r.Key!, r.Start));
        var byAgent = table.Shape.By == ReportGrouping.Agent;
        for (var piece = 0; piece < calendar.Count; piece++)
        {
            var (start, end) = calendar.Piece(piece);
            var groups = table.Agents.GroupBy(a => byAgent ? a.Key.ToString(CultureInfo.InvariantCulture) : "");
            foreach (var group in groups)
            {
                List<AgentTimes> times = [.. group.Select(a => a.Value)];
                var figures = Figures(times, start, end);
                var before = rows.GetValueOrDefault((group.Key, start))?.Figures;
                if (before is not null || figures.Values.Any(f => f.Value is > 0))
                {
                    rows[(group.Key, start)] = new FigureRow(group.Key, start, end, Join(before, figures)) { Reasons = Reasons(times, start, end) };
                }
            }
        }

        var all = Figures([.. table.Agents.Values], calendar.From, calendar.To);
        return
        [
            .. rows.Values.OrderBy(r => r.Key, StringComparer.Ordinal).ThenBy(r => r.Start),
            whole with { Figures = Join(whole.Figures, all), Reasons = Reasons([.. table.Agents.Values], calendar.From, calendar.To) },
        ];
    }

    private static Dictionary<MetricDefinition, Figure> Join(
        IReadOnlyDictionary<MetricDefinition, Figure>? before, Dictionary<MetricDefinition, Figure> figures)
    {
        foreach (var (metric, figure) in before ?? new Dictionary<MetricDefinition, Figure>())
        {
            figures[metric] = figure;
        }

        return figures;
    }

    // Several agents: their times are added, so who has more time weighs more.
    private static Dictionary<MetricDefinition, Figure> Figures(List<AgentTimes> agents, DateTimeOffset from, DateTimeOffset to)
    {
        var sums = agents.ConvertAll(a => a.Read(from, to));
        long Sum(Func<AgentSums, long> of) => sums.Sum(of);
        var spread = Gini.Of(sums.Where(s => s.Available > 0).Select(AgentTimes.EffortPerAvailable));
        return new()
        {
            [AgentMetrics.Staffed] = Total(Sum(s => s.Staffed)),
            [AgentMetrics.Available] = Total(Sum(s => s.Available)),
            [AgentMetrics.Unavailable] = Total(Sum(s => s.Unavailable)),
            [AgentMetrics.Occupancy] = Share(Sum(s => s.Handling), Sum(s => s.Handling + s.AvailableIdle)),
            [AgentMetrics.SlotOccupancy] = Share(Sum(s => s.UnitsUsed), Sum(s => s.UnitsAllowed)),
            [AgentMetrics.Utilisation] = Share(Sum(s => s.HandlingStaffed), Sum(s => s.Staffed)),
            [AgentMetrics.Concurrency] = Levels.Read(agents.SelectMany(a => a.Concurrency(from, to))),
            [AgentMetrics.Adherence] = Share(Sum(s => s.Adherent), Sum(s => s.Planned)),
            [AgentMetrics.HandleTimeEffort] = Effort(agents, from, to),
            [AgentMetrics.Equity] = new Figure(sums.Count(s => s.Available > 0), spread),
        };
    }

    private static Dictionary<string, long> Reasons(List<AgentTimes> agents, DateTimeOffset from, DateTimeOffset to) => agents
        .SelectMany(a => a.Read(from, to).Reasons).Where(r => r.Value > 0).GroupBy(r => r.Key).ToDictionary(g => g.Key, g => g.Sum(r => r.Value));

    private static Figure Effort(List<AgentTimes> agents, DateTimeOffset from, DateTimeOffset to)
    {
        var tally = new Tally(AgentMetrics.HandleTimeEffort);
        foreach (var (_, end, effort) in agents.SelectMany(a => a.Efforts()).Where(e => e.ChatEnd >= from && e.ChatEnd < to))
        {
            tally.Add(effort, 1);
        }

        return tally.Read(from, to);
    }

    private static Figure Total(long milliseconds) => new(milliseconds > 0 ? 1 : 0, milliseconds);

    private static Figure Share(long part, long whole) => new(whole / 1000, whole == 0 ? null : 100.0 * part / whole);
}
