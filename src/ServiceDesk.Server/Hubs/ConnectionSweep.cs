using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Hubs;

/// <summary>
/// Ends connections that did not say Hello in time and those whose token ran out. One timer for all: ten thousand idle visitors
/// would otherwise be ten thousand timers.
/// </summary>
public sealed partial class ConnectionSweep(
    PersonConnections connections, RealTimeOptions options, TimeProvider time, ILogger<ConnectionSweep> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Sweep(time.GetUtcNow());
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var connection in connections.All)
        {
            if (connection is { Greeted: false, Hub: not HubKind.Monitor } && now - connection.OpenedAt >= TimeSpan.FromSeconds(options.HelloSeconds))
            {
                connection.Abort();
            }
            else if (now - connection.ExpiresAt >= TimeSpan.FromSeconds(options.ExpiryGraceSeconds))
            {
                _ = End(connection);
            }
        }
    }

    private async Task End(LiveConnection connection)
    {
        // Not found again by the next sweep while its last frame is on the way.
        connection.ExpiresAt = null;
        try
        {
            await connections.Abort(connection, new Control(ControlKinds.TokenExpired));
        }
#pragma warning disable CA1031 // The connection is aborted all the same.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            NotTold(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A connection could not be told that its token expired.")]
    private partial void NotTold(Exception fault);
}
