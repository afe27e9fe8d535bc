namespace ServiceDesk.Contracts;

/// <param name="Presence">Online, Busy, Away or Offline.</param>
/// <param name="Reason">Why away; at most 100 characters.</param>
public sealed record SetPresenceRequest(Guid CommandId, Presence Presence, string? Reason = null);

public enum Presence
{
    Online,
    Busy,
    Away,

    /// <summary>Finishes the sessions at hand and takes no further ones; follows Offline while some are open.</summary>
    OfflineWhenDone,
    Offline,
}

public enum AgentConnection
{
    Connected,
    Grace,
    Lost,
}

/// <param name="AwayReason">For a forced change: <c>missed</c>.</param>
/// <param name="Routable">Whether an offer could come now.</param>
/// <param name="HeldUntil">After several lost connections nothing rings before this instant, so that visitors do not suffer; else null.</param>
public sealed record AgentSelf(
    long AgentId,
    string Name,
    Presence Presence,
    string? AwayReason,
    AgentConnection Connection,
    int Load,
    int Capacity,
    bool Routable,
    DateTimeOffset? HeldUntil = null);

/// <param name="View">Which list.</param>
/// <param name="Queue">Only this queue; null for all that the agent serves.</param>
/// <param name="After">Session id to go on after (descending lists of ended sessions in view All).</param>
public sealed record SessionsRequest(SessionsView View, string? Queue = null, long? After = null);

public enum SessionsView
{
    Mine,
    Queue,
    All,
}

/// <summary>One session in the desk's lists; full state, the latest version wins.</summary>
/// <param name="AgentId">Who serves it (or finishes its wrap-up); null when nobody.</param>
/// <param name="WaitingOn">Who owes the next word.</param>
/// <param name="WaitingSince">Since when; null when nobody does.</param>
/// <param name="ReplyDueAt">When the agent's answer is late; null when none is owed.</param>
/// <param name="WrapUpUntil">Set while the agent finishes up after the end.</param>
/// <param name="Why">One sentence: the rule and queue that brought it here.</param>
/// <param name="Rating">1 to 5, once the visitor rated.</param>
/// <param name="Head">With the asking agent's own read mark.</param>
/// <param name="OnHold">Parked: nothing closes it, and it takes less of the agent's capacity.</param>
/// <param name="ConsultingAgentId">Whom the agent asks for advice in the staff conversation; null when nobody.</param>
/// <param name="Monitored">Whether a supervisor reads it live.</param>
/// <param name="BargedAgentId">The supervisor who may post beside the agent; null when nobody may.</param>
/// <param name="StaffConversationId">Where notes, whispers and consults are; null until the first one.</param>
/// <param name="Round">How often everybody who could serve it has declined, in this stay.</param>
/// <param name="Step">How many steps of the queue's ladder were taken in this stay.</param>
/// <param name="Context">What the page said when the session began, by name, unverified; null for nothing.</param>
/// <param name="Call">The call that it came back for, as long as that is not done; null for none.</param>
/// <param name="Tags">What staff filed it under, by name; null for nothing.</param>
public sealed record SessionRow(
    long SessionId,
    long ConversationId,
    string VisitorId,
    string VisitorName,
    string Channel,
    string EntryPoint,
    string? Queue,
    SessionPhase Phase,
    int Version,
    long? AgentId,
    string? AgentName,
    bool VisitorOnline,
    string Locale,
    PageInfo Page,
    DateTimeOffset StartedAt,
    DateTimeOffset? EnqueuedAt,
    WaitingOn WaitingOn,
    DateTimeOffset? WaitingSince,
    DateTimeOffset? ReplyDueAt,
    DateTimeOffset? ClosesAt,
    DateTimeOffset? WrapUpUntil,
    string? CloseReason,
    string? LastText,
    string? Why,
    int? Rating,
    string? RatingComment,
    Head Head,
    bool OnHold = false,
    long? ConsultingAgentId = null,
    string? ConsultingAgentName = null,
    bool Monitored = false,
    long? BargedAgentId = null,
    string? BargedName = null,
    long? StaffConversationId = null,
    int Round = 0,
    int Step = 0,
    IReadOnlyDictionary<string, string>? Context = null,
    WishedCall? Call = null,
    IReadOnlyList<string>? Tags = null,
    AskedColleague? Asked = null,
    SessionAlert? Alert = null);

