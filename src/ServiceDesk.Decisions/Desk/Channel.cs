namespace ServiceDesk.Decisions.Configuration;

/// <summary>How much of an agent a session of one kind takes. A channel that is not listed has the values given here.</summary>
public sealed record Channel
{
    /// <summary>As <see cref="EntryPoint.Channel"/> names it.</summary>
    public required string Id { get; init; }

    /// <summary>Units of capacity per session. Default 1, 1–100.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Sessions of this channel per agent at a time, 1–100; null (default) leaves it to the capacity.</summary>
    public int? MaxPerAgent { get; init; }

    /// <summary>The service may write for this long after the visitor's last message; a survey is not sent later. Null (default): at any time; 60–31,536,000.</summary>
    public int? ReplyWindowSeconds { get; init; }

    /// <summary>Voice: one at a time and nothing beside it.</summary>
    public bool Exclusive { get; init; }
}

/// <param name="ChannelId">A channel of the desk.</param>
/// <param name="MaxSessions">What this agent takes of it instead of <see cref="Channel.MaxPerAgent"/>; 0–100.</param>
public sealed record ChannelLimit(string ChannelId, int MaxSessions);
