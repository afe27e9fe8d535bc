using System.Security.Claims;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;

namespace ServiceDesk.Server.Supervision;

/// <summary>What supervisors do, and the staff conversation beside each visitor's.</summary>
internal static class SupervisionServices
{
    public static IServiceCollection AddSupervision(this IServiceCollection services) => services
        .AddSingleton<Monitoring>()
        .AddSingleton<StaffConversations>()
        .AddSingleton<MonitorSession>().AddHostedService<MonitoringStart>()
        .AddSingleton<WhisperToAgent>()
        .AddSingleton<BargeIn>()
        .AddSingleton<BumpSession>()
        .AddSingleton<EndBySupervisor>()
        .AddSingleton<SetAgentPresence>()
        .AddSingleton<BanVisitor>()
        .AddSingleton<LiftBan>()
        .AddSingleton<ReadBans>()
        .AddSingleton<ReadAudit>();

    public static void MapSupervision(this IEndpointRouteBuilder endpoints)
    {
        BanVisitor.Map(endpoints);
        LiftBan.Map(endpoints);
        ReadBans.Map(endpoints);
        endpoints.MapGet("/api/audit", (ClaimsPrincipal user, [AsParameters] AuditQuery query, ReadAudit audit, CancellationToken cancellation) =>
                audit.Handle(user.Caller(), query, cancellation))
            .Validated(new AuditQueryValidator())
            .RequireAuthorization(StaffPolicies.Board)
            .WithTags("Audit").WithName("ReadAudit").WithSummary("What staff did by the power of their role, newest first")
            .Produces<AuditPage>()
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.Invalid);
    }
}
