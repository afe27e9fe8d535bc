using System.Security.Claims;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Reports;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;

namespace ServiceDesk.Server.Alerts;

/// <summary>What supervisors are told before they look.</summary>
internal static class AlertsServices
{
    private const string Tag = "Alerts";

    public static IServiceCollection AddAlerts(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<AlertOptions>(configuration, "Alerts")
        .AddSingleton<AlertBoard>()
        .AddSingleton<AlertRows>()
        .AddSingleton<AlertRuleStore>()
        .AddSingleton<ChangeAlertRules>()
        .AddSingleton<ListAlerts>()
        .AddSingleton<AcknowledgeAlert>()
        .AddSingleton<AlertLoop>().AddHostedService(provider => provider.GetRequiredService<AlertLoop>());

    public static void MapAlerts(this IEndpointRouteBuilder endpoints)
    {
        var alerts = endpoints.MapGroup("/api/alerts").RequireAuthorization(StaffPolicies.Board);
        endpoints.MapGet("/api/alerts", (ClaimsPrincipal user, bool? open, long? before, ListAlerts list, CancellationToken cancellation) =>
                list.Handle(ReportScope.Caller(user), open ?? false, before, cancellation))
            .RequireAuthorization(StaffPolicies.Board).WithTags(Tag).WithName("ListAlerts").WithSummary("Open alerts, or the history, newest first")
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.Invalid);
        alerts.MapGet("/rules", (ChangeAlertRules rules, CancellationToken cancellation) => rules.Read(cancellation))
            .WithTags(Tag).WithName("ReadAlertRules").WithSummary("The rules by which alerts are raised")
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden);
        alerts.MapPut("/rules", async (ClaimsPrincipal user, AlertRuleSet request, ChangeAlertRules rules, CancellationToken cancellation) =>
                Answer(await rules.Handle(ReportScope.Caller(user), request, cancellation)))
            .Validated(new AlertRuleSetValidator()).WithTags(Tag).WithName("ChangeAlertRules").WithSummary("All rules at once, on the revision that was seen")
            .Produces<AlertRuleSet>().Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.Invalid, ErrorCodes.VersionConflict);
        alerts.MapPost("/{id:long}/acknowledge", async (
                    ClaimsPrincipal user, long id, AcknowledgeRequest request, AcknowledgeAlert acknowledge, CancellationToken cancellation) =>
                Answer(await acknowledge.Handle(ReportScope.Caller(user), id, request, cancellation)))
            .Validated(new AcknowledgeRequestValidator()).WithTags(Tag).WithName("AcknowledgeAlert").WithSummary("Look after an alert, and mute it for a while")
            .Produces<AlertRow>().Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.Invalid, ErrorCodes.NotFound, ErrorCodes.ConversationClosed);
    }

    private static IResult Answer<T>(Reply<T> reply) => reply.Ok ? Results.Ok(reply.Value) : Problems.Of(reply.Error!);
}
