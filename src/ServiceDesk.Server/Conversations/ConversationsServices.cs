namespace ServiceDesk.Server.Conversations;

/// <summary>The message path.</summary>
internal static class ConversationsServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<ConversationLog>();

    public static void MapConversations(this IEndpointRouteBuilder endpoints)
    {
    }
}
