namespace ServiceDesk.Decisions.Configuration;

/// <summary>A person who serves visitors.</summary>
public sealed record Agent
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Units at a time; a session takes its channel's weight. Default 5, 1–100.</summary>
    public int Capacity { get; init; } = 5;

    public IReadOnlyList<Membership> Memberships { get; init; } = [];

    public IReadOnlyList<AgentSkill> Skills { get; init; } = [];

    /// <summary>What the agent takes of single channels, besides the capacity.</summary>
    public IReadOnlyList<ChannelLimit> ChannelLimits { get; init; } = [];
}

/// <param name="QueueId">The queue served.</param>
/// <param name="Priority">1 (first) to 9: which of the agent's queues goes first.</param>
/// <param name="DelaySeconds">The queue's work reaches this agent only after this effective wait; default 0.</param>
/// <param name="Rank">For <see cref="AgentPolicy.Ranked"/>: the smallest is rung first; default 0, 0–1,000.</param>
/// <param name="MaxSessions">Sessions of this queue at a time, 1–100; null (default) leaves it to the capacity.</param>
public sealed record Membership(string QueueId, int Priority = 1, int DelaySeconds = 0, int Rank = 0, int? MaxSessions = null);

/// <summary>What holds for every agent. All times are whole seconds.</summary>
public sealed record AgentSettings
{
    /// <summary>How long an agent without a connection keeps the sessions. Default 30, 1–3,600.</summary>
    public int GraceSeconds { get; init; } = 30;

    /// <summary>When visitors learn that their agent's connection is gone. Default 10, before the grace ends.</summary>
    public int TellVisitorAfterSeconds { get; init; } = 10;

    /// <summary>Offers missed in a row before the agent is set to away. Default 2, 1–100.</summary>
    public int MissLimit { get; init; } = 2;

    /// <summary>Connection losses within the window that hold an agent down. Default 3, 1–100.</summary>
    public int HoldDownLosses { get; init; } = 3;

    /// <summary>Default 300, 1–86,400.</summary>
    public int HoldDownWindowSeconds { get; init; } = 300;

    /// <summary>How long a held-down agent must stay connected before being rung again. Default 30, 1–3,600.</summary>
    public int HoldDownSeconds { get; init; } = 30;
}
