namespace ServiceDesk.Decisions.Configuration;

/// <summary>A door through which visitors come: a site, an app, a campaign page.</summary>
public sealed record EntryPoint
{
    /// <summary>The stable internal key, unique in the desk.</summary>
    public required string Key { get; init; }

    /// <summary>The key that the embed snippet carries; it is public and no secret.</summary>
    public required string PublicKey { get; init; }

    public required string Name { get; init; }

    /// <summary>The kind of channel; default <c>web</c>.</summary>
    public string Channel { get; init; } = "web";

    /// <summary>Origins (scheme://host[:port]) whose pages may show the widget.</summary>
    public IReadOnlyList<string> AllowedSites { get; init; } = [];

    /// <summary>The hours of the door itself; a queue has its own besides. Both must be open for a wait to begin.</summary>
    public required string ScheduleId { get; init; }

    /// <summary>The bot that answers first, or null when none does.</summary>
    public string? BotId { get; init; }

    /// <summary>For this long after an end the visitor's next word continues the session. Default 86,400 (24 h), 0–31,536,000; 0 never.</summary>
    public int ResumeSeconds { get; init; } = 86_400;

    /// <summary>Tried in order, the first that holds decides; the last one has no predicate.</summary>
    public IReadOnlyList<RoutingRule> Rules { get; init; } = [];
}

/// <summary>One line of a routing plan: where a session goes and with what head start.</summary>
public sealed record RoutingRule
{
    public required string Id { get; init; }

    /// <summary>
    /// What the rule says, in words of one's own; shown to agents as part of "why this session came". Null (default): the
    /// sentence that <see cref="RuleSentence"/> makes of it.
    /// </summary>
    public string? Sentence { get; init; }

    /// <summary>When the rule holds; null always.</summary>
    public Condition? When { get; init; }

    public required string QueueId { get; init; }

    /// <summary>The strict class, 0 (default, first) to 3; to be used sparingly.</summary>
    public int Tier { get; init; }

    /// <summary>Seconds of head start; default 0, at most the queue's <see cref="Queue.MaxBoostSeconds"/>.</summary>
    public int BoostSeconds { get; init; }

    /// <summary>The session enters its queue though that is full. Default false.</summary>
    public bool EntersFullQueue { get; init; }

    /// <summary>What the session needs besides what its queue asks for; kept when it changes the queue.</summary>
    public IReadOnlyList<Requirement> Requirements { get; init; } = [];
}
