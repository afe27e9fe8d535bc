using ServiceDesk.Server.Setup;

namespace ServiceDesk.Server.Conversations;

/// <summary>The message path.</summary>
internal static class ConversationsServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<GroupCommitOptions>(configuration, "GroupCommit");
        services.AddSettings<HistoryOptions>(configuration, "History");
        services.AddSettings<ChangeOptions>(configuration, "Changes");
        services.AddSettings<WatermarkOptions>(configuration, "Watermarks");
        services.AddSettings<ContentHookOptions>(configuration, "ContentHooks");
        services.AddSettings<RateLimitOptions>(configuration, "RateLimits");
        return services
            .AddSingleton<LogMetrics>()
            .AddSingleton<IContentHook, DeskContentRules>()
            .AddSingleton<ReviewContent>()
            .AddSingleton<GroupTransaction>()
            .AddSingleton<ConversationLog>().AddHostedService(provider => provider.GetRequiredService<ConversationLog>())
            .AddSingleton<RateLimits>()
            .AddSingleton<PostMessage>()
            .AddSingleton<SendMany>()
            .AddSingleton<EraseMessages>()
            .AddSingleton<KeepDrafts>()
            .AddSingleton<ReadHistoryPage>()
            .AddSingleton<FetchEvents>()
            .AddSingleton<ConversationHeads>()
            .AddSingleton<ReceiptPushes>()
            .AddSingleton<WatermarkBatch>()
            .AddSingleton<MarkWatermarks>().AddHostedService(provider => provider.GetRequiredService<MarkWatermarks>())
            .AddSingleton<SignalTyping>()
            .AddSingleton<StillHere>();
    }
}
