using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Metrics;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Reports;

/// <summary>What a list of sessions is asked for, beside the report's own interval and grouping.</summary>
internal sealed record FigureQuery
{
    /// <summary>Id of the metric.</summary>
    [FromQuery(Name = "metric")]
    public required string Metric { get; init; }

    /// <summary>Key of the row; left out for the total.</summary>
    [FromQuery(Name = "key")]
    public string? Key { get; init; }
}

/// <summary>GET /api/reports/sessions: the sessions behind a figure, by the same fold that counts it.</summary>
internal sealed class ListReportSessions(
    DeskDbs dbs, LedgerRun ledger, ReportRuns runs, ReportLabels labels, StaffScope staff, CurrentDesk desk, ReportOptions options)
{
    public Task<Reply<ReportSessions>> Handle(StaffCaller caller, FigureQuery figure, ReportQuery query, CancellationToken cancellation) =>
        runs.Run(limited => List(caller, figure, query, limited), cancellation);

    private async Task<Reply<ReportSessions>> List(StaffCaller caller, FigureQuery figure, ReportQuery query, CancellationToken cancellation)
    {
        if (MetricCatalogue.Find(figure.Metric) is not { } metric)
        {
            return new Error(ErrorCodes.NotFound, $"There is no metric {figure.Metric}.");
        }

        var (scope, error) = ReportScope.Of(caller, staff, desk, query.Queues);
        if (error is not null)
        {
            return error;
        }

        var calendar = new ReportCalendar(query.From, query.To, query.ZoneInfo, ReportStep.Whole);
        var shape = new ReportShape(metric.Table, calendar, MetricWords.Of(query.Grouping), scope!.Queues, scope.Agents);
        var behind = new SessionsBehind(metric, shape, figure.Key, options.MostSessions);
        await ledger.Tell(behind, query.From, query.To, withSessions: true, cancellation);
        return await Rows(metric, behind, cancellation);
    }

    private async Task<ReportSessions> Rows(MetricDefinition metric, SessionsBehind behind, CancellationToken cancellation)
    {
        var parts = behind.Newest();
        var ids = parts.Select(p => p.SessionId).Distinct().ToList();
        await using var db = dbs.Open();
        var sessions = await db.Sessions.AsNoTracking().Where(s => ids.Contains(s.Id))
            .Join(db.Visitors, s => s.VisitorId, v => v.Id, (s, v) => new { s.Id, s.ConversationId, s.VisitorId, v.Name, s.EntryPoint })
            .ToDictionaryAsync(s => s.Id, cancellation);
        var agents = await labels.Agents(cancellation);
        var rate = metric.Kind is MetricKind.Rate or MetricKind.NetScore;
        return new ReportSessions(
            MetricWords.Of(metric),
            [.. parts.Where(p => sessions.ContainsKey(p.SessionId)).Select(p => new ReportSession(
                p.SessionId, sessions[p.SessionId].ConversationId, p.At, Figures.Value(metric, p.Value), rate ? Figures.Value(metric, p.Of) : null,
                VisitorNames.Of(sessions[p.SessionId].VisitorId, sessions[p.SessionId].Name), sessions[p.SessionId].EntryPoint,
                p.Place.Queue is { } queue ? labels.QueueName(queue) : null, p.Place.Agent,
                p.Place.Agent is { } agent ? agents.GetValueOrDefault(agent) : null))],
            behind.More);
    }
}
