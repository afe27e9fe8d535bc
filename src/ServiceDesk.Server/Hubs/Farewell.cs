using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Hubs;

/// <summary>Before the server stops, asks every client to come back after a while of its own, so that they do not all come at once.</summary>
public sealed class Farewell(PersonConnections connections, RealTimeOptions options, TimeProvider time) : IHostedLifecycleService
{
    // Time for the frames to leave.
    private static readonly TimeSpan Leaves = TimeSpan.FromMilliseconds(100);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var told = 0;
        foreach (var connection in connections.All)
        {
#pragma warning disable CA5394 // Spreads reconnects; nothing secret depends on it.
            var after = Random.Shared.Next((options.ReconnectSpreadSeconds * 1000) + 1);
#pragma warning restore CA5394
            _ = connections.Tell(connection, new Control(ControlKinds.Reconnect, after));
            told++;
        }

        if (told > 0)
        {
            await Task.Delay(Leaves, time, cancellationToken);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
