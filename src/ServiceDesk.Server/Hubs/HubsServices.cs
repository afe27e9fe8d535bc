using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;

namespace ServiceDesk.Server.Hubs;

/// <summary>SignalR.</summary>
internal static class HubsServices
{
    private const string JsonProtocol = "json";

    public static IServiceCollection AddHubs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<RealTimeOptions>(configuration, "RealTime");
        services.AddSingleton<PersonConnections>().AddHostedService<PresenceReports>().AddHostedService<ConnectionSweep>();
        services.AddSingleton<LaggingConnections>().AddHostedService<LaggingLoop>().AddHostedService<Farewell>();
        services.AddSingleton<RequestValidators>().AddSingleton<HubGate>();
        services.AddSingleton<Handshake>().AddSingleton<VisitorHello>().AddSingleton<StaffHello>();
        services.AddSingleton<VisitorCalls>().AddSingleton<AgentCalls>().AddSingleton<MonitorCalls>();
        services.AddSingleton<CommitPublisher>().AddHostedService(provider => provider.GetRequiredService<CommitPublisher>());
        services.AddSignalR()
            .AddJsonProtocol(json => WireJson.Apply(json.PayloadSerializerOptions).Converters.Add(new StringsWithoutNul()))
            // Fields by their C# names, from the same types; no reader of foreign data trusts its sizes.
            .AddMessagePackProtocol(pack => pack.SerializerOptions = PlainTextFormatter.On(pack.SerializerOptions))
            .AddHubOptions<VisitorHub>(_ => { })
            .AddHubOptions<AgentHub>(_ => { })
            .AddHubOptions<MonitorHub>(_ => { });
        services.AddConnectionsOf<VisitorHub>().AddConnectionsOf<AgentHub>().AddConnectionsOf<MonitorHub>();
        services.AddOptions<HubOptions>().Configure<RealTimeOptions>(Limit);
        services.AddOptions<HubOptions<VisitorHub>>().Configure<RealTimeOptions>(
            (hub, limits) =>
            {
                hub.MaximumReceiveMessageSize = limits.VisitorFrameBytes;
                // Browsers speak JSON, and what anybody may reach takes one encoding.
                hub.SupportedProtocols = [JsonProtocol];
            });
        services.AddOptions<HubOptions<AgentHub>>().Configure<RealTimeOptions>(
            (hub, limits) => hub.MaximumReceiveMessageSize = limits.StaffFrameBytes);
        services.AddOptions<HubOptions<MonitorHub>>().Configure<RealTimeOptions>(
            (hub, limits) => hub.MaximumReceiveMessageSize = limits.StaffFrameBytes);
        return services;
    }

    public static void MapHubs(this IEndpointRouteBuilder endpoints)
    {
        var limits = endpoints.ServiceProvider.GetRequiredService<RealTimeOptions>();
        endpoints.MapHub<VisitorHub>(HubPaths.Visitor, http => Limit(http, limits, limits.VisitorFrameBytes));
        endpoints.MapHub<AgentHub>(HubPaths.Agent, http => LimitStaff(http, limits)).RequireAuthorization(StaffPolicies.Desk);
        endpoints.MapHub<MonitorHub>(HubPaths.Monitor, http => LimitStaff(http, limits)).RequireAuthorization(StaffPolicies.Board);
    }

    private static IServiceCollection AddConnectionsOf<THub>(this IServiceCollection services)
        where THub : Hub => services
        .AddSingleton<GroupedConnections<THub>>()
        .AddSingleton<HubLifetimeManager<THub>>(provider => provider.GetRequiredService<GroupedConnections<THub>>());

    private static void Limit(HubOptions hub, RealTimeOptions limits)
    {
        hub.AddFilter<HubGate>();
        hub.EnableDetailedErrors = false;
        // One call at a time keeps the order of one sender's messages.
        hub.MaximumParallelInvocationsPerClient = 1;
        hub.KeepAliveInterval = TimeSpan.FromSeconds(limits.KeepAliveSeconds);
        hub.ClientTimeoutInterval = TimeSpan.FromSeconds(2 * limits.KeepAliveSeconds);
        hub.HandshakeTimeout = TimeSpan.FromSeconds(limits.HandshakeSeconds);
    }

    private static void Limit(HttpConnectionDispatcherOptions http, RealTimeOptions limits, int bufferBytes)
    {
        // It lost every message of any gap of 0.2 s or more; clients resume by cursor instead.
        http.AllowStatefulReconnects = false;
        http.TransportSendTimeout = TimeSpan.FromSeconds(limits.SendTimeoutSeconds);
        http.ApplicationMaxBufferSize = bufferBytes;
        http.TransportMaxBufferSize = bufferBytes;
    }

    private static void LimitStaff(HttpConnectionDispatcherOptions http, RealTimeOptions limits)
    {
        Limit(http, limits, limits.StaffFrameBytes);
        http.CloseOnAuthenticationExpiration = true;
    }
}
