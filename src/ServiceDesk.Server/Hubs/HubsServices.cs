namespace ServiceDesk.Server.Hubs;

/// <summary>SignalR.</summary>
internal static class HubsServices
{
    public static IServiceCollection AddHubs(this IServiceCollection services, IConfiguration configuration) => services;

    public static void MapHubs(this IEndpointRouteBuilder endpoints)
    {
    }
}