/// <summary>Why and since when supervisors are asked to look at a session.</summary>
public sealed record SessionAlert(SessionAlertReason Reason, DateTimeOffset At);

public enum SessionAlertReason
{
    /// <summary>No agent of its queue could serve it as it is.</summary>
    Unservable,

    /// <summary>Everybody declined or missed it as often as the queue allows.</summary>
    AllExcluded,

    /// <summary>A step of the queue's ladder says so.</summary>
    Overflow,

    /// <summary>It came back from agents who said nothing as often as the queue allows.</summary>
    Returned,
}

/// <summary>Files the session under words and takes it out of others; of the same word in large and small letters the first stays.</summary>
/// <param name="Add">At most 20, each of 1 to 40 characters. A session has at most 20.</param>
/// <param name="Remove">What it is not filed under is passed over.</param>
public sealed record TagSessionRequest(Guid CommandId, long SessionId, IReadOnlyList<string> Add, IReadOnlyList<string> Remove);

/// <summary>A colleague who is rung for a session that somebody serves.</summary>
/// <param name="Consult">For advice; else the chat is to be theirs.</param>
public sealed record AskedColleague(long AgentId, string Name, bool Consult);

/// <summary>When and where a visitor wants to be called.</summary>
/// <param name="Phone">Null when only a mail address was left.</param>
public sealed record WishedCall(DateTimeOffset At, string? Phone, string? Email);

public enum WaitingOn
{
    Nobody,
    Visitor,
    Service,
}

public sealed record SessionPage(IReadOnlyList<SessionRow> Sessions, bool More);

public sealed record WatchRequest(long Conv);

/// <summary>A ringing session.</summary>
/// <param name="Deadline">When it goes to the next agent.</param>
/// <param name="ServerTime">To show the countdown by the server's clock.</param>
/// <param name="FromAgent">Set when a colleague transfers it or asks for advice.</param>
/// <param name="Consult">Only advice is asked for: the session stays with the colleague.</param>
/// <param name="Broadcast">Others may be rung for it too; the first to accept has it.</param>
/// <param name="Call">The call that it comes back for; null for none.</param>
public sealed record OfferCard(
    long OfferId,
    long SessionId,
    long ConversationId,
    string VisitorName,
    string Queue,
    string? LastText,
    PageInfo Page,
    DateTimeOffset CreatedAt,
    DateTimeOffset Deadline,
    DateTimeOffset ServerTime,
    string? FromAgent,
    string Why,
    bool Consult = false,
    bool Broadcast = false,
    WishedCall? Call = null);

/// <param name="Outcome">accepted, declined, timedOut, rescinded or lost (a colleague was faster).</param>
public sealed record OfferEnd(long OfferId, long SessionId, string Outcome, string? Reason);

public sealed record AcceptOfferRequest(Guid CommandId, long OfferId);

/// <param name="Reason">At most 100 characters.</param>
public sealed record DeclineOfferRequest(Guid CommandId, long OfferId, string Reason);

/// <summary>Hands the session on: exactly one of the targets is set.</summary>
/// <param name="Confirmed">Transfer to a queue that nobody can serve now, knowingly.</param>
public sealed record TransferRequest(
    Guid CommandId,
    long SessionId,
    int Version,
    string? ToQueue = null,
    long? ToAgent = null,
    bool Confirmed = false);

/// <summary>A command on a session that must still have the version that the caller saw.</summary>
public sealed record VersionedCommand(Guid CommandId, long SessionId, int Version);

/// <summary>Asks for the linked staff conversation of a session.</summary>
public sealed record StaffConversationRequest(long SessionId);

public sealed record ExplainRequest(long SessionId);

/// <summary>What a left message or a wished call became.</summary>
/// <param name="Kind">message or call_back.</param>
/// <param name="DueAt">For call_back: when the visitor is to be called.</param>
public sealed record TicketRow(
    long TicketId,
    long SessionId,
    long ConversationId,
    string VisitorName,
    string? Email,
    string Text,
    TicketStatus Status,
    string? Queue,
    string? Assignee,
    DateTimeOffset CreatedAt,
    DateTimeOffset? AnsweredAt,
    PageInfo Page,
    string Kind = FallbackKinds.Message,
    string? Phone = null,
    DateTimeOffset? DueAt = null);

