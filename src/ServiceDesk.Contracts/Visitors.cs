namespace ServiceDesk.Contracts;

/// <summary>Opens or finds the visitor's session at the entry point of its token.</summary>
/// <param name="CommandId">UUIDv7; repeating it has no further effect.</param>
/// <param name="Page">The host page that the visitor looks at; its address drives routing.</param>
/// <param name="Context">
/// What the page says of the visitor or of itself, by name, unverified: at most 50 entries, names up to 60 characters, values up to
/// 500, 8 KiB in all. Routing rules may ask for it, staff see it. Counts only when a session begins.
/// </param>
public sealed record StartRequest(Guid CommandId, PageInfo Page, IReadOnlyDictionary<string, string>? Context = null);

/// <param name="Url">Absolute, http or https, without fragment, at most 2,000 characters.</param>
/// <param name="Title">At most 200 characters.</param>
public sealed record PageInfo(string Url, string Title);

/// <summary>A command on the visitor's open session.</summary>
public sealed record SessionCommand(Guid CommandId, long SessionId);

/// <param name="Topic">What it is about, when a button or form said so; at most 100 characters.</param>
public sealed record RequestAgentRequest(Guid CommandId, long SessionId, string? Topic = null);

/// <summary>Ends the wait another way.</summary>
/// <param name="Kind">One of <see cref="FallbackKinds"/> that the menu offers.</param>
/// <param name="Email">Required for message: where the answer goes. For call_back this or <paramref name="Phone"/> is.</param>
/// <param name="Text">Required for message, may be given for call_back: 1 to 4,000 characters.</param>
/// <param name="Slot">For call_back: one of <see cref="DeferredMenu.CallBackSlots"/>.</param>
/// <param name="Phone">For call_back: 3 to 40 characters.</param>
public sealed record ChooseFallbackRequest(
    Guid CommandId,
    long SessionId,
    string Kind,
    string? Email = null,
    string? Text = null,
    DateTimeOffset? Slot = null,
    string? Phone = null);

public static class FallbackKinds
{
    /// <summary>Becomes a ticket.</summary>
    public const string Message = "message";
    public const string Bot = "bot";

    /// <summary>A call at a slot.</summary>
    public const string CallBack = "call_back";
    public const string Email = "email";
    public const string Link = "link";
}

/// <summary>The ways out, in the order in which they are offered.</summary>
/// <param name="CallBackSlots">The beginnings of the next slots; empty where no call-back is offered or the hours hold none.</param>
/// <param name="SlotMinutes">How long a slot is.</param>
public sealed record DeferredMenu(IReadOnlyList<FallbackChoice> Choices, IReadOnlyList<DateTimeOffset> CallBackSlots, int SlotMinutes);

/// <param name="Kind">One of <see cref="FallbackKinds"/>.</param>
/// <param name="Target">For email the address, for link the page; else null.</param>
/// <param name="Label">What the button says; null for the client's own words.</param>
public sealed record FallbackChoice(string Kind, string? Target, string? Label);

/// <param name="Score">1 (bad) to 5 (good).</param>
/// <param name="Solved">Whether the matter is solved, when answered.</param>
/// <param name="Comment">At most 1,000 characters.</param>
public sealed record SubmitSurveyRequest(Guid CommandId, long SessionId, int Score, bool? Solved = null, string? Comment = null);

/// <summary>Full state of the visitor's session; the latest one wins. Holds nothing that a visitor may not know.</summary>
/// <param name="Version">Rises with each change; a lower one than seen is ignored.</param>
/// <param name="Position">Place in the queue, 1 = next; never grows while waiting; null when not waiting.</param>
/// <param name="AgentLost">True while the agent's connection is gone and the visitor was told.</param>
/// <param name="ClosesAt">When silence will end the session, once the countdown runs.</param>
/// <param name="Fallbacks">What the visitor may choose when nobody can take the session; of <see cref="FallbackKinds"/>.</param>
/// <param name="OpensAt">Next opening, when deferred because of the hours.</param>
/// <param name="Zone">IANA zone that the hours are kept in, to name beside <paramref name="OpensAt"/>.</param>
/// <param name="EtaMin">Whole minutes to wait, from; null when not waiting or while nothing is known.</param>
/// <param name="EtaMax">Whole minutes to wait, to; nine in ten are served by then.</param>
/// <param name="Menu">The ways out with all that they need, while <paramref name="Fallbacks"/> are open; else null.</param>
/// <param name="CallBackAt">When the visitor is to be called; null for no call.</param>
/// <param name="ResumableUntil">While it is over: until then the visitor's next message continues it; else null.</param>
public sealed record VisitorSession(
    long SessionId,
    long ConversationId,
    SessionPhase Phase,
    int Version,
    string? AgentName,
    int? Position,
    bool AgentLost,
    DateTimeOffset? ClosesAt,
    string? CloseReason,
    IReadOnlyList<string> Fallbacks,
    DateTimeOffset? OpensAt,
    string? Zone,
    SurveyView? Survey,
    int? EtaMin = null,
    int? EtaMax = null,
    DeferredMenu? Menu = null,
    DateTimeOffset? CallBackAt = null,
    DateTimeOffset? ResumableUntil = null);

/// <summary>What a session is for the people who look at it.</summary>
public enum SessionPhase
{
    Created,
    Bot,
    Queued,
    Offered,
    Active,
    Ended,
    Deferred,
}

public sealed record SurveyView(SurveyPhase Phase, int? Score, DateTimeOffset ExpiresAt);

public enum SurveyPhase
{
    Offered,
    Answered,
    Expired,
    Skipped,
}

/// <param name="EtaMin">Whole minutes within which about half are served; null while nothing is known.</param>
/// <param name="EtaMax">Whole minutes within which nine in ten are served. Neither grows while waiting.</param>
public sealed record QueueUpdate(long SessionId, int Position, int? EtaMin = null, int? EtaMax = null);

public interface IVisitorHub : IConversationHub
{
    Task<Reply<VisitorSession>> Start(StartRequest request);

    /// <summary>Asks for a person: queues the session, or defers it with the fallbacks that are open.</summary>
    Task<Reply<VisitorSession>> RequestAgent(RequestAgentRequest request);

    Task<Reply<VisitorSession>> CancelWait(SessionCommand request);

    Task<Reply<VisitorSession>> QueueStatus(SessionCommand request);

    /// <summary>Why it still waits, without names.</summary>
    Task<Reply<VisitorWait>> WhyWaiting(SessionCommand request);

    Task<Reply<VisitorSession>> ChooseFallback(ChooseFallbackRequest request);

    /// <summary>Restarts the silence deadlines.</summary>
    Task<Reply> StillHere(SessionCommand request);

    Task<Reply<VisitorSession>> End(SessionCommand request);

    Task<Reply<VisitorSession>> SubmitSurvey(SubmitSurveyRequest request);
}

public interface IVisitorClient : IConversationClient
{
    Task SessionState(VisitorSession session);

    Task QueueUpdate(QueueUpdate update);
}
