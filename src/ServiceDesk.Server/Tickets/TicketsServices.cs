namespace ServiceDesk.Server.Tickets;

/// <summary>Left messages.</summary>
internal static class TicketsServices
{
    public static IServiceCollection AddTickets(this IServiceCollection services, IConfiguration configuration) => services;

    public static void MapTickets(this IEndpointRouteBuilder endpoints)
    {
    }
}
