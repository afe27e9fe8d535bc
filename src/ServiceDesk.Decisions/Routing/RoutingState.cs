using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// Everything a routing domain remembers besides its <see cref="Configuration.Desk"/>. A host may load fewer rows than it
/// exported: sessions that are over without an open assignment and closed offers only serve repeated commands.
/// </summary>
public sealed record RoutingState
{
    public DateTimeOffset LastAt { get; init; }

    public long LastSeq { get; init; }

    /// <summary>The highest offer id given so far.</summary>
    public long LastOfferId { get; init; }

    /// <summary>The domain-wide counter behind <see cref="AgentState.LastAssignedSeq"/>; counted anew on loading.</summary>
    public long AssignCounter { get; init; }

    public IReadOnlyList<SessionState> Sessions { get; init; } = [];

    public IReadOnlyList<AgentState> Agents { get; init; } = [];

    public IReadOnlyList<OfferState> Offers { get; init; } = [];

    /// <summary>By queue id.</summary>
    public IReadOnlyList<QueuePace> Paces { get; init; } = [];
}

/// <summary>One ringing of one agent for one session.</summary>
public sealed record OfferState
{
    public required long Id { get; init; }

    public required long SessionId { get; init; }

    public required long AgentId { get; init; }

    /// <summary>Set on a transfer to an agent: the source, who stays responder until it is accepted.</summary>
    public long? TransferFrom { get; init; }

    /// <summary>A transfer's agent is only asked for advice: accepting it begins a consult.</summary>
    public bool IsConsult { get; init; }

    /// <summary>Other agents may be rung for the session beside this one.</summary>
    public bool IsBroadcast { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset Deadline { get; init; }

    public OfferStatus Status { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it closed.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it rang; once closed without the candidates, which <see cref="OfferCreated"/> keeps.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Units of the agent's capacity, taken while it rings and handed to the assignment.</summary>
    public int Weight { get; init; } = 1;

    public string Channel { get; init; } = "web";

    public string QueueId { get; init; } = "";

    /// <summary>Its channel stands alone.</summary>
    public bool Exclusive { get; init; }
}

public enum OfferStatus
{
    Pending,
    Accepted,
    Declined,
    TimedOut,
    Rescinded,

    /// <summary>In a broadcast: another agent was faster.</summary>
    Lost,
}
