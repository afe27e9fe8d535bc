using System.Diagnostics.Metrics;

namespace ServiceDesk.Server.Routing;

/// <summary>What the writer did since the process began; meter <c>ServiceDesk.Routing</c>.</summary>
public sealed class RoutingCounters
{
    private long _turns;
    private long _events;
    private long _fenced;
    private long _failed;

    public RoutingCounters(IMeterFactory meters, RoutingDomain domain)
    {
        ArgumentNullException.ThrowIfNull(meters);
        ArgumentNullException.ThrowIfNull(domain);
        var meter = meters.Create("ServiceDesk.Routing");
        meter.CreateObservableGauge("routing.mailbox.depth", () => domain.Depth, "{command}", "Commands that wait for the writer.");
        meter.CreateObservableCounter("routing.turns", () => Turns, "{turn}", "Committed turns.");
        meter.CreateObservableCounter("routing.events", () => Events, "{event}", "Events in committed turns.");
        meter.CreateObservableCounter("routing.fenced", () => Fenced, "{turn}", "Turns refused because another writer had begun.");
        meter.CreateObservableCounter("routing.failed", () => Failed, "{turn}", "Turns that failed otherwise.");
    }

    /// <summary>Committed turns.</summary>
    public long Turns => Interlocked.Read(ref _turns);

    /// <summary>Events in committed turns.</summary>
    public long Events => Interlocked.Read(ref _events);

    /// <summary>Turns refused because another writer had begun; nothing of them was published.</summary>
    public long Fenced => Interlocked.Read(ref _fenced);

    /// <summary>Turns that failed otherwise; nothing of them was published.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    internal void Committed(int events)
    {
        Interlocked.Increment(ref _turns);
        Interlocked.Add(ref _events, events);
    }

    internal void FencedOut() => Interlocked.Increment(ref _fenced);

    internal void FailedOnce() => Interlocked.Increment(ref _failed);
}
