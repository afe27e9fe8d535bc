namespace ServiceDesk.Decisions.Metrics;

/// <summary>Figures of agents. They describe the work, they do not rank people.</summary>
public static class AgentMetrics
{
    public static MetricDefinition Staffed { get; } = Of("staffed", MetricKind.TotalTime, "Staffed time",
        "Time in any signed-in state, within the interval.");

    public static MetricDefinition Available { get; } = Of("available", MetricKind.TotalTime, "Available time",
        "Time in states that may receive work, within the interval.");

    public static MetricDefinition Unavailable { get; } = Of("unavailable", MetricKind.TotalTime, "Unavailable time",
        "Signed-in time in states that receive no work, within the interval; told by the reason of the state.");

    public static MetricDefinition Occupancy { get; } = Of("occupancy", MetricKind.TimeShare, "Occupancy",
        "(Handling + wrap-up) ÷ (handling + wrap-up + available idle). Who handles at least one chat is occupied.");

    public static MetricDefinition SlotOccupancy { get; } = Of("slot_occupancy", MetricKind.TimeShare, "Slot occupancy",
        "Units used × time ÷ units allowed × time, over available time.");

    public static MetricDefinition Utilisation { get; } = Of("utilisation", MetricKind.TimeShare, "Utilisation",
        "(Handling + wrap-up) ÷ staffed time.");

    public static MetricDefinition Concurrency { get; } = Of("concurrency", MetricKind.Level, "Concurrency",
        "Active chats while there is at least one: mean over that time, percentiles of it, maximum.");

    public static MetricDefinition Adherence { get; } = Of("adherence", MetricKind.TimeShare, "Adherence",
        "Time in the planned state ÷ planned time. No data without a plan.");

    public static MetricDefinition Equity { get; } = Of("equity", MetricKind.Spread, "Equity index",
        "Gini coefficient of effort per available hour over the agents: 0 when all carry the same. Not for ranking.");

    public static MetricDefinition HandleTimeEffort { get; } = Of("handle_time_effort", MetricKind.Duration, "Handle time, effort-adjusted",
        "Handle time shared out over the chats and wrap-ups that the agent had at the same time. Counted by the end of the chat.");

    public static MetricDefinition Served { get; } = Of("served", MetricKind.Count, "Chats served",
        "Chats of the agent that ended for the agent. Counted by their end.");

    private static MetricDefinition Of(string id, MetricKind kind, string name, string definition) =>
        new($"agent.{id}", MetricTable.Agents, kind, name, definition);
}
