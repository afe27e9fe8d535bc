namespace ServiceDesk.Contracts;

/// <summary>Posts one event. Repeating it with the same id and body gives the same answer and posts nothing.</summary>
/// <param name="ClientMsgId">UUIDv7 made by the sender and kept with the unsent message; the idempotency key.</param>
/// <param name="Type">One of <see cref="EventTypes"/> that clients may send: all but system and survey.</param>
/// <param name="Body">
/// What <see cref="EventBody"/> says for the type; at most 16 KiB as JSON. Fields that belong to the server or to another type are
/// ignored.
/// </param>
/// <param name="ReplyTo">The seq of the message that this one quotes, of the same conversation; only with a message.</param>
/// <param name="Mentions">
/// Members who are to notice it, at most 50, each <c>kind:id</c>; staff may name <see cref="MentionNames.All"/>. Only with a message or
/// an announcement.
/// </param>
/// <param name="Attachments">
/// Ids of at most 10 ready uploads of the sender's own into this conversation, each sent once. Only with a message, whose text may then
/// be missing.
/// </param>
public sealed record SendRequest(
    long Conv,
    Guid ClientMsgId,
    string Type,
    EventBody Body,
    long? ReplyTo = null,
    IReadOnlyList<string>? Mentions = null,
    IReadOnlyList<string>? Attachments = null);

public static class MentionNames
{
    /// <summary>Everybody in the conversation: counted once for all of them, in <see cref="ConversationEvent.A"/>.</summary>
    public const string All = "all";
}

/// <summary>Given only after the event is committed.</summary>
/// <param name="Duplicate">True when this id was stored before; seq, n and at are those of the first time.</param>
public sealed record Ack(long Seq, long N, DateTimeOffset At, bool Duplicate);

/// <summary>
/// One stored event of a conversation. Its place never changes; of its body only what an edit, a recall or a purge took away is gone
/// from whatever is served afterwards.
/// </summary>
/// <param name="Seq">1, 2, 3, … dense within the conversation.</param>
/// <param name="N">Running count of countable events (messages, announcements) up to and including this one.</param>
/// <param name="A">Running count of mentions of all.</param>
/// <param name="Sender"><c>kind:id</c>, or <c>system</c>.</param>
/// <param name="SenderName">Name to show; null for system events and where the viewer is the sender.</param>
/// <param name="Type">One of <see cref="EventTypes"/>; unknown types are skipped but move the cursor.</param>
public sealed record ConversationEvent(
    long Seq,
    long N,
    long A,
    DateTimeOffset At,
    string Sender,
    string? SenderName,
    string Type,
    Guid? ClientMsgId,
    EventBody Body);

public static class EventTypes
{
    public const string Message = "message";

    /// <summary>A text that the service side puts above the talk; nobody's answer.</summary>
    public const string Announcement = "announcement";

    /// <summary>Another text for an own message.</summary>
    public const string Edit = "edit";

    /// <summary>Takes a message back; its place and its count stay.</summary>
    public const string Recall = "recall";

    public const string Reaction = "reaction";
    public const string Pin = "pin";
    public const string System = "system";
    public const string Survey = "survey";

    /// <summary>True for the types that unread counts. A message that was recalled keeps counting.</summary>
    public static bool IsCountable(string type) => type is Message or Announcement;

    /// <summary>True for the types that say something about an earlier event, their <see cref="EventBody.Target"/>.</summary>
    public static bool IsChange(string type) => type is Edit or Recall or Reaction or Pin;
}

/// <summary>
/// What a message among staff is. A client sends note or consult; a message with a mark enters only a staff conversation, and one
/// without enters only the visitor's, so neither can end up in the other.
/// </summary>
public static class StaffMarks
{
    public const string Note = "note";
    public const string Consult = "consult";

    /// <summary>From a supervisor, by Whisper.</summary>
    public const string Whisper = "whisper";
}

/// <param name="Id">What is sent back; <see cref="ChoiceIds.Human"/> asks for a person.</param>
public sealed record Choice(string Id, string Label);

