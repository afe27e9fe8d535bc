using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;

namespace ServiceDesk.Server.Routing;

/// <summary>The routing path.</summary>
internal static class RoutingServices
{
    public static IServiceCollection AddRouting(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<RoutingOptions>(configuration, "Routing");
        services.AddHealthChecks().AddCheck<RoutingCheck>("routing", tags: [Health.Ready]);
        return services
            .AddSingleton<CurrentDesk>()
            .AddSingleton<RoutingDomain>()
            .AddSingleton<RoutingCounters>()
            .AddSingleton<DomainLoad>()
            .AddSingleton<FirstReplyWatch>()
            .AddSingleton<AfterCommit>()
            .AddSingleton<RoutingLoop>().AddHostedService(provider => provider.GetRequiredService<RoutingLoop>())
            .AddSingleton<LiveBoard>().AddHostedService(provider => provider.GetRequiredService<LiveBoard>())
            .AddVisitorCommands()
            .AddAgentCommands();
    }

    public static void MapRouting(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/staff/directory", (ReadDirectory directory, CancellationToken cancellation) => directory.Handle(cancellation))
            .RequireAuthorization(StaffPolicies.Desk)
            .WithTags("Staff").WithName("ReadDirectory").WithSummary("Queues and agents, as the transfer dialog names them")
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden);

    private static IServiceCollection AddVisitorCommands(this IServiceCollection services) => services
        .AddSingleton<PersonPresence>().AddHostedService(provider => provider.GetRequiredService<PersonPresence>())
        .AddSingleton<SessionPushes>()
        .AddHostedService<StatePushLoop>()
        .AddSingleton<FallbackMenus>()
        .AddSingleton<VisitorSessions>()
        .AddSingleton<VisitorCommands>()
        .AddSingleton<StartSession>()
        .AddSingleton<RequestAgent>()
        .AddSingleton<CancelWait>()
        .AddSingleton<QueueStatus>()
        .AddSingleton<ChooseFallback>()
        .AddSingleton<EndSession>();

    private static IServiceCollection AddAgentCommands(this IServiceCollection services) => services
        .AddSingleton<StaffScope>()
        .AddSingleton<SessionRows>()
        .AddSingleton<AgentViews>()
        .AddSingleton<AgentMentions>()
        .AddSingleton<SetPresence>()
        .AddSingleton<ListSessions>()
        .AddSingleton<WatchConversation>()
        .AddSingleton<AcceptOffer>()
        .AddSingleton<DeclineOffer>()
        .AddSingleton<TransferSession>()
        .AddSingleton<HoldSession>()
        .AddSingleton<TagSession>()
        .AddSingleton<EndByAgent>()
        .AddSingleton<FinishWrapUp>()
        .AddSingleton<ScopedCommands>()
        .AddSingleton<ClaimSession>()
        .AddSingleton<ConsultColleague>()
        .AddSingleton<EndConsult>()
        .AddSingleton<AssignSession>()
        .AddSingleton<TakeOverSession>()
        .AddSingleton<RequeueSession>()
        .AddSingleton<ReadDirectory>();
}
