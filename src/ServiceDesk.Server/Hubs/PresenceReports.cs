using ServiceDesk.Server.Sessions;

namespace ServiceDesk.Server.Hubs;

/// <summary>Ties the connections of this node to the router, which depends on the connections itself and so cannot be asked for by them.</summary>
public sealed class PresenceReports(PersonConnections connections, PersonPresence presence) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        connections.PresenceChanged += Report;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        connections.PresenceChanged -= Report;
        return Task.CompletedTask;
    }

    private void Report(string person, bool connected)
    {
        if (connected)
        {
            presence.FirstConnected(person);
        }
        else
        {
            presence.LastDisconnected(person);
        }
    }
}
