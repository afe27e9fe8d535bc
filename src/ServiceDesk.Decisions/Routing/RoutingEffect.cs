using System.Text.Json.Serialization;

using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>One consequence of an event, with its machine-readable reason. Plain JSON, the type named by <c>$type</c>.</summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(BotStarted), nameof(BotStarted))]
[JsonDerivedType(typeof(Enqueued), nameof(Enqueued))]
[JsonDerivedType(typeof(Requeued), nameof(Requeued))]
[JsonDerivedType(typeof(OfferCreated), nameof(OfferCreated))]
[JsonDerivedType(typeof(OfferClosed), nameof(OfferClosed))]
[JsonDerivedType(typeof(Assigned), nameof(Assigned))]
[JsonDerivedType(typeof(AssignmentOpened), nameof(AssignmentOpened))]
[JsonDerivedType(typeof(AssignmentChanged), nameof(AssignmentChanged))]
[JsonDerivedType(typeof(AssignmentClosed), nameof(AssignmentClosed))]
[JsonDerivedType(typeof(ResponderChanged), nameof(ResponderChanged))]
[JsonDerivedType(typeof(BargeOpened), nameof(BargeOpened))]
[JsonDerivedType(typeof(BargeClosed), nameof(BargeClosed))]
[JsonDerivedType(typeof(SystemNote), nameof(SystemNote))]
[JsonDerivedType(typeof(Deferred), nameof(Deferred))]
[JsonDerivedType(typeof(SessionEnded), nameof(SessionEnded))]
[JsonDerivedType(typeof(Boosted), nameof(Boosted))]
[JsonDerivedType(typeof(Promoted), nameof(Promoted))]
[JsonDerivedType(typeof(FallbackOffered), nameof(FallbackOffered))]
[JsonDerivedType(typeof(StepAdvanced), nameof(StepAdvanced))]
[JsonDerivedType(typeof(PutOnHold), nameof(PutOnHold))]
[JsonDerivedType(typeof(Reactivated), nameof(Reactivated))]
[JsonDerivedType(typeof(Resumed), nameof(Resumed))]
[JsonDerivedType(typeof(CallBackPlanned), nameof(CallBackPlanned))]
[JsonDerivedType(typeof(Archived), nameof(Archived))]
[JsonDerivedType(typeof(AgentForced), nameof(AgentForced))]
[JsonDerivedType(typeof(PositionHint), nameof(PositionHint))]
[JsonDerivedType(typeof(PreferenceSet), nameof(PreferenceSet))]
[JsonDerivedType(typeof(WaitEstimated), nameof(WaitEstimated))]
[JsonDerivedType(typeof(OverCapacity), nameof(OverCapacity))]
[JsonDerivedType(typeof(ConsultOpened), nameof(ConsultOpened))]
[JsonDerivedType(typeof(ConsultClosed), nameof(ConsultClosed))]
[JsonDerivedType(typeof(LinesReviewed), nameof(LinesReviewed))]
[JsonDerivedType(typeof(Alert), nameof(Alert))]
public abstract record RoutingEffect
{
    /// <summary>Why, as a stable lower-case word such as <c>visitor</c>, <c>declined</c> or <c>max_wait</c>.</summary>
    public required string Reason { get; init; }
}

/// <summary>S2, S12: the bot answers from here on.</summary>
public sealed record BotStarted(long SessionId, string BotId) : RoutingEffect;

/// <summary>S3: the session waits. The reason is who wanted a person.</summary>
/// <param name="Key">queuedAt − waited before − boost; who has the smallest goes first.</param>
public sealed record Enqueued(long SessionId, string QueueId, string RuleId, DateTimeOffset Key, int BoostSeconds) : RoutingEffect
{
    /// <summary>Why this queue.</summary>
    public RouteDecision? Route { get; init; }
}

/// <summary>S7 (same key, no credit) or S13 (a new stay with credit): the session waits again.</summary>
public sealed record Requeued(long SessionId, string QueueId, DateTimeOffset Key, int CreditSeconds) : RoutingEffect;

