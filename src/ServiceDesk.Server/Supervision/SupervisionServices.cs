namespace ServiceDesk.Server.Supervision;

/// <summary>What supervisors do, and the staff conversation beside each visitor's.</summary>
internal static class SupervisionServices
{
    public static IServiceCollection AddSupervision(this IServiceCollection services) => services
        .AddSingleton<Monitoring>()
        .AddSingleton<StaffConversations>()
        .AddSingleton<MonitorSession>()
        .AddSingleton<WhisperToAgent>()
        .AddSingleton<BargeIn>()
        .AddSingleton<BumpSession>()
        .AddSingleton<EndBySupervisor>()
        .AddSingleton<SetAgentPresence>();
}
