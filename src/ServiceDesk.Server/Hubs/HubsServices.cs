using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Hubs;

/// <summary>SignalR.</summary>
internal static class HubsServices
{
    public static IServiceCollection AddHubs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RealTimeOptions>().Bind(configuration.GetSection("RealTime")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PersonConnections>();
        services.AddSingleton<CommitPublisher>().AddHostedService(provider => provider.GetRequiredService<CommitPublisher>());
        services.AddSignalR()
            .AddJsonProtocol(json => WireJson.Apply(json.PayloadSerializerOptions))
            .AddHubOptions<VisitorHub>(_ => { })
            .AddHubOptions<AgentHub>(_ => { })
            .AddHubOptions<MonitorHub>(_ => { });
        services.AddOptions<HubOptions>().Configure<IOptions<RealTimeOptions>>(Limit);
        services.AddOptions<HubOptions<VisitorHub>>().Configure<IOptions<RealTimeOptions>>(
            (hub, limits) => hub.MaximumReceiveMessageSize = limits.Value.VisitorFrameBytes);
        services.AddOptions<HubOptions<AgentHub>>().Configure<IOptions<RealTimeOptions>>(
            (hub, limits) => hub.MaximumReceiveMessageSize = limits.Value.StaffFrameBytes);
        services.AddOptions<HubOptions<MonitorHub>>().Configure<IOptions<RealTimeOptions>>(
            (hub, limits) => hub.MaximumReceiveMessageSize = limits.Value.StaffFrameBytes);
        return services;
    }

    public static void MapHubs(this IEndpointRouteBuilder endpoints)
    {
        var limits = endpoints.ServiceProvider.GetRequiredService<IOptions<RealTimeOptions>>().Value;
        endpoints.MapHub<VisitorHub>("/hubs/visitor", http => Limit(http, limits, limits.VisitorFrameBytes));
        endpoints.MapHub<AgentHub>("/hubs/agent", http =>
        {
            Limit(http, limits, limits.StaffFrameBytes);
            http.CloseOnAuthenticationExpiration = true;
        });
        endpoints.MapHub<MonitorHub>("/hubs/monitor", http =>
        {
            Limit(http, limits, limits.StaffFrameBytes);
            http.CloseOnAuthenticationExpiration = true;
        });
    }

    private static void Limit(HubOptions hub, IOptions<RealTimeOptions> options)
    {
        var limits = options.Value;
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
}
