using System.Text.Json.Serialization;

using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// One input of the routing domain. Every event is a plain record that JSON carries whole (the type is named by
/// <c>$type</c>), so that the ledger can store it and a replay needs nothing else.
/// </summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(SessionStarted), nameof(SessionStarted))]
[JsonDerivedType(typeof(SessionEnqueued), nameof(SessionEnqueued))]
[JsonDerivedType(typeof(BotEnded), nameof(BotEnded))]
[JsonDerivedType(typeof(WaitCancelled), nameof(WaitCancelled))]
[JsonDerivedType(typeof(FallbackChosen), nameof(FallbackChosen))]
[JsonDerivedType(typeof(VisitorLeft), nameof(VisitorLeft))]
[JsonDerivedType(typeof(VisitorBack), nameof(VisitorBack))]
[JsonDerivedType(typeof(Accept), nameof(Accept))]
[JsonDerivedType(typeof(Decline), nameof(Decline))]
[JsonDerivedType(typeof(TransferRequested), nameof(TransferRequested))]
[JsonDerivedType(typeof(Bumped), nameof(Bumped))]
[JsonDerivedType(typeof(BargedIn), nameof(BargedIn))]
[JsonDerivedType(typeof(BargedOut), nameof(BargedOut))]
[JsonDerivedType(typeof(Ended), nameof(Ended))]
[JsonDerivedType(typeof(WrapUpDone), nameof(WrapUpDone))]
[JsonDerivedType(typeof(AgentPresence), nameof(AgentPresence))]
[JsonDerivedType(typeof(AgentConnection), nameof(AgentConnection))]
[JsonDerivedType(typeof(FirstReply), nameof(FirstReply))]
[JsonDerivedType(typeof(AgentTyped), nameof(AgentTyped))]
[JsonDerivedType(typeof(MessagePosted), nameof(MessagePosted))]
[JsonDerivedType(typeof(Held), nameof(Held))]
[JsonDerivedType(typeof(Unheld), nameof(Unheld))]
[JsonDerivedType(typeof(TicketOpened), nameof(TicketOpened))]
[JsonDerivedType(typeof(DeadlineDue), nameof(DeadlineDue))]
[JsonDerivedType(typeof(Claim), nameof(Claim))]
[JsonDerivedType(typeof(Assign), nameof(Assign))]
[JsonDerivedType(typeof(TakenOver), nameof(TakenOver))]
[JsonDerivedType(typeof(RequeueRequested), nameof(RequeueRequested))]
[JsonDerivedType(typeof(ConsultRequested), nameof(ConsultRequested))]
[JsonDerivedType(typeof(ConsultEnded), nameof(ConsultEnded))]
[JsonDerivedType(typeof(RulesetPublished), nameof(RulesetPublished))]
[JsonDerivedType(typeof(Restarted), nameof(Restarted))]
[JsonDerivedType(typeof(Tick), nameof(Tick))]
public abstract record RoutingEvent
{
    /// <summary>When it happened by the writer's clock. The core uses the later of this and its last event time (case 93).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The event's number in the domain's ledger; the core only remembers the last one.</summary>
    public required long Seq { get; init; }
}

/// <summary>
/// A visitor opened a session (S1, S2). When the visitor has an open session at this entry point already, nothing
/// happens and <see cref="Outcome.SessionId"/> names the existing one (I1, case 79).
/// </summary>
/// <param name="SessionId">A new number, given by the host.</param>
/// <param name="EntryPoint">The <see cref="Configuration.EntryPoint.Key"/>.</param>
/// <param name="VisitorConnected">Whether the visitor holds a connection now.</param>
/// <param name="BotHealthy">False keeps the bot of the entry point out of this session.</param>
/// <param name="LastServed">Who last served the visitor in an earlier session, and until when; null when nobody did.</param>
/// <param name="Attributes">What the page says of the visitor, by name; routing rules may ask for it.</param>
public sealed record SessionStarted(
    long SessionId, long ConversationId, string VisitorId, string EntryPoint, string? SourceUrl, string? Locale,
    bool VisitorConnected, bool BotHealthy = true, IReadOnlyDictionary<string, string>? Attributes = null, Sessions.LastServed? LastServed = null) : RoutingEvent;

