namespace ServiceDesk.Server.Visitors;

/// <summary>Visitor identity and what the widget asks over HTTP.</summary>
internal static class VisitorsServices
{
    public static IServiceCollection AddVisitors(this IServiceCollection services, IConfiguration configuration) => services;

    public static void MapVisitors(this IEndpointRouteBuilder endpoints)
    {
    }
}
