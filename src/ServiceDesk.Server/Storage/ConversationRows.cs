namespace ServiceDesk.Server.Storage;

/// <summary>
/// A conversation and its heads. Columns have one writer each: heads by <c>ConversationAppend</c>; responder and open session
/// by the router; waiting-on and last public seq by the log (the router sets them anew when a
/// segment starts, and lets the visitor owe nothing when an agent takes the session). The first-reply
/// mark is set by the router and taken off by the log together with the notice that it asks for. What the log tells the router
/// and which session a message continues is the router's; when the visitor last spoke is the log's.
/// </summary>
public sealed class Conversation
{
    public long Id { get; init; }

    /// <summary>One of <see cref="ConversationKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Of a staff conversation: the visitor's conversation that it is about. At most one each.</summary>
    public long? StaffOf { get; init; }

    public string? VisitorId { get; init; }
    public string? EntryPoint { get; init; }
    public int Epoch { get; set; }

    public long HeadSeq { get; set; }
    public long HeadN { get; set; }
    public long HeadA { get; set; }

    /// <summary><c>bot:id</c>, <c>queue:id</c>, <c>agent:id</c>, or null when no session is open.</summary>
    public string? Responder { get; set; }

    /// <summary><c>agent:id</c> of the supervisor who may post beside the responder; null when nobody may. Written by the router.</summary>
    public string? Barged { get; set; }

    public long? OpenSession { get; set; }

    /// <summary>True from an assignment until the agent's first message: the log then tells the router.</summary>
    public bool FirstReplyDue { get; set; }

    /// <summary>The router wants to hear of every message of the open session.</summary>
    public bool Listening { get; set; }

    /// <summary>While no session is open: which one a message of the visitor continues, until <see cref="ResumeUntil"/>.</summary>
    public long? ResumeSession { get; set; }

    public DateTimeOffset? ResumeUntil { get; set; }

    /// <summary>The visitor's last message; null before the first.</summary>
    public DateTimeOffset? VisitorSpokeAt { get; set; }

    /// <summary>visitor, service or nobody.</summary>
    public required string WaitingOn { get; set; }

    public DateTimeOffset? WaitingSince { get; set; }
    public long LastPublicSeq { get; set; }

    /// <summary>Seqs of what is pinned, oldest pin first. Written by the log.</summary>
    public IList<long> Pinned { get; init; } = [];

    /// <summary>Rises with every edit, recall and purge: whoever kept a page of history reads it anew.</summary>
    public long PurgeVersion { get; set; }
}

public static class ConversationKinds
{
    /// <summary>A visitor's, with all its sessions.</summary>
    public const string Service = "service";

    /// <summary>Among staff about one of those. No visitor ever sees, fetches or is pushed anything of it.</summary>
    public const string Staff = "staff";
}

/// <summary>
/// One stored event. Only <see cref="Body"/> and <see cref="Original"/> ever change, by an edit, a recall or a purge, which takes
/// <see cref="BodyHash"/> away too.
/// </summary>
public sealed class EventRow
{
    public long ConversationId { get; init; }
    public long Seq { get; init; }
    public long N { get; init; }
    public long A { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary><c>kind:id</c>, or <c>system</c>.</summary>
    public required string Sender { get; init; }

    public string? SenderName { get; init; }
    public required string Type { get; init; }
    public Guid? ClientMsgId { get; init; }

    /// <summary>SHA-256 of type and body, to tell a repeat from another message under the same id; null after a purge.</summary>
    public byte[]? BodyHash { get; set; }

    /// <summary>The contract's EventBody as JSON, as it may be shown now: what was edited, recalled or purged is not in it.</summary>
    public required string Body { get; set; }

    /// <summary>The body as it was sent, once <see cref="Body"/> differs; null before that and after a purge. Nothing that is served reads it.</summary>
    public string? Original { get; set; }

    /// <summary>What <see cref="Body"/> says, where this process has just made the row; no column.</summary>
    internal Contracts.EventBody? Said { get; set; }

    /// <summary>The message that this one quotes, for whoever serves the row; not stored.</summary>
    public EventRow? Quoted { get; set; }
}

/// <summary>A message that mentions a member; removed once it is read.</summary>
public sealed class Mention
{
    public required string Person { get; init; }
    public long ConversationId { get; init; }
    public long Seq { get; init; }
}

/// <summary>What a person has typed and not sent; the last writer wins.</summary>
public sealed class Draft
{
    public required string Person { get; init; }
    public long ConversationId { get; init; }

    /// <summary>Empty when it was sent or thrown away.</summary>
    public required string Text { get; set; }

    /// <summary>Of the writer's clock order, told by the server: a later one replaces an earlier one.</summary>
    public DateTimeOffset At { get; set; }
}

/// <summary>A person's membership and watermarks.</summary>
public sealed class Member
{
    public long ConversationId { get; init; }
    public required string Person { get; init; }
    public required string Role { get; set; }
    public long Floor { get; set; }
    public DateTimeOffset JoinedAt { get; set; }
    public DateTimeOffset? LeftAt { get; set; }
    public long ReadSeq { get; set; }
    public long ReadN { get; set; }
    public long ReadA { get; set; }
    public long DeliveredSeq { get; set; }
}
