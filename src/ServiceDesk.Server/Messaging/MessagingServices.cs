namespace ServiceDesk.Server.Messaging;

/// <summary>The outbox, its relay and the bus.</summary>
internal static class MessagingServices
{
    public static IServiceCollection AddMessaging(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<OutboxRelay>();
}
