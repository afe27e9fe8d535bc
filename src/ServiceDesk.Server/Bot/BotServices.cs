using ServiceDesk.Server.Knowledge;
using ServiceDesk.Server.Setup;

namespace ServiceDesk.Server.Bot;

/// <summary>The bot that answers first, and the knowledge that it answers from.</summary>
internal static class BotServices
{
    public static IServiceCollection AddBot(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<BotOptions>(configuration, BotOptions.Section);
        return services
            .AddSingleton<KnowledgeBase>()
            .AddSingleton<IBot, EmbeddedBot>()
            .AddSingleton<BotTopic>()
            .AddSingleton<BotTurns>();
    }
}
