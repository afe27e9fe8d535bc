namespace ServiceDesk.Contracts;

/// <param name="Queues">Only these; null for all that the supervisor may see.</param>
public sealed record BoardRequest(IReadOnlyList<string>? Queues = null);

/// <summary>The live board, whole, once a second.</summary>
/// <param name="Alerts">The open ones, those to look at first at the top.</param>
/// <param name="Asking">The sessions that supervisors are asked to look at, the first to ask at the top; at most 20.</param>
public sealed record BoardState(
    DateTimeOffset At,
    BoardTotals Totals,
    IReadOnlyList<BoardQueue> Queues,
    IReadOnlyList<BoardAgent> Agents,
    IReadOnlyList<AlertRow> Alerts,
    IReadOnlyList<BoardSession> Asking);

/// <param name="LongestWaitSince">Since when the first of those who wait has waited, being served before not counted; null when nobody does.</param>
/// <param name="FreeSlots">Sessions that routable agents could still take.</param>
/// <param name="RatingMean">Mean score today (in the server's UTC day); null when nobody rated.</param>
/// <param name="WaitingTarget">Of the queues together.</param>
/// <param name="ServiceLevel">Per cent over the window; null when nobody was answered or left.</param>
/// <param name="ServiceLevelTarget">Of the queues, weighted by what was answered or left; null without queues.</param>
/// <param name="Abandonment">Per cent of those who entered in the window; null when nobody did.</param>
/// <param name="WindowMinutes">Over which service level and abandonment are told.</param>
public sealed record BoardTotals(
    int Waiting,
    DateTimeOffset? LongestWaitSince,
    int Active,
    int InBot,
    int Online,
    int Busy,
    int Away,
    int Lost,
    int FreeSlots,
    double? RatingMean,
    int RatingCount,
    int WaitingTarget,
    double? ServiceLevel,
    double? ServiceLevelTarget,
    double? Abandonment,
    double? AbandonmentTarget,
    int WindowMinutes);

/// <param name="ServiceLevel">Per cent over the window; null when nobody was answered or left.</param>
/// <param name="Abandonment">Per cent of those who entered in the window; null when nobody did.</param>
/// <param name="Depths">How many waited at the end of each minute of the window, the last one now.</param>
/// <param name="SupervisorAsked">How many of its sessions supervisors are asked to look at.</param>
/// <param name="OldestReplyDueSince">Since when a visitor who is served waits for an answer; null when none does.</param>
public sealed record BoardQueue(
    string Id,
    string Name,
    bool Open,
    int Waiting,
    DateTimeOffset? LongestWaitSince,
    int Active,
    int AgentsOnline,
    int FreeSlots,
    int WaitingTarget,
    int LongestWaitTargetSeconds,
    double? ServiceLevel,
    int ServiceLevelTarget,
    double? Abandonment,
    int AbandonmentTarget,
    IReadOnlyList<int> Depths,
    int SupervisorAsked,
    DateTimeOffset? OldestReplyDueSince);

/// <summary>A session on the board by itself, and why.</summary>
public sealed record BoardSession(long SessionId, string VisitorName, string? QueueId, string? QueueName, SessionAlert Alert);

/// <param name="Since">When the agent's presence or connection last changed; null for one who never came.</param>
/// <param name="OldestReplyDueSince">Since when a visitor of this agent waits for an answer; null when none does.</param>
public sealed record BoardAgent(
    long AgentId,
    string Name,
    Presence Presence,
    string? AwayReason,
    AgentConnection Connection,
    DateTimeOffset? Since,
    int Load,
    int Capacity,
    DateTimeOffset? OldestReplyDueSince);

/// <summary>A word to the agent that the visitor never sees.</summary>
/// <param name="CommandId">UUIDv7; also the id of the message.</param>
/// <param name="Text">1 to 4,000 characters.</param>
public sealed record WhisperRequest(Guid CommandId, long SessionId, string Text);

public sealed record AssignRequest(Guid CommandId, long SessionId, int Version, long ToAgent);

/// <param name="Confirmed">To a queue that is closed or that nobody can serve now, knowingly.</param>
public sealed record RequeueRequest(Guid CommandId, long SessionId, int Version, string ToQueue, bool Confirmed = false);

/// <param name="Seconds">The head start, 1 to 86,400; all boosts of a session together stay within its queue's limit.</param>
public sealed record BumpRequest(Guid CommandId, long SessionId, int Version, int Seconds = 300);

/// <param name="Presence">Online, Busy, Away or Offline.</param>
/// <param name="Reason">Why; at most 100 characters. The agent is shown it.</param>
/// <param name="Now">With Offline: the agent's sessions go back to their queues at once instead of being finished.</param>
public sealed record SetAgentPresenceRequest(Guid CommandId, long AgentId, Presence Presence, string? Reason = null, bool Now = false);

/// <summary>For supervisors and administrators, on sessions and agents of the queues that they oversee. Everything that changes something is audited.</summary>
public interface IMonitorHub
{
    /// <summary>Answers with the state now and subscribes to one a second.</summary>
    Task<Reply<BoardState>> Board(BoardRequest request);

    /// <summary>
    /// Begins to read a session live, without a trace for the visitor, until Unmonitor or the end of the connection. The events
    /// come over AgentHub, by Watch and StaffConversation.
    /// </summary>
    Task<Reply<SessionRow>> Monitor(SessionCommand request);

    Task<Reply> Unmonitor(SessionCommand request);

    Task<Reply<Ack>> Whisper(WhisperRequest request);

    /// <summary>Lets the supervisor post beside the agent who serves the session; the visitor is told who joined.</summary>
    Task<Reply<SessionRow>> Barge(VersionedCommand request);

    Task<Reply<SessionRow>> Unbarge(VersionedCommand request);

    /// <summary>The supervisor serves the session from now on, instead of the agent.</summary>
    Task<Reply<SessionRow>> TakeOver(VersionedCommand request);

    /// <summary>An agent serves the session from now on, whatever the capacity says.</summary>
    Task<Reply<SessionRow>> Assign(AssignRequest request);

    Task<Reply<SessionRow>> Requeue(RequeueRequest request);

    Task<Reply<SessionRow>> Bump(BumpRequest request);

    Task<Reply<SessionRow>> End(VersionedCommand request);

    Task<Reply<AgentSelf>> SetAgentPresence(SetAgentPresenceRequest request);
}

public interface IMonitorClient
{
    Task BoardState(BoardState board);

    Task Control(Control control);
}
