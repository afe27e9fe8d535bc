namespace ServiceDesk.Decisions.Metrics;

/// <summary>What a figure means. One that changes its meaning gets another version.</summary>
/// <param name="Id">Stable, such as <c>queue.wait</c>.</param>
/// <param name="Name">English, as the field says it.</param>
/// <param name="Definition">English sentences: what is counted, over what, and which instant decides the interval.</param>
/// <param name="Scale">For rates: what one answer counts, when answers are shared out; usually 1.</param>
public sealed record MetricDefinition(
    string Id, MetricTable Table, MetricKind Kind, string Name, string Definition, int Version = 1, int Scale = 1);

public enum MetricTable { Queues, Conversations, Agents, Bot, Satisfaction }

public enum MetricKind
{
    /// <summary>How many.</summary>
    Count,

    /// <summary>Milliseconds each: mean, percentiles, maximum.</summary>
    Duration,

    /// <summary>A number each: mean, percentiles, maximum.</summary>
    Number,

    /// <summary>So many of so many, in per cent, with an interval when few were counted.</summary>
    Rate,

    /// <summary>Part of a time, in per cent.</summary>
    TimeShare,

    /// <summary>Milliseconds together.</summary>
    TotalTime,

    /// <summary>How high something stood: mean over time, percentiles of time, maximum.</summary>
    Level,

    /// <summary>From −100 to 100.</summary>
    NetScore,

    /// <summary>From 0, all alike, to 1.</summary>
    Spread,
}
