using ServiceDesk.Server.Knowledge;

namespace ServiceDesk.Server.Bot;

/// <summary>The bot that answers first, and the knowledge that it answers from.</summary>
internal static class BotServices
{
    public static IServiceCollection AddBot(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BotOptions>().Bind(configuration.GetSection(BotOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<KnowledgeBase>()
            .AddSingleton<IBot, EmbeddedBot>()
            .AddSingleton<BotTurns>();
    }
}
