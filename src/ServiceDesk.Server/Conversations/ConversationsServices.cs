namespace ServiceDesk.Server.Conversations;

/// <summary>The message path.</summary>
internal static class ConversationsServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services, IConfiguration configuration)
    {
        Options<GroupCommitOptions>(services, configuration, "GroupCommit");
        Options<WatermarkOptions>(services, configuration, "Watermarks");
        Options<RateLimitOptions>(services, configuration, "RateLimits");
        return services
            .AddSingleton<LogMetrics>()
            .AddSingleton<GroupTransaction>()
            .AddSingleton<ConversationLog>().AddHostedService(provider => provider.GetRequiredService<ConversationLog>())
            .AddSingleton<RateLimits>()
            .AddSingleton<PostMessage>()
            .AddSingleton<FetchEvents>()
            .AddSingleton<ConversationHeads>()
            .AddSingleton<ReceiptPushes>()
            .AddSingleton<WatermarkBatch>()
            .AddSingleton<MarkWatermarks>().AddHostedService(provider => provider.GetRequiredService<MarkWatermarks>())
            .AddSingleton<SignalTyping>()
            .AddSingleton<StillHere>();
    }

    private static void Options<T>(IServiceCollection services, IConfiguration configuration, string section)
        where T : class =>
        services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
}