public static class ChoiceIds
{
    public const string Human = "human";
}

public sealed record Source(string ArticleId, string Title);

/// <summary>What happened to the session, worded by the reader's client in its own language.</summary>
/// <param name="Kind">One of <see cref="NoteKinds"/>.</param>
/// <param name="Args">Names to fill in: agent, queue, reason, closesAt (ISO 8601), opensAt.</param>
public sealed record SystemNote(string Kind, IReadOnlyDictionary<string, string> Args);

/// <summary>Kinds of system notes; clients show an unknown kind as nothing.</summary>
public static class NoteKinds
{
    public const string SessionStarted = "session_started";
    public const string Queued = "queued";
    public const string WaitCancelled = "wait_cancelled";
    public const string AgentJoined = "agent_joined";
    public const string AgentLeft = "agent_left";
    public const string AgentLost = "agent_lost";
    public const string AgentBack = "agent_back";
    public const string VisitorLeft = "visitor_left";
    public const string VisitorBack = "visitor_back";
    public const string Transferred = "transferred";
    public const string Deferred = "deferred";
    public const string MessageLeft = "message_left";
    public const string SilenceWarning = "silence_warning";
    public const string SilenceCountdown = "silence_countdown";
    public const string Ended = "ended";
}

/// <param name="SessionId">The session that is rated.</param>
public sealed record SurveyInvitation(long SessionId, int Segment, DateTimeOffset ExpiresAt);

/// <summary>A batch covering (From, To]; events with seq in it that are missing are listed in Skipped.</summary>
/// <param name="Skipped">Inclusive seq ranges, two numbers each.</param>
public sealed record EventsPush(
    long Conv,
    int Epoch,
    long From,
    long To,
    IReadOnlyList<ConversationEvent> Events,
    IReadOnlyList<IReadOnlyList<long>> Skipped);

/// <summary>Reads stored events: those after a seq (ascending), or the newest ones before a seq.</summary>
/// <param name="After">Exclusive lower bound; exactly one of <paramref name="After"/> and <paramref name="Before"/> is set.</param>
/// <param name="Before">Exclusive upper bound; the answer holds the newest events below it, still ascending.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record FetchRequest(long Conv, int Epoch, long? After = null, long? Before = null, int Limit = 100);

/// <param name="Head">The conversation's newest seq.</param>
/// <param name="N">The conversation's running count at the head.</param>
/// <param name="Floor">Lowest seq that this member may read.</param>
/// <param name="More">True when more events lie in the asked direction.</param>
/// <param name="Pinned">Seqs of what is pinned at the head, oldest pin first; null when nothing is.</param>
public sealed record EventPage(
    IReadOnlyList<ConversationEvent> Events, int Epoch, long Head, long N, long Floor, bool More, IReadOnlyList<long>? Pinned = null);

/// <summary>Moves a watermark forward to <paramref name="Seq"/>; a lower one than stored changes nothing, one beyond the head is clamped.</summary>
public sealed record MarkRequest(long Conv, long Seq);

/// <summary>Says that the sender types now; lives 6 s, is not stored.</summary>
/// <param name="Preview">
/// From a visitor with <see cref="FeatureNames.DraftPreview"/>: what is typed so far, at most 500 UTF-16 units. Only the agent who serves
/// is shown it, and nothing keeps it.
/// </param>
public sealed record TypingRequest(long Conv, string? Preview = null);

/// <param name="Preview">See <see cref="TypingRequest"/>.</param>
public sealed record TypingSignal(long Conv, string Person, string? Name, string? Preview = null);

/// <summary>Another member's watermarks, for ticks.</summary>
public sealed record Receipts(long Conv, string Member, long Delivered, long Read);

/// <summary>The same member read on another device.</summary>
/// <param name="ReadA">The running count of mentions of all at the read mark.</param>
/// <param name="Mentions">Messages above the read mark that mention the member; null when none does.</param>
public sealed record ReadSync(long Conv, long ReadSeq, long ReadN, long? ReadA = null, int? Mentions = null);
