namespace ServiceDesk.Decisions.Configuration;

/// <summary>
/// The desk's whole configuration as one immutable value: what a ruleset holds. It is plain JSON as it stands
/// (System.Text.Json, no converter needed). Check it with <see cref="DeskChecks"/> before it is published.
/// </summary>
public sealed record Desk
{
    /// <summary>The ruleset's number; 0 for a desk that was never stored.</summary>
    public int Version { get; init; }

    public IReadOnlyList<EntryPoint> EntryPoints { get; init; } = [];

    public IReadOnlyList<Schedule> Schedules { get; init; } = [];

    public IReadOnlyList<Queue> Queues { get; init; } = [];

    /// <summary>What agents may hold and sessions may need.</summary>
    public IReadOnlyList<Skill> Skills { get; init; } = [];

    /// <summary>The kinds of channel that differ from the starting values.</summary>
    public IReadOnlyList<Channel> Channels { get; init; } = [];

    public IReadOnlyList<Agent> Agents { get; init; } = [];

    /// <summary>The supervisors who oversee some queues only.</summary>
    public IReadOnlyList<Supervisor> Supervisors { get; init; } = [];

    /// <summary>What holds for every agent, whatever the queue.</summary>
    public AgentSettings AgentSettings { get; init; } = new();

    public BotSettings BotSettings { get; init; } = new();

    /// <summary>Words that are refused or masked before anything is stored.</summary>
    public IReadOnlyList<ContentRule> ContentRules { get; init; } = [];
}

/// <summary>What holds for a session while a bot, or nobody yet, answers.</summary>
public sealed record BotSettings
{
    /// <summary>A session with a bot closes after this much silence of the visitor. Default 600 s, 30–86,400.</summary>
    public int IdleCloseSeconds { get; init; } = 600;

    /// <summary>The visitor is asked for a rating when the bot closes the matter. Default false.</summary>
    public bool Survey { get; init; }
}