public enum TicketStatus
{
    Open,
    Answered,
    Closed,
}

/// <param name="Status">Only these; null for all that are not closed.</param>
public sealed record TicketsRequest(TicketStatus? Status = null);

public sealed record TicketList(IReadOnlyList<TicketRow> Tickets);

/// <param name="Text">1 to 4,000 characters; appears in the visitor's conversation.</param>
public sealed record AnswerTicketRequest(Guid CommandId, long TicketId, string Text);

public sealed record TicketCommand(Guid CommandId, long TicketId);

public interface IAgentHub : IConversationHub
{
    Task<Reply<AgentSelf>> SetPresence(SetPresenceRequest request);

    /// <summary>Full rows; later changes come as SessionState. After a reconnect the client asks again.</summary>
    Task<Reply<SessionPage>> Sessions(SessionsRequest request);

    /// <summary>Reads a conversation live without being a member; by role and queue.</summary>
    Task<Reply<Head>> Watch(WatchRequest request);

    Task<Reply> Unwatch(WatchRequest request);

    Task<Reply<SessionRow>> AcceptOffer(AcceptOfferRequest request);

    Task<Reply> DeclineOffer(DeclineOfferRequest request);

    Task<Reply<SessionRow>> Transfer(TransferRequest request);

    Task<Reply<SessionRow>> End(VersionedCommand request);

    Task<Reply> WrapUpDone(SessionCommand request);

    Task<Reply<Explanation>> Explain(ExplainRequest request);

    Task<Reply<TicketList>> Tickets(TicketsRequest request);

    Task<Reply<TicketRow>> AnswerTicket(AnswerTicketRequest request);

    Task<Reply<TicketRow>> CloseTicket(TicketCommand request);

    /// <summary>The caller takes up the session that the ticket came from and serves it at once.</summary>
    Task<Reply<SessionRow>> OpenTicket(TicketCommand request);

    /// <summary>Takes a session that waits, without having been rung.</summary>
    Task<Reply<SessionRow>> Claim(VersionedCommand request);

    /// <summary>Parks the session: nothing closes it until somebody writes or it is taken up again.</summary>
    Task<Reply<SessionRow>> Hold(VersionedCommand request);

    Task<Reply<SessionRow>> Unhold(VersionedCommand request);

    /// <summary>Asks a colleague into the staff conversation; the visitor sees nothing of it.</summary>
    Task<Reply<SessionRow>> Consult(TransferRequest request);

    /// <summary>The one who was asked takes the session.</summary>
    Task<Reply<SessionRow>> CompleteConsult(VersionedCommand request);

    /// <summary>The one who was asked leaves; by either side.</summary>
    Task<Reply<SessionRow>> CancelConsult(VersionedCommand request);

    /// <summary>
    /// The staff conversation of a session, made when it is the first time; later events come as pushes, as after Watch.
    /// Notes are sent there by Send with <see cref="EventBody.Mark"/>, and read with Fetch.
    /// </summary>
    Task<Reply<Head>> StaffConversation(StaffConversationRequest request);

    /// <summary>For whoever sees the session, also after its end.</summary>
    Task<Reply<SessionRow>> Tag(TagSessionRequest request);
}

/// <summary>A colleague's words that name the agent and that the agent has not read.</summary>
/// <param name="SessionId">The latest session of the visitor's conversation that the words are about.</param>
/// <param name="Conv">The staff conversation that they stand in.</param>
/// <param name="By">The colleague's name.</param>
/// <param name="Text">Null once the words were taken back.</param>
public sealed record UnreadMention(
    long SessionId, long Conv, long Seq, DateTimeOffset At, string? By, string VisitorName, string? Text);

/// <summary>All that name the agent in sessions that the agent may see, newest first; takes the place of what was told before.</summary>
/// <param name="More">There are more than one page of a list.</param>
public sealed record UnreadMentions(IReadOnlyList<UnreadMention> Unread, bool More);

public interface IAgentClient : IConversationClient
{
    Task Offer(OfferCard offer);

    Task OfferClosed(OfferEnd end);

    Task SessionState(SessionRow session);

    Task AgentState(AgentSelf agent);

    Task TicketState(TicketRow ticket);

    /// <summary>After Hello, and whenever one comes or is read.</summary>
    Task Mentions(UnreadMentions mentions);
}