/// <summary>O1: an agent is rung. The reason is <c>queue</c>, <c>transfer</c> or <c>consult</c>.</summary>
public sealed record OfferCreated(long OfferId, long SessionId, long AgentId, DateTimeOffset Deadline, Decision Decision) : RoutingEffect;

/// <summary>O2–O6: the offer is over.</summary>
public sealed record OfferClosed(long OfferId, long SessionId, long AgentId, OfferStatus State) : RoutingEffect;

/// <summary>S6, S9, S14: the session has an agent. The reason is one of <see cref="AssignReasons"/>.</summary>
/// <param name="OfferId">The offer that was accepted; null when nobody was rung.</param>
/// <param name="FromAgentId">The agent before, when there was one.</param>
public sealed record Assigned(long SessionId, long AgentId, long? OfferId, long? FromAgentId) : RoutingEffect
{
    /// <summary>Why this agent, when no offer carries it.</summary>
    public Decision? Decision { get; init; }

    /// <summary>Who ordered it, when that was a supervisor.</summary>
    public long? ActorId { get; init; }
}

/// <summary>I3: an assignment or consult took an agent over the capacity. The reason is its cause, one of <see cref="AssignReasons"/>.</summary>
/// <param name="Used">Units taken now.</param>
public sealed record OverCapacity(long SessionId, long AgentId, int Used, int Capacity) : RoutingEffect;

/// <summary>N1, case 52: an agent goes first for a session, or is passed over. The reason is one of <see cref="PreferenceReasons"/>.</summary>
/// <param name="Until">Until when nobody else is asked; null when everybody is.</param>
public sealed record PreferenceSet(long SessionId, string QueueId, long AgentId, DateTimeOffset? Until) : RoutingEffect;

/// <summary>W2: a colleague advises the agent of a session and takes capacity for it.</summary>
/// <param name="AgentId">The colleague.</param>
/// <param name="ByAgentId">Who asked.</param>
public sealed record ConsultOpened(long SessionId, long AgentId, long ByAgentId, DateTimeOffset From) : RoutingEffect;

/// <summary>The colleague's capacity is free. The reason is <c>cancelled</c>, <c>left</c>, <c>consult</c> (completed) or why the session or agent was gone.</summary>
public sealed record ConsultClosed(long SessionId, long AgentId, DateTimeOffset To) : RoutingEffect;

/// <summary>A row of capacity taken begins.</summary>
public sealed record AssignmentOpened(long SessionId, long AgentId, DateTimeOffset From) : RoutingEffect
{
    /// <summary>Units of the agent's capacity.</summary>
    public int Weight { get; init; } = 1;
}

/// <summary>The row goes on in another state (S15: on hold; S16: active again; S18: wrap-up).</summary>
/// <param name="Weight">The units it takes from here on.</param>
public sealed record AssignmentChanged(
    long SessionId, long AgentId, AssignmentStatus State, DateTimeOffset? Until, int Weight = 1) : RoutingEffect;

/// <summary>The row ends; its capacity is free.</summary>
public sealed record AssignmentClosed(long SessionId, long AgentId, DateTimeOffset To) : RoutingEffect;

/// <summary>Only the responder may post as the service side.</summary>
/// <param name="Responder"><c>bot:ID</c>, <c>queue:ID</c>, <c>agent:ID</c>, or null for nobody.</param>
public sealed record ResponderChanged(long SessionId, long ConversationId, string? Responder) : RoutingEffect;

/// <summary>The supervisor may post beside the responder.</summary>
public sealed record BargeOpened(long SessionId, long ConversationId, long SupervisorId) : RoutingEffect;

/// <summary>Nobody may post beside the responder any more.</summary>
public sealed record BargeClosed(long SessionId, long ConversationId, long SupervisorId) : RoutingEffect;

/// <summary>What is appended to the conversation as a system event.</summary>
/// <param name="Kind">One of <see cref="NoteKinds"/>.</param>
/// <param name="Args">Values for the text; instants are ISO 8601 in UTC.</param>
public sealed record SystemNote(
    long SessionId, long ConversationId, string Kind, IReadOnlyDictionary<string, string> Args) : RoutingEffect;

