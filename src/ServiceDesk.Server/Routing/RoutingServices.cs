using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Sessions;

namespace ServiceDesk.Server.Routing;

/// <summary>The routing path.</summary>
internal static class RoutingServices
{
    public static IServiceCollection AddRouting(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<CurrentDesk>()
        .AddSingleton<RoutingDomain>()
        .AddSingleton<LiveBoard>()
        .AddVisitorCommands()
        .AddAgentCommands();

    public static void MapRouting(this IEndpointRouteBuilder endpoints)
    {
    }

    private static IServiceCollection AddVisitorCommands(this IServiceCollection services) => services
        .AddSingleton<PersonPresence>()
        .AddSingleton<SessionPushes>()
        .AddSingleton<VisitorSessions>()
        .AddSingleton<StartSession>()
        .AddSingleton<RequestAgent>()
        .AddSingleton<CancelWait>()
        .AddSingleton<QueueStatus>()
        .AddSingleton<ChooseFallback>()
        .AddSingleton<EndSession>();

    private static IServiceCollection AddAgentCommands(this IServiceCollection services) => services
        .AddSingleton<SessionRows>()
        .AddSingleton<AgentViews>()
        .AddSingleton<SetPresence>()
        .AddSingleton<ListSessions>()
        .AddSingleton<WatchConversation>()
        .AddSingleton<AcceptOffer>()
        .AddSingleton<DeclineOffer>()
        .AddSingleton<TransferSession>()
        .AddSingleton<EndByAgent>()
        .AddSingleton<FinishWrapUp>()
        .AddSingleton<ExplainSession>()
        .AddSingleton<ReadDirectory>();
}