/// <summary>A person is wanted (S3, S4). On a session that waits, is served or was deferred nothing happens (case 82).</summary>
/// <param name="Topic">What the visitor or the bot named as the matter; routing rules may ask for it.</param>
/// <param name="QueueHint">A queue that is named outright and goes before the rules; ignored when unknown.</param>
/// <param name="BotResult">How the bot's part ended, of <see cref="BotResults"/> or a word of its flow; routing rules may ask for it.</param>
/// <param name="PreferredAgents">Agents who are named outright and go first (rule N1); null for whoever served the visitor last.</param>
public sealed record SessionEnqueued(
    long SessionId, EnqueuedBy By, string? Topic = null, string? QueueHint = null, string? BotResult = null, IReadOnlyList<long>? PreferredAgents = null) : RoutingEvent
{
    /// <summary>The topic is what the host learned of the bot, not what the visitor named: a repeat may find another.</summary>
    public bool TopicFound { get; init; }
}

/// <summary>How a bot's part ends when a person goes on; a flow may name other words.</summary>
public static class BotResults
{
    /// <summary>The visitor asked for a person.</summary>
    public const string Asked = "asked";

    /// <summary>The bot found no answer often enough to give up.</summary>
    public const string NotUnderstood = "notUnderstood";

    /// <summary>The bot broke or kept silent.</summary>
    public const string Failed = "failed";
}

public enum EnqueuedBy { Visitor, Bot, Rule, BotFailed }

/// <summary>The bot closed the matter (S23).</summary>
public sealed record BotEnded(long SessionId, string Reason = EndReasons.Resolved) : RoutingEvent;

/// <summary>The visitor no longer wants to wait (S12): back to the bot, or, where there is none, ended as abandoned.</summary>
public sealed record WaitCancelled(long SessionId) : RoutingEvent;

/// <summary>The visitor chose another way than waiting (S10); it must be among the queue's <see cref="Queue.Fallbacks"/>.</summary>
/// <param name="Choice"><c>message</c>, <c>bot</c>, <c>call_back</c>, <c>email</c> or <c>link</c>.</param>
/// <param name="Slot">For <c>call_back</c>: the beginning of a slot of <see cref="Hours.CallBackSlots"/>.</param>
public sealed record FallbackChosen(long SessionId, string Choice = "message", DateTimeOffset? Slot = null) : RoutingEvent
{
    /// <inheritdoc cref="MessagePosted.Stored"/>
    public SessionState? Stored { get; init; }
}

/// <summary>An agent opens what a deferred or ended session left behind and has it at once (S21).</summary>
public sealed record TicketOpened(long SessionId, long AgentId) : RoutingEvent
{
    /// <inheritdoc cref="MessagePosted.Stored"/>
    public SessionState? Stored { get; init; }
}

/// <summary>The visitor's last connection dropped.</summary>
public sealed record VisitorLeft(long SessionId) : RoutingEvent;

/// <summary>The visitor has a connection again.</summary>
public sealed record VisitorBack(long SessionId) : RoutingEvent;

/// <summary>An agent takes an offer (O2). Repeating it gives the same result (case 19).</summary>
public sealed record Accept(long OfferId, long AgentId) : RoutingEvent;

/// <summary>An agent does not take an offer (O3).</summary>
public sealed record Decline(long OfferId, long AgentId, string? Reason = null) : RoutingEvent;

/// <summary>
/// The responder passes the session on. Exactly one of <paramref name="ToQueue"/> and <paramref name="ToAgent"/> is given.
/// To a queue: S13 at once. To an agent: a directed offer; the source stays responder until it is accepted (S14).
/// </summary>
/// <param name="AgentId">The agent who asks; must be the responder.</param>
/// <param name="ExpectedVersion">The session's version that the agent saw; null leaves it unchecked.</param>
/// <param name="Confirmed">The agent knows that the queue is closed or that nobody could serve it, and insists.</param>
public sealed record TransferRequested(
    long SessionId, long AgentId, string? ToQueue, long? ToAgent, long? ExpectedVersion, bool Confirmed = false) : RoutingEvent;

/// <summary>A supervisor moves a session that waits forward (rule B1).</summary>
/// <param name="BoostSeconds">The head start, at least 1; all boosts together stay within the queue's limit.</param>
/// <param name="ExpectedVersion">The session's version that the supervisor saw; null leaves it unchecked.</param>
public sealed record Bumped(long SessionId, long SupervisorId, int BoostSeconds = 300, long? ExpectedVersion = null) : RoutingEvent;

/// <summary>A supervisor may post beside the agent who serves the session, from here on (rule B2). Repeating it changes nothing.</summary>
/// <param name="Name">As the visitor is told.</param>
/// <param name="ExpectedVersion">The session's version that the supervisor saw; null leaves it unchecked.</param>
public sealed record BargedIn(long SessionId, long SupervisorId, string Name, long? ExpectedVersion = null) : RoutingEvent;

