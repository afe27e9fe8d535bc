using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Bot;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Jobs;
using ServiceDesk.Server.Messaging;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Surveys;
using ServiceDesk.Server.Tickets;
using ServiceDesk.Server.Visitors;

namespace ServiceDesk.Server.Setup;

/// <summary>The list of what the server is made of.</summary>
internal static class ServiceDeskHost
{
    public static void AddServiceDesk(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<NodeIdentity>()
        .AddStorage(configuration)
        .AddStaff(configuration)
        .AddVisitors(configuration)
        .AddConversations(configuration)
        .AddRouting(configuration)
        .AddMessaging(configuration)
        .AddBot(configuration)
        .AddSurveys(configuration)
        .AddTickets(configuration)
        .AddJobs(configuration)
        .AddHubs(configuration);

    public static void MapServiceDesk(this WebApplication app)
    {
        app.MapStaff();
        app.MapVisitors();
        app.MapRouting();
        app.MapJobs();
        app.MapHubs();
    }

    private static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<WriteGate>()
        .AddSingleton(new DbContextOptionsBuilder<SqliteDeskDb>()
            .UseSqlite(configuration.GetConnectionString("Sqlite") ?? "Data Source=data/servicedesk.db")
            .Options)
        .AddSingleton<DeskDbs>()
        .AddScoped(provider => provider.GetRequiredService<DeskDbs>().Open());
}
