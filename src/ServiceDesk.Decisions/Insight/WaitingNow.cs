using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Insight;

/// <summary>"Why is it still waiting", computed from what the core knows at this moment and stored nowhere (rule E3).</summary>
public sealed record WaitingNow
{
    public required long SessionId { get; init; }

    /// <summary>The last event's time: everything here is as of then.</summary>
    public required DateTimeOffset At { get; init; }

    public required WaitReason Reason { get; init; }

    public required string QueueId { get; init; }

    /// <summary>The place, from 1. It may be later than the one that the visitor was shown.</summary>
    public required int Position { get; init; }

    /// <summary>How many wait in the queue.</summary>
    public required int Length { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    public required DateTimeOffset Key { get; init; }

    public int Tier { get; init; }

    public int BoostSeconds { get; init; }

    /// <summary>How often everybody who could serve it has declined.</summary>
    public int Round { get; init; }

    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    /// <summary>Other queues whose agents may take it too.</summary>
    public IReadOnlyList<string> AddedQueues { get; init; } = [];

    /// <summary>Who is rung.</summary>
    public IReadOnlyList<long> Ringing { get; init; } = [];

    /// <summary>The members of its queues, each with the first condition that failed; at most <see cref="Decision.Listed"/>.</summary>
    public IReadOnlyList<DecisionCandidate> Agents { get; init; } = [];

    /// <summary>How many there are of each first failed condition, of <see cref="ExclusionReasons"/>, among those who were looked at.</summary>
    public IReadOnlyDictionary<string, int> Conditions { get; init; } = new Dictionary<string, int>();

    /// <summary>Members who were not looked at: there are more than <see cref="WaitingPicture.Looked"/>.</summary>
    public int Omitted { get; init; }

    /// <summary>The step of the ladder that it stands before; null after the last one.</summary>
    public NextStep? Next { get; init; }

    /// <summary>The earliest first.</summary>
    public IReadOnlyList<WaitDeadline> Deadlines { get; init; } = [];
}

/// <summary>The one thing that keeps a session waiting.</summary>
public enum WaitReason
{
    /// <summary>An agent is being rung.</summary>
    Ringing,

    /// <summary>Nobody of the desk could ever serve it.</summary>
    Unservable,

    /// <summary>Nobody who could serve it attends.</summary>
    NobodyOnline,

    /// <summary>Whoever attends and has room declined or missed it a moment ago.</summary>
    Declined,

    /// <summary>Who has room takes the queue's work only after a longer wait.</summary>
    Delay,

    /// <summary>Who has room would be asked, but it is kept for the agent who goes first.</summary>
    Kept,

    /// <summary>Everybody who attends has no room.</summary>
    AllBusy,

    /// <summary>Somebody has room, and the queue's agents take sessions themselves.</summary>
    Pull,
}

/// <param name="Index">From 0.</param>
/// <param name="DueAt">When it depends on time alone.</param>
public sealed record NextStep(int Index, OverflowStep Step, DateTimeOffset? DueAt);

public sealed record WaitDeadline(WaitDeadlineKind Kind, DateTimeOffset At);

public enum WaitDeadlineKind
{
    /// <summary>The longest wait is over: the menu.</summary>
    LongestWait,

    /// <summary>What the closing policy says for those who wait at closing.</summary>
    Closing,

    /// <summary>The visitor, who is gone, counts as having abandoned.</summary>
    Abandonment,

    /// <summary>A tier up.</summary>
    Promotion,

    /// <summary>The next step of the ladder.</summary>
    Step,

    /// <summary>Agents of a longer delay may be rung.</summary>
    Delay,

    /// <summary>Somebody who declined may be rung again.</summary>
    Exclusion,

    /// <summary>It is no longer kept for the agent who goes first.</summary>
    Kept,
}
