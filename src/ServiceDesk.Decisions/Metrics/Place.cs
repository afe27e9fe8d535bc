namespace ServiceDesk.Decisions.Metrics;

/// <summary>What a figure is about; null where it does not apply.</summary>
public readonly record struct Place(string? Queue, long? Agent, string? EntryPoint, string? Bot, string? Rule);

/// <summary>One contribution to a figure.</summary>
/// <param name="At">The instant that decides which interval it counts in; the metric's definition names it.</param>
/// <param name="Value">A duration in milliseconds, a number, or how many of <paramref name="Of"/>.</param>
/// <param name="Of">For rates: out of how many. A later fact may take back with a negative value.</param>
public readonly record struct Sample(MetricDefinition Metric, DateTimeOffset At, Place Place, long SessionId, long Value, long Of = 1);

/// <summary>A contribution to a level: in [From, To) it was higher by the weight.</summary>
public readonly record struct LevelSpan(MetricDefinition Metric, DateTimeOffset From, DateTimeOffset To, Place Place, long SessionId, long Weight = 1);

/// <summary>A stretch of an agent's time.</summary>
public readonly record struct AgentSpan(long AgentId, AgentTime Kind, DateTimeOffset From, DateTimeOffset To, long Weight = 1, string? Reason = null, long SessionId = 0);

public enum AgentTime
{
    /// <summary>In any signed-in state.</summary>
    Staffed,

    /// <summary>In a state that may receive work; the weight is the capacity.</summary>
    Available,

    /// <summary>Signed in, in a state that receives none; with its reason.</summary>
    Unavailable,

    /// <summary>A chat at hand, without hold; the weight is its units.</summary>
    Chat,

    /// <summary>Work after the end.</summary>
    WrapUp,

    /// <summary>Planned to be available.</summary>
    Planned,
}

/// <summary>Who takes the contributions: a table, or a list of the sessions behind one number.</summary>
public interface IMeasures
{
    void Take(in Sample sample);

    void Take(in LevelSpan span);

    void Take(in AgentSpan span);
}
