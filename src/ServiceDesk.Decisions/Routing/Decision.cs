using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Routing;

/// <summary>"Why this session came to this agent": stored with the offer and shown as it stands.</summary>
public sealed record Decision
{
    /// <summary>The routing rule that chose the queue; <c>hint</c> when the queue was named outright, <c>transfer</c> after one.</summary>
    public required string RuleId { get; init; }

    public required string RuleSentence { get; init; }

    /// <summary>The configuration by which it was decided.</summary>
    public int RulesetVersion { get; init; }

    public required string? QueueId { get; init; }

    public required DecisionKind Kind { get; init; }

    /// <summary>How the queue chooses among eligible agents.</summary>
    public AgentPolicy Policy { get; init; }

    /// <summary>Seconds since the key: time waited plus head start.</summary>
    public required double EffectiveWaitSeconds { get; init; }

    public required long ChosenAgentId { get; init; }

    /// <summary>Who was looked at, the chosen one first. At most <see cref="Listed"/>; <see cref="Omitted"/> counts the rest.</summary>
    public required IReadOnlyList<DecisionCandidate> Candidates { get; init; }

    /// <summary>When an agent became free: the head of each of the agent's queues, the chosen one first.</summary>
    public IReadOnlyList<DecisionHead> Heads { get; init; } = [];

    public int Omitted { get; init; }

    /// <summary>At most this many candidates are written down.</summary>
    public const int Listed = 30;
}

public enum DecisionKind
{
    SessionSoughtAgent,
    AgentSoughtSession,
    Directed,

    /// <summary>By hand: claimed by the agent, or assigned or taken over by a supervisor.</summary>
    Manual,
}

/// <param name="LastAssignedSeq">The counter value of the agent's last offer: smaller has waited longer for one.</param>
/// <param name="Excluded">The first condition that failed, one of <see cref="ExclusionReasons"/>, or null when eligible.</param>
/// <param name="ExcludedUntil">When that lifts by itself, if it does.</param>
/// <param name="Fit">How well the agent suits beyond what is mandatory; the greatest goes first.</param>
/// <param name="Rank">The membership's, for <see cref="AgentPolicy.Ranked"/>; else 0.</param>
/// <param name="IdleSince">Since when the agent has had nothing to do.</param>
public sealed record DecisionCandidate(
    long AgentId, int Used, int Capacity, long LastAssignedSeq, string? Excluded, DateTimeOffset? ExcludedUntil, int Fit = 0,
    int Rank = 0, DateTimeOffset? IdleSince = null);

/// <param name="Class">0 overdue (nobody overtakes), 1 would rather have this agent, 2 ordinary.</param>
/// <param name="Tier">The session's strict class; in class 0 it counts for nothing.</param>
/// <param name="Priority">The agent's membership priority; 0 in class 0.</param>
public sealed record DecisionHead(string QueueId, long SessionId, int Class, int Priority, DateTimeOffset Key, int Tier = 0)
{
    private const int Overdue = 0;

    /// <summary>The least of (class, priority, tier, key, id) first; among the overdue no tier counts.</summary>
    internal static int InOrder(DecisionHead one, DecisionHead two)
    {
        var order = one.Class.CompareTo(two.Class);
        order = order != 0 ? order : one.Priority.CompareTo(two.Priority);
        order = order != 0 || one.Class == Overdue ? order : one.Tier.CompareTo(two.Tier);
        order = order != 0 ? order : one.Key.CompareTo(two.Key);
        return order != 0 ? order : one.SessionId.CompareTo(two.SessionId);
    }
}

public static class ExclusionReasons
{
    public const string NotMember = "not_member";
    public const string Skill = "skill";
    public const string Presence = "presence";
    public const string Connection = "connection";
    public const string HoldDown = "hold_down";
    public const string ChannelLimit = "channel_limit";
    public const string ExclusiveChannel = "exclusive_channel";
    public const string QueueLimit = "queue_limit";
    public const string AtCapacity = "at_capacity";
    public const string PendingOffer = "pending_offer";
    public const string Excluded = "excluded";
    public const string Delay = "delay";
    /// <summary>For a while only those whom the visitor knows are asked.</summary>
    public const string Sticky = "sticky";
}