/// <summary>S4, S10: nobody serves it now; the visitor gets the fallback menu, or has chosen from it.</summary>
/// <param name="QueueId">Where it waited or would have waited.</param>
/// <param name="OpensAt">The next opening, when it is closed and one is known.</param>
public sealed record Deferred(long SessionId, string? QueueId, DateTimeOffset? OpensAt) : RoutingEffect
{
    /// <summary>For one that did not even begin to wait: why this queue.</summary>
    public RouteDecision? Route { get; init; }
}

/// <summary>S11, S18, S23. The reason is one of <see cref="EndReasons"/>.</summary>
/// <param name="SurveyDue">Whether the visitor is asked for a rating.</param>
/// <param name="SurveySkipped">Why not, when not: one of <see cref="Surveys.SurveySkips"/>.</param>
/// <param name="SurveyExpiresAt">Until when an answer counts, when one is due.</param>
public sealed record SessionEnded(
    long SessionId, EndedBy By, long? ActorId, bool SurveyDue, string? SurveySkipped, DateTimeOffset? SurveyExpiresAt) : RoutingEffect;

/// <summary>S15. The reason is <c>parked</c> or <c>inactive</c>.</summary>
public sealed record PutOnHold(long SessionId, long AgentId) : RoutingEffect;

/// <summary>S16: off hold with the full weight, whatever the capacity. The reason is who wrote, or <c>unheld</c>.</summary>
/// <param name="Used">The agent's units now; more than the capacity when it was exceeded.</param>
public sealed record Reactivated(long SessionId, long AgentId, int Used, int Capacity) : RoutingEffect;

/// <summary>S20, S21: what was over goes on. The reason is <c>visitor_wrote</c>, <c>call_back</c> or <c>ticket</c>.</summary>
/// <param name="Segment">Which part of the session begins, from 2.</param>
public sealed record Resumed(long SessionId, int Segment) : RoutingEffect;

/// <summary>The visitor is to be called. The reason is <c>chosen</c>, or <c>closed</c> when the queue was closed at the time.</summary>
/// <param name="DueAt">When; null when no time is known any more.</param>
public sealed record CallBackPlanned(long SessionId, string QueueId, DateTimeOffset? DueAt) : RoutingEffect;

/// <summary>S22: it cannot go on any more.</summary>
public sealed record Archived(long SessionId) : RoutingEffect;

/// <summary>S8: a step of the queue's ladder was taken. The reason is one of <see cref="StepReasons"/>.</summary>
/// <param name="Step">Which one, from 0.</param>
public sealed record StepAdvanced(long SessionId, string QueueId, int Step, OverflowAction Action) : RoutingEffect
{
    /// <summary>The step as it was configured.</summary>
    public OverflowStep? Configured { get; init; }
}

/// <summary>A head start given while waiting; the key is another one now. The reason is <c>overflow</c> or <c>bumped</c>.</summary>
/// <param name="BoostSeconds">All boosts of the session together.</param>
public sealed record Boosted(long SessionId, string QueueId, DateTimeOffset Key, int BoostSeconds) : RoutingEffect;

/// <summary>A session that waited long enough goes up one tier.</summary>
public sealed record Promoted(long SessionId, string QueueId, int Tier) : RoutingEffect;

/// <summary>The visitor gets the menu and goes on waiting until something of it is chosen.</summary>
public sealed record FallbackOffered(long SessionId, string QueueId) : RoutingEffect;

/// <summary>The core changed an agent's presence.</summary>
public sealed record AgentForced(long AgentId, Presence Presence) : RoutingEffect;

/// <summary>What the visitor may be shown. It never grows while the session waits.</summary>
public sealed record PositionHint(long SessionId, int Position) : RoutingEffect
{
    /// <summary>The estimated wait, which does not grow either; null while nothing is known.</summary>
    public EtaRange? Eta { get; init; }
}

/// <summary>F5: a visitor who was shown an estimate has an agent: what was estimated at first, and what came.</summary>
/// <param name="ShownAt">When the estimate was shown.</param>
/// <param name="ActualSeconds">From then on.</param>
public sealed record WaitEstimated(
    long SessionId, string QueueId, DateTimeOffset ShownAt, int MeanSeconds, int P90Seconds, int ActualSeconds) : RoutingEffect;

