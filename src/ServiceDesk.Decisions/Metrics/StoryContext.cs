namespace ServiceDesk.Decisions.Metrics;

/// <summary>What the parts of a story share: where the session stands, and where contributions go.</summary>
internal sealed class StoryContext(long sessionId, IQueueTerms queues, MetricTerms terms, IMeasures sink)
{
    public long SessionId => sessionId;

    public MetricTerms Terms => terms;

    public string? EntryPoint { get; set; }

    public string? Bot { get; set; }

    public string? Queue { get; set; }

    public string? Rule { get; set; }

    /// <summary>Who serves or last served it.</summary>
    public long? Agent { get; set; }

    public string? Topic { get; set; }

    public Place Here => new(Queue, Agent, EntryPoint, Bot, Rule);

    public QueueTerms? Promise(DateTimeOffset at) => Queue is { } queue ? queues.Of(queue, at) : null;

    public void Emit(MetricDefinition metric, DateTimeOffset at, long value, long of = 1) => Emit(metric, at, Here, value, of);

    public void Emit(MetricDefinition metric, DateTimeOffset at, Place place, long value, long of = 1) =>
        sink.Take(new Sample(metric, at, place, sessionId, value, of));

    public void Emit(MetricDefinition metric, DateTimeOffset at, TimeSpan duration) => Emit(metric, at, Here, duration);

    public void Emit(MetricDefinition metric, DateTimeOffset at, Place place, TimeSpan duration) =>
        Emit(metric, at, place, Math.Max(0, (long)duration.TotalMilliseconds));

    public void Emit(in LevelSpan span) => sink.Take(span);

    public void Emit(in AgentSpan span) => sink.Take(span);

    /// <summary>Two sessions of one visitor are about the same when their topics are, or when none was named.</summary>
    public bool SameMatter(string? topic) => string.Equals(topic, Topic, StringComparison.OrdinalIgnoreCase);
}
