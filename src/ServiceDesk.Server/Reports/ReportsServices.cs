using System.Security.Claims;
using Microsoft.Extensions.Options;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Metrics;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Reports;

/// <summary>Figures of the past, and the live ones of the board.</summary>
internal static class ReportsServices
{
    private const string Tag = "Reports";

    private static readonly string[] Codes =
        [ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.Invalid, ErrorCodes.NotFound, ErrorCodes.TooLarge, ErrorCodes.Timeout];

    private static readonly (ReportTable Table, string Summary)[] Tables =
    [
        (ReportTable.Queues, "Figures of queues"), (ReportTable.Conversations, "Figures of conversations"), (ReportTable.Agents, "Figures of agents"),
        (ReportTable.Bot, "Figures of bots"), (ReportTable.Satisfaction, "What visitors say"),
    ];

    public static IServiceCollection AddReports(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<ReportOptions>(configuration, "Reports")
        .AddSingleton<QueueTermsHistory>()
        .AddSingleton<LedgerRun>()
        .AddSingleton<ReportRuns>()
        .AddSingleton<ReportLabels>()
        .AddSingleton<RunReport>()
        .AddSingleton<ListReportSessions>()
        .AddSingleton<RecentFigures>();

    public static void MapReports(this IEndpointRouteBuilder endpoints)
    {
        var reports = endpoints.MapGroup("/api/reports").RequireAuthorization(StaffPolicies.Board);
        var valid = new ReportQueryValidator(endpoints.ServiceProvider.GetRequiredService<IOptions<ReportOptions>>().Value);
        foreach (var (table, summary) in Tables)
        {
            var path = "/" + System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(table.ToString());
            reports.MapGet(path, (ClaimsPrincipal user, [AsParameters] ReportQuery query, RunReport run, CancellationToken cancellation) =>
                    Answer(run.Handle(ReportScope.Caller(user), table, query, cancellation)))
                .Validated(valid).WithTags(Tag).WithName($"Report{table}").WithSummary($"{summary}, by group and time").Produces<Report>().Refuses(Codes);
            reports.MapGet($"{path}.csv", (ClaimsPrincipal user, [AsParameters] ReportQuery query, RunReport run, DeskDbs dbs, TimeProvider time, CancellationToken cancellation) =>
                    Csv(user, query, run.Handle(ReportScope.Caller(user), table, query, cancellation), r => ReportCsv.Of(r, query.ZoneInfo), path[1..], dbs, time, cancellation))
                .Validated(valid).WithTags(Tag).WithName($"Report{table}Csv").WithSummary($"{summary}, as CSV").Produces<string>(contentType: "text/csv").Refuses(Codes);
        }

        reports.MapGet("/metrics", () => MetricCatalogue.All.Select(MetricWords.Of).ToList())
            .WithTags(Tag).WithName("ListMetrics").WithSummary("What every figure means, with its version")
            .Produces<IReadOnlyList<MetricInfo>>().Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden);
        reports.MapGet("/sessions", (ClaimsPrincipal user, [AsParameters] FigureQuery figure, [AsParameters] ReportQuery query, ListReportSessions list, CancellationToken cancellation) =>
                Answer(list.Handle(ReportScope.Caller(user), figure, query, cancellation)))
            .Validated(valid).WithTags(Tag).WithName("ListReportSessions").WithSummary("The sessions behind a figure").Produces<ReportSessions>().Refuses(Codes);
        reports.MapGet("/sessions.csv", (
                    ClaimsPrincipal user, [AsParameters] FigureQuery figure, [AsParameters] ReportQuery query, ListReportSessions list, DeskDbs dbs, TimeProvider time, CancellationToken cancellation) =>
                Csv(user, query, list.Handle(ReportScope.Caller(user), figure, query, cancellation), r => ReportCsv.Of(r, query.ZoneInfo), "sessions", dbs, time, cancellation))
            .Validated(valid).WithTags(Tag).WithName("ListReportSessionsCsv").WithSummary("The sessions behind a figure, as CSV").Produces<string>(contentType: "text/csv").Refuses(Codes);
    }

    private static async Task<IResult> Answer<T>(Task<Reply<T>> asked)
        where T : class
    {
        var reply = await asked;
        return reply.Ok ? Results.Ok(reply.Value) : Problems.Of(reply.Error!);
    }

    // What leaves the server as a file is written down: who, what, when.
    private static async Task<IResult> Csv<T>(
        ClaimsPrincipal user, ReportQuery query, Task<Reply<T>> asked, Func<T, byte[]> write, string name, DeskDbs dbs, TimeProvider time, CancellationToken cancellation)
        where T : class
    {
        var reply = await asked;
        if (!reply.Ok)
        {
            return Problems.Of(reply.Error!);
        }

        await using var db = dbs.Open();
        db.Audit.Add(new AuditRow
        {
            At = time.Now(), Who = ReportScope.Caller(user).Person, What = "report.export", OnWhat = name, Details = $"{query.From:O} to {query.To:O}",
        });
        await db.SaveChangesAsync(cancellation);
        return Results.File(write(reply.Value!), "text/csv; charset=utf-8", $"{name}-{query.From:yyyyMMdd}-{query.To:yyyyMMdd}.csv");
    }
}
