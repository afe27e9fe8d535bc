using System.Text.Json.Serialization;

using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Sessions;

/// <summary>One matter of one visitor, as it stands. Everything the core needs to go on from here is in it.</summary>
public sealed record SessionState
{
    // A third of what a decision allocates are these records: a nullable instant takes three times the room.
    private readonly InstantOrNone tierSince;
    private readonly InstantOrNone enqueuedAt;
    private readonly InstantOrNone queuedAt;
    private readonly InstantOrNone key;
    private readonly InstantOrNone stickyUntil;
    private readonly InstantOrNone visitorLeftAt;
    private readonly InstantOrNone surveyedAt;
    private readonly InstantOrNone callBackAt;
    private readonly InstantOrNone firstReplyAt;
    private readonly InstantOrNone shownAt;
    private readonly InstantOrNone endedAt;

    public required long Id { get; init; }

    public required long ConversationId { get; init; }

    public required string VisitorId { get; init; }

    /// <summary>The entry point's key.</summary>
    public required string EntryPoint { get; init; }

    /// <summary>The kind of channel it came by; it stays when the entry point changes.</summary>
    public string Channel { get; init; } = "web";

    public string? SourceUrl { get; init; }

    public string? Locale { get; init; }

    public string? Topic { get; init; }

    /// <summary>What the visitor's page said of the visitor, by name; null for nothing.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>How the bot's part ended; null when it had none, or goes on.</summary>
    public string? BotResult { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public SessionStatus Status { get; init; }

    /// <summary>When the status became what it is.</summary>
    public DateTimeOffset StatusSince { get; init; }

    /// <summary>Grows with each transition; commands name the one they saw.</summary>
    public long Version { get; init; }

    /// <summary><c>bot:ID</c>, <c>queue:ID</c>, <c>agent:ID</c>, or null.</summary>
    public string? Responder { get; init; }

    public string? QueueId { get; init; }

    public string? RuleId { get; init; }

    public string? RuleSentence { get; init; }

    /// <summary>The strict class of its line, 0 (first) to 3.</summary>
    public int Tier { get; init; }

    /// <summary>Above tier 0: since when in this stay; null for the start of the stay.</summary>
    public DateTimeOffset? TierSince { get => tierSince.Value; init => tierSince = new InstantOrNone(value); }

    /// <summary>All head starts so far, within the queue's limit.</summary>
    public int BoostSeconds { get; init; }

    /// <summary>When a person was first wanted; for reports.</summary>
    public DateTimeOffset? EnqueuedAt { get => enqueuedAt.Value; init => enqueuedAt = new InstantOrNone(value); }

    /// <summary>The start of this stay in the queue; null while it does not wait.</summary>
    public DateTimeOffset? QueuedAt { get => queuedAt.Value; init => queuedAt = new InstantOrNone(value); }

    /// <summary>Time spent waiting in earlier stays, at most the queue's longest wait.</summary>
    public TimeSpan WaitedBefore { get; init; }

    /// <summary>queuedAt − waitedBefore − boost; null while it does not wait.</summary>
    public DateTimeOffset? Key { get => key.Value; init => key = new InstantOrNone(value); }

    /// <summary>How often everybody who could serve it has declined, in this stay.</summary>
    public int Round { get; init; }

    /// <summary>How often in a row it came back from an agent who is gone or said nothing; an agent's word begins anew.</summary>
    public int Returns { get; init; }

    /// <summary>Why supervisors are asked to look, until that is settled (rule X5); null while they are not.</summary>
    public SessionAlert? Alert { get; init; }

    /// <summary>What its routing rule asked for.</summary>
    public IReadOnlyList<Requirement> Asked { get; init; } = [];

    /// <summary>What it needs now: asked for by rule and queue, less what the steps taken relaxed. By skill id.</summary>
    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    /// <summary>Other queues whose agents may take it too, by the steps taken.</summary>
    public IReadOnlyList<string> AddedQueues { get; init; } = [];

    /// <summary>How many steps of the queue's ladder were taken in this stay.</summary>
    public int Step { get; init; }

    /// <summary>Who goes first while no step was taken in this stay.</summary>
    public IReadOnlyList<long> PreferredAgents { get; init; } = [];

    /// <summary>Until when nobody but <see cref="PreferredAgents"/> is asked; null when everybody is.</summary>
    public DateTimeOffset? StickyUntil { get => stickyUntil.Value; init => stickyUntil = new InstantOrNone(value); }

    /// <summary>Who last served the visitor, in this session or in an earlier one; null when nobody did, or after a transfer.</summary>
    public LastServed? LastServed { get; init; }

    public IReadOnlyList<SessionExclusion> Exclusions { get; init; } = [];

    /// <summary>The live offers, in the order in which they were made. Several only in a broadcast; on a served session the directed one of a transfer or consult.</summary>
    public IReadOnlyList<long> Offers { get; init; } = [];

    /// <summary>The first of <see cref="Offers"/>, or null.</summary>
    [JsonIgnore]
    public long? OfferId => Offers.Count > 0 ? Offers[0] : null;

    /// <summary>The capacity it takes from an agent; during wrap-up it outlives the session's end.</summary>
    public SessionAssignment? Assignment { get; init; }

    /// <summary>The colleague whom its agent consults, unseen by the visitor; null while there is none.</summary>
    public SessionConsult? Consult { get; init; }

    /// <summary>The supervisor who may post beside the agent; null when nobody may.</summary>
    public SessionBarge? Barge { get; init; }

    public bool VisitorConnected { get; init; }

    /// <summary>Since when the visitor has no connection; null while connected.</summary>
    public DateTimeOffset? VisitorLeftAt { get => visitorLeftAt.Value; init => visitorLeftAt = new InstantOrNone(value); }

    /// <summary>The conversation says that the visitor left.</summary>
    public bool VisitorLeftNoted { get; init; }

    /// <summary>The conversation says that the agent's connection is gone.</summary>
    public bool AgentLostNoted { get; init; }

    /// <summary>Which part of the session this is, from 1; one begins whenever it goes on after an end.</summary>
    public int Segment { get; init; } = 1;

    /// <summary>When the visitor was last to be asked for a rating; null when never.</summary>
    public DateTimeOffset? SurveyedAt { get => surveyedAt.Value; init => surveyedAt = new InstantOrNone(value); }

    /// <summary>While deferred: when the visitor is to be called; null for no call.</summary>
    public DateTimeOffset? CallBackAt { get => callBackAt.Value; init => callBackAt = new InstantOrNone(value); }

    /// <summary>This segment began with a call-back or a ticket: the visitor is reached elsewhere and need not be connected.</summary>
    public bool IsCallBack { get; init; }

    /// <summary>Set while it is on hold.</summary>
    public SessionHold? Hold { get; init; }

    /// <summary>Its agent is gone, and it goes back to the queue when the visitor writes.</summary>
    public bool AwaitsWord { get; init; }

    /// <summary>When an agent first wrote; null if none has.</summary>
    public DateTimeOffset? FirstReplyAt { get => firstReplyAt.Value; init => firstReplyAt = new InstantOrNone(value); }

    public DeadlineNotices? Notices { get; init; }

    /// <summary>The smallest position shown in this stay, and when.</summary>
    public int? ShownPosition { get; init; }

    public DateTimeOffset? ShownAt { get => shownAt.Value; init => shownAt = new InstantOrNone(value); }

    /// <summary>The shortest estimated wait shown in this stay; null while nothing is known.</summary>
    public EtaRange? ShownEta { get; init; }

    /// <summary>What was estimated when the first of them was shown, to be judged by what comes.</summary>
    public WaitEstimate? Estimate { get; init; }

    public DateTimeOffset? EndedAt { get => endedAt.Value; init => endedAt = new InstantOrNone(value); }

    public string? EndReason { get; init; }

    /// <summary>Waiting for an agent, rung or not.</summary>
    [JsonIgnore]
    public bool IsWaiting => Status is SessionStatus.Queued or SessionStatus.Offered;

    /// <summary>Counts for "one open session per visitor and entry point" (I1).</summary>
    [JsonIgnore]
    public bool IsOpen => Status is not (SessionStatus.Ended or SessionStatus.Deferred or SessionStatus.Archived);

    /// <summary>An agent serves it.</summary>
    [JsonIgnore]
    public bool IsServed => Status is SessionStatus.Active or SessionStatus.OnHold;
}

public enum SessionStatus { Created, Bot, Queued, Offered, Active, Ended, Deferred, OnHold, Archived }

/// <summary>An agent who is not asked for this session for a while.</summary>
/// <param name="PresenceRevision">The agent's at that time: any change of presence lifts the exclusion.</param>
public sealed record SessionExclusion(long AgentId, DateTimeOffset Until, long PresenceRevision, ExclusionCause Cause);

public enum ExclusionCause { Declined, TimedOut, Transferred, Silent }

/// <param name="OfferId">The offer that was accepted; null when there was none.</param>
public sealed record SessionAssignment(
    long AgentId, long? OfferId, DateTimeOffset From, AssignmentStatus Status, DateTimeOffset? WrapUpUntil)
{
    /// <summary>Units of the agent's capacity.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>The queue in whose name it is served; it counts there for <see cref="Membership.MaxSessions"/>.</summary>
    public string QueueId { get; init; } = "";

    /// <summary>Nothing else stands beside it.</summary>
    public bool Exclusive { get; init; }

    /// <summary>The agent's first word is due by then; null once it was said, and where the queue asks for none.</summary>
    public DateTimeOffset? FirstReplyBy { get; init; }

    /// <summary>Typing has put <see cref="FirstReplyBy"/> off; it does so once.</summary>
    public bool FirstReplyExtended { get; init; }
}

/// <param name="Reason">One of <see cref="AlertReasons"/>.</param>
public sealed record SessionAlert(string Reason, DateTimeOffset At);

/// <param name="MeanSeconds">On the average.</param>
/// <param name="P90Seconds">For nine in ten.</param>
public sealed record WaitEstimate(DateTimeOffset At, int MeanSeconds, int P90Seconds);

/// <param name="At">When that ended.</param>
public sealed record LastServed(long AgentId, DateTimeOffset At);

/// <summary>A colleague who advises the agent and takes capacity for it like a session.</summary>
public sealed record SessionConsult(long AgentId, DateTimeOffset From)
{
    /// <summary>Units of the colleague's capacity.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>The queue in whose name it counts.</summary>
    public string QueueId { get; init; } = "";

    /// <summary>Nothing else stands beside it.</summary>
    public bool Exclusive { get; init; }
}

/// <summary>Why and since when a session is on hold.</summary>
/// <param name="Parked">By its agent; false when the visitor's silence did it.</param>
/// <param name="Weight">Units of capacity that it takes again afterwards.</param>
public sealed record SessionHold(DateTimeOffset Since, bool Parked, int Weight);

/// <summary>A supervisor beside the agent (rule B2).</summary>
/// <param name="Name">As the visitor was told.</param>
public sealed record SessionBarge(long SupervisorId, string Name, DateTimeOffset From);

/// <summary>The notices given while one word is owed. Those of the visitor's silence do not count after another public message; those of the agent's debt count until it is paid.</summary>
/// <param name="ForSeq">The last public message they were given for.</param>
/// <param name="Since">The waiting-since they were given for: "I'm still here" restarts them.</param>
public sealed record DeadlineNotices(
    long ForSeq, DateTimeOffset Since, DateTimeOffset? WarnedAt, DateTimeOffset? CountdownAt,
    DateTimeOffset? ReplyWarnedAt, DateTimeOffset? ReplyAlarmedAt);
