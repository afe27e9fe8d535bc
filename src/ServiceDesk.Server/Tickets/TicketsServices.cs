namespace ServiceDesk.Server.Tickets;

/// <summary>Left messages.</summary>
internal static class TicketsServices
{
    public static IServiceCollection AddTickets(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<TicketRows>()
        .AddSingleton<WishedCalls>()
        .AddSingleton<LeaveMessage>()
        .AddSingleton<ListTickets>()
        .AddSingleton<AnswerTicket>()
        .AddSingleton<OpenTicket>()
        .AddSingleton<CloseTicket>();
}
