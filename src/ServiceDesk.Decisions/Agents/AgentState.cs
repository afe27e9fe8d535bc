namespace ServiceDesk.Decisions.Agents;

/// <summary>An agent as the core sees one: what was chosen, what is connected, what is taken.</summary>
public sealed record AgentState
{
    public required long Id { get; init; }

    public Presence Presence { get; init; }

    /// <summary>For <see cref="Agents.Presence.Away"/>: why; <c>missed</c> when the core did it.</summary>
    public string? PresenceReason { get; init; }

    public DateTimeOffset? PresenceSince { get; init; }

    /// <summary>Grows with each change of presence.</summary>
    public long PresenceRevision { get; init; }

    public Connection Connection { get; init; }

    public DateTimeOffset? ConnectionSince { get; init; }

    /// <summary>While in grace: when it ends.</summary>
    public DateTimeOffset? GraceUntil { get; init; }

    /// <summary>The agent's visitors have been told that the connection is gone.</summary>
    public bool LossTold { get; init; }

    /// <summary>The latest losses of connection, at most as many as lead to a hold-down.</summary>
    public IReadOnlyList<DateTimeOffset> Losses { get; init; } = [];

    /// <summary>Held down: not rung before this instant.</summary>
    public DateTimeOffset? HoldDownUntil { get; init; }

    /// <summary>Units of capacity taken: a pending offer, active sessions, wrap-ups.</summary>
    public int Used { get; init; }

    /// <summary>Since when nothing is taken; null while anything is, or when nothing ever was.</summary>
    public DateTimeOffset? IdleSince { get; init; }

    public long? PendingOfferId { get; init; }

    public int MissStreak { get; init; }

    /// <summary>The domain's counter at the agent's last offer; 0 for none yet.</summary>
    public long LastAssignedSeq { get; init; }

    /// <summary>How much of the agent's latest work each queue was; empty for one who serves a single queue, or before the first assignment.</summary>
    public IReadOnlyList<QueueShare> Shares { get; init; } = [];
}

/// <param name="Parts">Millionths.</param>
public sealed record QueueShare(string QueueId, int Parts)
{
    public const int Whole = 1_000_000;
}

/// <summary>What an agent chose to be.</summary>
public enum Presence { Offline, Online, Busy, Away, OfflineWhenDone }

/// <summary>What the network says.</summary>
public enum Connection { Lost, Connected, Grace }
