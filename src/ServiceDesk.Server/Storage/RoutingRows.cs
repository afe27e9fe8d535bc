namespace ServiceDesk.Server.Storage;

/// <summary>The unit of single writing: every commit of the router moves <see cref="LastEventSeq"/> under its epoch.</summary>
public sealed class RoutingDomainRow
{
    public required string Id { get; init; }
    public int Epoch { get; set; }
    public string? Owner { get; set; }
    public long LastEventSeq { get; set; }
    public int RulesetVersion { get; set; }
}

/// <summary>One input of the router and what it answered; replay needs nothing else.</summary>
public sealed class RoutingEventRow
{
    public required string Domain { get; init; }
    public long Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? CommandId { get; init; }
    public required string Type { get; init; }
    public required string Payload { get; init; }
    public string? Result { get; init; }
}

/// <summary>One consequence of an input, with its reason.</summary>
public sealed class RoutingEffectRow
{
    public required string Domain { get; init; }
    public long Seq { get; init; }
    public int Ord { get; init; }
    public required string Type { get; init; }
    public long? SessionId { get; init; }
    public long? AgentId { get; init; }
    public string? Queue { get; init; }
    public required string Payload { get; init; }
}

/// <summary>One matter of a visitor. Written by the router only.</summary>
public sealed class Session
{
    public long Id { get; init; }
    public required string Domain { get; init; }
    public long ConversationId { get; init; }
    public required string VisitorId { get; init; }
    public required string EntryPoint { get; init; }
    public required string Channel { get; init; }
    public required string SourceUrl { get; init; }
    public required string SourceTitle { get; init; }
    public required string Locale { get; init; }
    public required string State { get; set; }
    public int Version { get; set; }
    public int Segment { get; set; }
    public string? Queue { get; set; }

    /// <summary>Who serves it, or last did.</summary>
    public long? AgentId { get; set; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>First time that human service was wanted.</summary>
    public DateTimeOffset? EnqueuedAt { get; set; }

    public DateTimeOffset? FirstReplyAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? CloseReason { get; set; }

    /// <summary>The next instant at which a slow deadline (silence, reply due, bot idle, visitor left) may be due; null when none.</summary>
    public DateTimeOffset? WakeAt { get; set; }

    /// <summary>True until the session is ended or deferred.</summary>
    public bool Open { get; set; }

    /// <summary>The router's own record of the session as JSON; what it loads after a restart.</summary>
    public required string Core { get; set; }
}

/// <summary>A word that staff filed the session under.</summary>
public sealed class SessionTag
{
    public long SessionId { get; init; }

    /// <summary>The word in small letters, by which it is found.</summary>
    public required string Key { get; init; }

    /// <summary>As it was written.</summary>
    public required string Name { get; init; }

    public DateTimeOffset At { get; init; }
}

public sealed class Segment
{
    public long SessionId { get; init; }
    public int No { get; init; }
    public long FromSeq { get; init; }
    public long? ToSeq { get; set; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? CloseReason { get; set; }
}

public sealed class Assignment
{
    public long SessionId { get; init; }
    public int Segment { get; init; }
    public long AgentId { get; init; }
    public DateTimeOffset From { get; init; }
    public int Weight { get; set; }

    /// <summary>active, hold, wrapUp, consult (advises and does not serve) or done.</summary>
    public required string State { get; set; }

    public DateTimeOffset? To { get; set; }
    public DateTimeOffset? WrapUpUntil { get; set; }
}

public sealed class Offer
{
    public long Id { get; init; }
    public long SessionId { get; init; }
    public long AgentId { get; init; }

    /// <summary>pending, accepted, declined, timedOut, rescinded or lost.</summary>
    public required string State { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset Deadline { get; init; }
    public DateTimeOffset? ClosedAt { get; set; }
    public string? Reason { get; set; }

    /// <summary>The router's own record of the offer as JSON.</summary>
    public required string Core { get; set; }
}

/// <summary>How fast a queue's line moves: the router's own record as JSON.</summary>
public sealed class QueuePaceRow
{
    public required string Queue { get; init; }

    /// <summary>What estimates are made of; what it loads after a restart.</summary>
    public required string Core { get; set; }
}

public sealed class AgentStateRow
{
    public long AgentId { get; init; }
    public required string Presence { get; set; }
    public string? AwayReason { get; set; }
    public required string Connection { get; set; }
    public DateTimeOffset Since { get; set; }
    public int Used { get; set; }
    public int MissStreak { get; set; }
    public long LastAssignedSeq { get; set; }

    /// <summary>The router's own record of the agent as JSON.</summary>
    public required string Core { get; set; }
}

/// <summary>
/// An agent became something else: one row per turn that changed it, never updated. With the capacity of that instant, so
/// that an agent's time can be told without replaying the ledger.
/// </summary>
public sealed class AgentChange
{
    public long AgentId { get; init; }

    /// <summary>The ledger's number at the end of that turn.</summary>
    public long Seq { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>offline, online, busy, away or offlineWhenDone.</summary>
    public required string Presence { get; init; }

    public string? Reason { get; init; }

    /// <summary>connected, grace or lost.</summary>
    public required string Connection { get; init; }

    public int Capacity { get; init; }
}