/// <summary>Somebody should look. The reason is one of <see cref="AlertReasons"/>.</summary>
public sealed record Alert(long SessionId, string? QueueId, long? AgentId, AlertSeverity Severity) : RoutingEffect;

/// <summary>How an agent came to a session.</summary>
public static class AssignReasons
{
    /// <summary>Rung, and accepted.</summary>
    public const string Queue = "queue";
    /// <summary>Passed on by a colleague.</summary>
    public const string Transfer = "transfer";
    /// <summary>Had it at once, by the queue's mode.</summary>
    public const string AutoAccept = "auto_accept";
    public const string Claimed = "claimed";
    /// <summary>By a supervisor.</summary>
    public const string Assigned = "assigned";
    public const string TakenOver = "taken_over";
    /// <summary>Was consulted before.</summary>
    public const string Consult = "consult";
    /// <summary>The visitor came back to the agent of before.</summary>
    public const string Resumed = "resumed";
    /// <summary>Opened the ticket.</summary>
    public const string Ticket = "ticket";
}

public enum AlertSeverity { Warning, Alarm }

public static class AlertReasons
{
    public const string ReplyDue = "reply_due";
    public const string Unservable = "unservable";
    public const string AllExcluded = "all_excluded";
    /// <summary>A step of the ladder says so.</summary>
    public const string Overflow = "overflow";
    /// <summary>It came back from agents who said nothing as often as the queue allows.</summary>
    public const string Returned = "returned";
}

/// <summary>T5: so many who waited when another desk was published have been looked at again; <paramref name="Left"/> follow in the next ticks.</summary>
public sealed record LinesReviewed(int Sessions, int Left) : RoutingEffect;

/// <summary>Why a step of the ladder was taken.</summary>
public static class StepReasons
{
    public const string Wait = "wait";
    public const string Closing = "closing";
    public const string Length = "length";
    public const string Eta = "eta";
    public const string NobodyOnline = "nobody_online";
    /// <summary>Nobody of those whom the step before let in is online.</summary>
    public const string Empty = "empty";
    /// <summary>Nobody could ever serve it as it was.</summary>
    public const string Unservable = "unservable";
    /// <summary>Everybody declined or missed it as often as the queue allows.</summary>
    public const string AllExcluded = "all_excluded";
}

/// <summary>The kinds of <see cref="SystemNote"/>.</summary>
public static class NoteKinds
{
    /// <summary>agent</summary>
    public const string AgentJoined = "agent_joined";
    /// <summary>agent</summary>
    public const string AgentLeft = "agent_left";
    /// <summary>from; toQueue or toAgent</summary>
    public const string Transferred = "transferred";
    /// <summary>queue</summary>
    public const string Queued = "queued";
    /// <summary>reason; opensAt</summary>
    public const string Deferred = "deferred";
    /// <summary>by, reason</summary>
    public const string Ended = "ended";
    /// <summary>agent</summary>
    public const string AgentLost = "agent_lost";
    /// <summary>agent</summary>
    public const string AgentBack = "agent_back";
    public const string VisitorLeft = "visitor_left";
    public const string VisitorBack = "visitor_back";
    public const string SilenceWarning = "silence_warning";
    /// <summary>closesAt</summary>
    public const string SilenceCountdown = "silence_countdown";
    public const string ClosedSilence = "closed_silence";
}

public static class EndReasons
{
    public const string Resolved = "resolved";
    /// <summary>The visitor ended a session that was being served, or left the bot.</summary>
    public const string VisitorEnded = "visitor_ended";
    /// <summary>The visitor left while waiting.</summary>
    public const string Abandoned = "abandoned";
    public const string Silence = "silence";
    public const string BotIdle = "bot_idle";
    public const string Spam = "spam";
    public const string Supervisor = "supervisor";
    public const string System = "system";
    /// <summary>The queue closed while it waited, and the queue's policy ends those.</summary>
    public const string Closed = "closed";
    /// <summary>The last step of the queue's ladder said so.</summary>
    public const string Overflow = "overflow";
}
