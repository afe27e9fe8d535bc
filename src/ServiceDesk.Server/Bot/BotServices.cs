namespace ServiceDesk.Server.Bot;

/// <summary>The bot that answers first.</summary>
internal static class BotServices
{
    public static IServiceCollection AddBot(this IServiceCollection services, IConfiguration configuration) => services;
}
