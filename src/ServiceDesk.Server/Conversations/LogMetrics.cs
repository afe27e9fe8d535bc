using System.Diagnostics.Metrics;

namespace ServiceDesk.Server.Conversations;

/// <summary>What the conversation log has done since the start; meter <c>ServiceDesk.Conversations</c>.</summary>
public sealed class LogMetrics
{
    private readonly Counter<long> _transactionCounter;
    private readonly Counter<long> _eventCounter;
    private readonly Counter<long> _failureCounter;
    private readonly Histogram<int> _groupSize;
    private long _transactions;
    private long _events;

    public LogMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("ServiceDesk.Conversations");
        _transactionCounter = meter.CreateCounter<long>("servicedesk.log.transactions", "{transaction}", "Committed group transactions.");
        _eventCounter = meter.CreateCounter<long>("servicedesk.log.events", "{event}", "Events stored by the log.");
        _failureCounter = meter.CreateCounter<long>("servicedesk.log.failures", "{transaction}", "Group transactions that failed.");
        _groupSize = meter.CreateHistogram<int>("servicedesk.log.group_size", "{post}", "Posts handled by one transaction.");
    }

    /// <summary>Committed transactions.</summary>
    public long Transactions => Interlocked.Read(ref _transactions);

    /// <summary>Events stored by the log; the router's own are not among them.</summary>
    public long Events => Interlocked.Read(ref _events);

    internal void Committed(int posts, int events)
    {
        Interlocked.Increment(ref _transactions);
        Interlocked.Add(ref _events, events);
        _transactionCounter.Add(1);
        _eventCounter.Add(events);
        _groupSize.Record(posts);
    }

    internal void Failed() => _failureCounter.Add(1);
}
