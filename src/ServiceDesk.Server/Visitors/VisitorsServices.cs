using ServiceDesk.Server.Setup;

namespace ServiceDesk.Server.Visitors;

/// <summary>Visitor identity and what the widget asks over HTTP.</summary>
internal static class VisitorsServices
{
    public static IServiceCollection AddVisitors(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<VisitorSettings>(configuration, "Visitors")
        .AddSingleton<SigningKeys>()
        .AddSingleton(provider => new VisitorTokens(
            provider.GetRequiredService<SigningKeys>(),
            provider.GetRequiredService<VisitorSettings>(),
            provider.GetRequiredService<Bans>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<Bans>()
        .AddSingleton<ResumeTokens>()
        .AddSingleton<IssueVisitorToken>()
        .AddSingleton<EntryPoints>()
        .AddSingleton<LauncherTexts>();

    public static void MapVisitors(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapWidgetConfig();
        endpoints.MapVisitorToken();
        endpoints.MapChatFrame();
    }
}
