using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Metrics;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Routing;

namespace ServiceDesk.Server.Reports;

/// <summary>GET /api/reports/queues, conversations, agents, bot, satisfaction: the figures of an interval, folded from the ledger.</summary>
internal sealed class RunReport(LedgerRun ledger, ReportRuns runs, ReportLabels labels, StaffScope staff, CurrentDesk desk, ReportOptions options)
{
    public Task<Reply<Report>> Handle(StaffCaller caller, ReportTable table, ReportQuery query, CancellationToken cancellation) =>
        runs.Run(limited => Fold(caller, table, query, limited), cancellation);

    private async Task<Reply<Report>> Fold(StaffCaller caller, ReportTable table, ReportQuery query, CancellationToken cancellation)
    {
        var (scope, error) = ReportScope.Of(caller, staff, desk, query.Queues);
        if (error is not null)
        {
            return error;
        }

        var calendar = new ReportCalendar(query.From, query.To, query.ZoneInfo, MetricWords.Of(query.Cut));
        var shape = new ReportShape(MetricWords.Of(table), calendar, MetricWords.Of(query.Grouping), scope!.Queues, scope.Agents);
        var figures = new FigureTable(shape);
        var asOf = await ledger.Tell(figures, query.From, query.To, withSessions: true, cancellation);
        var rows = figures.Read();
        if (rows.Count > options.MostRows)
        {
            return new Error(ErrorCodes.TooLarge, $"The report has {rows.Count} rows, more than {options.MostRows}: cut it less finely.");
        }

        var metrics = MetricCatalogue.All.Where(m => m.Table == shape.Table).ToList();
        var names = await labels.Of(query.Grouping, rows.Select(r => r.Key).OfType<string>().Distinct(), cancellation);
        ReportRow Row(FigureRow row) => new(
            row.Key ?? "", row.Key is null ? "" : names[row.Key], row.Start, row.End,
            [.. metrics.Select(m => Figures.Of(m, row.Figures.GetValueOrDefault(m) ?? Figures.Nothing(m), query.Grouping)).OfType<ReportFigure>()],
            table == ReportTable.Agents ? row.Reasons.ToDictionary(r => r.Key, r => Math.Round(r.Value / 1000.0, 3)) : null);
        return new Report(
            table, calendar.From, calendar.To, query.Zone ?? "UTC", query.Grouping, query.Cut, [.. metrics.Select(m => m.Id)],
            [.. rows.SkipLast(1).Select(Row)], Row(rows[^1]), asOf);
    }
}
