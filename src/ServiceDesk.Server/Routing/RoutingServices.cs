namespace ServiceDesk.Server.Routing;

/// <summary>The routing path.</summary>
internal static class RoutingServices
{
    public static IServiceCollection AddRouting(this IServiceCollection services, IConfiguration configuration) => services;

    public static void MapRouting(this IEndpointRouteBuilder endpoints)
    {
    }
}
