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

    /// <summary>Tried in order, the first that holds decides; the last one has no predicate.</summary>
    public IReadOnlyList<RoutingRule> Rules { get; init; } = [];
}

/// <summary>One line of a routing plan: where a session goes and with what head start.</summary>
public sealed record RoutingRule
{
    public required string Id { get; init; }

    /// <summary>What the rule says in words; shown to agents as part of "why this session came".</summary>
    public required string Sentence { get; init; }

    /// <summary>When the rule holds; null always.</summary>
    public SourcePredicate? When { get; init; }

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

/// <summary>Holds when every part that is given holds. Comparison ignores case.</summary>
public sealed record SourcePredicate
{
    /// <summary>The path of the source page begins with this, for example <c>/checkout</c>.</summary>
    public string? PathPrefix { get; init; }

    /// <summary>The address of the source page contains this.</summary>
    public string? Contains { get; init; }

    /// <summary>The visitor's language: <c>zh</c> holds for <c>zh</c> and <c>zh-CN</c>.</summary>
    public string? Locale { get; init; }

    /// <summary>What the visitor or the bot named as the matter.</summary>
    public string? Topic { get; init; }
}
