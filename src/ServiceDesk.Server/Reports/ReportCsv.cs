using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Metrics;

namespace ServiceDesk.Server.Reports;

/// <summary>A report as a table: one line per row, and for each metric as many columns as it has to say.</summary>
internal static class ReportCsv
{
    private sealed record Column(string Name, Func<ReportFigure, double?> Of);

    public static byte[] Of(Report report, TimeZoneInfo zone)
    {
        var csv = new CsvText();
        var metrics = report.Metrics.Select(id => MetricCatalogue.Find(id)!).ToList();
        csv.Text(report.By == ReportBy.None ? "row" : report.By.ToString()).Text("name").Text("from").Text("to");
        metrics.ForEach(m => Columns(m).ForEach(c => csv.Text($"{m.Id} {c.Name}".TrimEnd())));
        csv.End();
        foreach (var row in report.Rows)
        {
            Line(csv, row.Key, row.Label, row, metrics, zone);
        }

        Line(csv, "total", "", report.Total, metrics, zone);
        return csv.ToBytes();
    }

    public static byte[] Of(ReportSessions sessions, TimeZoneInfo zone)
    {
        var csv = new CsvText();
        foreach (var name in (string[])["session", "conversation", "at", sessions.Metric.Id, "of", "visitor", "entry point", "queue", "agent"])
        {
            csv.Text(name);
        }

        csv.End();
        foreach (var row in sessions.Sessions)
        {
            csv.Number(row.SessionId).Number(row.ConversationId).Instant(row.At, zone).Number(row.Value).Number(row.Of)
                .Text(row.VisitorName).Text(row.EntryPoint).Text(row.Queue).Text(row.AgentName).End();
        }

        return csv.ToBytes();
    }

    private static void Line(CsvText csv, string key, string label, ReportRow row, List<MetricDefinition> metrics, TimeZoneInfo zone)
    {
        csv.Text(key).Text(label).Instant(row.Start, zone).Instant(row.End, zone);
        var figures = row.Figures.ToDictionary(f => f.Metric);
        foreach (var metric in metrics)
        {
            var figure = figures.GetValueOrDefault(metric.Id);
            Columns(metric).ForEach(c => csv.Number(figure is null ? null : c.Of(figure)));
        }

        csv.End();
    }

    private static List<Column> Columns(MetricDefinition metric) => metric.Kind switch
    {
        MetricKind.Count => [new("", f => f.Value)],
        MetricKind.Duration => Values("s"),
        MetricKind.Number or MetricKind.Level => Values(""),
        MetricKind.Rate => [new("%", f => f.Value), new("low %", f => f.Low), new("high %", f => f.High), new("of", f => f.Count)],
        MetricKind.TimeShare => [new("%", f => f.Value)],
        MetricKind.TotalTime => [new("s", f => f.Value)],
        MetricKind.NetScore => [new("", f => f.Value), new("of", f => f.Count)],
        _ => [new("", f => f.Value)],
    };

    private static List<Column> Values(string unit) =>
    [
        new($"mean {unit}".TrimEnd(), f => f.Value), new($"p50 {unit}".TrimEnd(), f => f.P50), new($"p90 {unit}".TrimEnd(), f => f.P90),
        new($"p95 {unit}".TrimEnd(), f => f.P95), new($"max {unit}".TrimEnd(), f => f.Max), new("count", f => f.Count),
    ];
}