/// <summary>The supervisor leaves it to the agent again.</summary>
/// <param name="ExpectedVersion">The session's version that the supervisor saw; null leaves it unchecked.</param>
public sealed record BargedOut(long SessionId, long SupervisorId, long? ExpectedVersion = null) : RoutingEvent;

/// <summary>Somebody ends the session (S11, S18, S23). On an ended session nothing happens (case 86).</summary>
/// <param name="ActorId">The agent or supervisor; null for visitor and system.</param>
/// <param name="ExpectedVersion">The session's version that the actor saw; null leaves it unchecked.</param>
/// <param name="Reason">One of <see cref="EndReasons"/>, or null for the usual one of the state and actor.</param>
public sealed record Ended(
    long SessionId, EndedBy By, long? ActorId = null, long? ExpectedVersion = null, string? Reason = null) : RoutingEvent
{
    /// <summary>The conversation's row as read in the transaction that will commit this event; null where the host has none.</summary>
    public ConversationFacts? Facts { get; init; }
}

public enum EndedBy { Agent, Visitor, Supervisor, System, Bot }

/// <summary>The agent has finished the work after the end (S19).</summary>
public sealed record WrapUpDone(long SessionId, long AgentId) : RoutingEvent;

/// <summary>An agent's presence is chosen, by the agent or, when <paramref name="Forced"/>, by a supervisor.</summary>
/// <param name="Reason">For <see cref="Presence.Away"/>: why.</param>
/// <param name="Forced">With <see cref="Presence.Offline"/>: now, the active sessions go back to their queues.</param>
/// <param name="SupervisorId">Who chose it, when it was not the agent.</param>
public sealed record AgentPresence(
    long AgentId, Presence Presence, string? Reason = null, bool Forced = false, long? SupervisorId = null) : RoutingEvent;

/// <summary>
/// Whether the agent holds any connection. The host sends it when the first one opens and when the last one drops:
/// several tabs and devices are one agent (case 40).
/// </summary>
public sealed record AgentConnection(long AgentId, bool Connected) : RoutingEvent;

/// <summary>The log's word that the responder wrote for the first time in this stay.</summary>
public sealed record FirstReply(long SessionId, long AgentId) : RoutingEvent;

/// <summary>The agent of a session types and has not written yet: the first word may come a little later (case 64).</summary>
public sealed record AgentTyped(long SessionId, long AgentId) : RoutingEvent;

/// <summary>
/// The log's word of a message in a session of which the router wants to hear: it has no bot, is on hold or over, or its
/// agent is gone (S3, S16, S17, S20).
/// </summary>
/// <param name="ConversationSeq">The message's position in the conversation.</param>
public sealed record MessagePosted(long SessionId, PostedBy By, long ConversationSeq) : RoutingEvent
{
    /// <summary>The session as the host stored it, when it was over long enough for the core to forget it.</summary>
    public SessionState? Stored { get; init; }

    /// <summary>No session was open when it was stored. A word from before the end that is heard late continues nothing.</summary>
    public bool AfterEnd { get; init; }
}

public enum PostedBy { Visitor, Agent, Supervisor, Bot }

/// <summary>The agent puts the session on hold (S15): nothing closes it and it takes little or no capacity until somebody writes.</summary>
/// <param name="ExpectedVersion">The session's version that the agent saw; null leaves it unchecked.</param>
public sealed record Held(long SessionId, long AgentId, long? ExpectedVersion = null) : RoutingEvent;

/// <summary>The agent takes the session off hold (S16).</summary>
/// <param name="ExpectedVersion">The session's version that the agent saw; null leaves it unchecked.</param>
public sealed record Unheld(long SessionId, long AgentId, long? ExpectedVersion = null) : RoutingEvent;

/// <summary>A slow deadline woke up. It yields effects when it is due by the facts, else it disappears without trace.</summary>
/// <param name="Facts">The conversation's row as read in the transaction that will commit this event.</param>
public sealed record DeadlineDue(long SessionId, DeadlineKind Kind, ConversationFacts Facts) : RoutingEvent
{
    /// <inheritdoc cref="MessagePosted.Stored"/>
    public SessionState? Stored { get; init; }
}

/// <summary>The last two are of sessions that are over.</summary>
public enum DeadlineKind { Silence, ReplyDue, BotIdle, VisitorLeft, Inactive, CallBack, Resume }

