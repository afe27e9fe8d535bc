using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;

namespace ServiceDesk.Server.Hubs;

/// <summary>The connections that lag, on this node; meter <c>ServiceDesk.Hubs</c>.</summary>
public sealed class LaggingConnections
{
    private readonly ConcurrentDictionary<Outbound, DateTimeOffset> _since = new();
    private readonly TimeProvider _time;
    private readonly Counter<long> _began;

    public LaggingConnections(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create("ServiceDesk.Hubs");
        _began = meter.CreateCounter<long>("servicedesk.hubs.lagging", "{connection}", "Connections that did not read in time.");
    }

    /// <summary>Each with the instant at which it fell behind.</summary>
    public IReadOnlyList<KeyValuePair<Outbound, DateTimeOffset>> All => [.. _since];

    internal void Add(Outbound outbound)
    {
        _since[outbound] = _time.GetUtcNow();
        _began.Add(1);
    }

    internal void Remove(Outbound outbound) => _since.TryRemove(outbound, out _);
}

/// <summary>
/// Once a second for all connections that lag: tells their heads to those that read again, lets those that caught up have pushes
/// again, and ends those that lag too long. While nobody lags it does nothing.
/// </summary>
public sealed partial class LaggingLoop(
    LaggingConnections lagging,
    PersonConnections connections,
    ConversationHeads heads,
    RealTimeOptions options,
    TimeProvider time,
    ILogger<LaggingLoop> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Look(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task Look(CancellationToken cancellation)
    {
        foreach (var (outbound, since) in lagging.All)
        {
            try
            {
                await Look(outbound, since, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                throw;
            }
#pragma warning disable CA1031 // What goes wrong for one connection is no matter of the others.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LookFailed(fault);
            }
        }
    }

    private async Task Look(Outbound outbound, DateTimeOffset since, CancellationToken cancellation)
    {
        if (connections.Find(outbound.ConnectionId) is not { Person: { } person } connection)
        {
            lagging.Remove(outbound);
        }
        else if (time.GetUtcNow() - since >= TimeSpan.FromSeconds(options.LaggingSeconds))
        {
            lagging.Remove(outbound);
            _ = connections.Abort(connection, new Control(ControlKinds.SlowConsumer));
        }
        else if (outbound.EndLag() is { } ended)
        {
            lagging.Remove(outbound);
            await Resume(connection, ended, cancellation);
        }
        else
        {
            await TellHeads(outbound, connection, person, cancellation);
        }
    }

    private async Task TellHeads(Outbound outbound, LiveConnection connection, string person, CancellationToken cancellation)
    {
        var missed = outbound.Missed();
        foreach (var left in missed.Where(id => !connection.SeesConversation(id)))
        {
            outbound.Forget(left);
        }

        // A connection that still does not read is told nothing: what it cannot take must not pile up again.
        var told = await heads.Some(person, [.. missed.Where(connection.SeesConversation)], cancellation);
        if (told.Count > 0)
        {
            await connections.Client(connection).Heads(new HeadsPush(told));
        }
    }

    private async Task Resume(LiveConnection connection, Lag ended, CancellationToken cancellation)
    {
        if (ended.LostState)
        {
            // Rows, offers and the like are read anew with the next Hello.
            await connections.Tell(connection, new Control(ControlKinds.Reconnect, AfterMs: 0));
            return;
        }

        foreach (var receipts in await heads.Others(connection.Person!, ended.Conversations, cancellation))
        {
            await connections.Client(connection).Receipts(receipts);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection that lags could not be looked after; trying again in a second.")]
    private partial void LookFailed(Exception fault);
}