/// <summary>What the conversation's row says; written by the log with each public message.</summary>
/// <param name="WaitingOn">Who owes the next word.</param>
/// <param name="WaitingSince">Since when.</param>
/// <param name="LastPublicSeq">The position of the message that made it so; 0 before the first.</param>
public sealed record ConversationFacts(WaitingOn WaitingOn, DateTimeOffset WaitingSince, long LastPublicSeq)
{
    /// <summary>The visitor's last message; null when there is none, or nobody looked.</summary>
    public DateTimeOffset? VisitorSpokeAt { get; init; }
}

public enum WaitingOn { Nobody, Visitor, Service }

/// <summary>An agent takes a session out of the queue (S9, case 15). Repeating it gives the same result.</summary>
/// <param name="ExpectedVersion">The session's version that the agent saw; null leaves it unchecked.</param>
public sealed record Claim(long SessionId, long AgentId, long? ExpectedVersion = null) : RoutingEvent;

/// <summary>
/// A supervisor gives a session to an agent: out of the queue, ringing or not (S9, case 28), or from the agent who serves it (S14).
/// Capacity does not stop it.
/// </summary>
/// <param name="ExpectedVersion">The session's version that the supervisor saw; null leaves it unchecked.</param>
public sealed record Assign(long SessionId, long SupervisorId, long AgentId, long? ExpectedVersion = null) : RoutingEvent;

/// <summary>A supervisor serves a session from here on (S14, or S9 while it waits); must be an agent of the desk.</summary>
/// <param name="ExpectedVersion">The session's version that the supervisor saw; null leaves it unchecked (case 62).</param>
public sealed record TakenOver(long SessionId, long SupervisorId, long? ExpectedVersion = null) : RoutingEvent;

/// <summary>A supervisor puts a session that waits or is served into a queue.</summary>
/// <param name="ExpectedVersion">The session's version that the supervisor saw; null leaves it unchecked.</param>
/// <param name="Confirmed">The supervisor knows that the queue is closed or that nobody could serve it, and insists.</param>
public sealed record RequeueRequested(
    long SessionId, long SupervisorId, string ToQueue, long? ExpectedVersion = null, bool Confirmed = false) : RoutingEvent;

/// <summary>The responder asks a colleague for advice (rule W1): rung like for a transfer, the session stays.</summary>
/// <param name="AgentId">The agent who asks; must be the responder.</param>
/// <param name="ExpectedVersion">The session's version that the agent saw; null leaves it unchecked.</param>
public sealed record ConsultRequested(long SessionId, long AgentId, long ToAgent, long? ExpectedVersion = null) : RoutingEvent;

/// <summary>
/// A consult is over: completed by the responder, the colleague serves the session (W3, S14); otherwise the colleague leaves, by
/// the wish of either, and nothing else changes (case 61).
/// </summary>
/// <param name="AgentId">Who ends it: the responder or, without <paramref name="Complete"/>, the colleague.</param>
/// <param name="ExpectedVersion">The session's version that the agent saw; null leaves it unchecked.</param>
public sealed record ConsultEnded(long SessionId, long AgentId, bool Complete, long? ExpectedVersion = null) : RoutingEvent;

/// <summary>A new configuration holds from here on. Keys, offers that stay eligible and active sessions stay (I7).</summary>
/// <param name="Publication">Who publishes what; null when a stored version takes force.</param>
public sealed record RulesetPublished(Desk Desk, Publication? Publication = null) : RoutingEvent;

/// <summary>An act of publishing. It is refused unless the desk's version follows the one in force (rule R6).</summary>
/// <param name="Author">The person, for the history.</param>
/// <param name="DraftRevision">The draft that is published as its author saw it; null when it is no draft.</param>
/// <param name="DraftFound">The draft's revision as read in the transaction that will commit this event.</param>
/// <param name="RolledBackFrom">The version whose content is taken up again.</param>
/// <param name="ScheduleId">The schedule whose emergency switch is thrown.</param>
public sealed record Publication(
    string Author, string? Note = null, long? DraftRevision = null, long? DraftFound = null, int? RolledBackFrom = null, string? ScheduleId = null);

/// <summary>
/// A new writer begins. Agents and visitors known as connected enter their grace from this instant without a loss being
/// counted; offers whose deadline passed while no writer ran are rescinded, not timed out.
/// </summary>
public sealed record Restarted : RoutingEvent;

/// <summary>Only time passed.</summary>
public sealed record Tick : RoutingEvent;
