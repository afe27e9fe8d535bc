using System.Security.Cryptography;
using System.Text;

namespace ServiceDesk.Server.Storage;

/// <summary>A person who writes from a website. The id holds 128 random bits, in hexadecimal.</summary>
public sealed class Visitor
{
    public required string Id { get; init; }
    public string? Name { get; set; }
    public string? Email { get; set; }
    public required string Locale { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ErasedAt { get; set; }
}

/// <summary>A resume token, known only by its SHA-256. An old one stays valid for a while after its successor's first use.</summary>
public sealed class VisitorToken
{
    public required string Hash { get; init; }
    public required string VisitorId { get; init; }
    public DateTimeOffset IssuedAt { get; init; }
    public DateTimeOffset? FirstUsedAt { get; set; }

    /// <summary>Hash of the token that replaced this one.</summary>
    public string? ReplacedBy { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

public sealed class PageView
{
    public long Id { get; init; }
    public required string VisitorId { get; init; }
    public DateTimeOffset At { get; init; }
    public required string Url { get; init; }
    public required string Title { get; init; }
}

/// <summary>What a left message became.</summary>
public sealed class Ticket
{
    public long Id { get; init; }
    public required string Kind { get; init; }

    /// <summary>Of the request that left it, so that a repeat leaves nothing twice.</summary>
    public Guid CommandId { get; init; }

    public long SessionId { get; init; }
    public long ConversationId { get; init; }
    public required string VisitorId { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }

    /// <summary>Follows an edit or recall of the message in the conversation.</summary>
    public required string Text { get; set; }

    public required string Status { get; set; }
    public string? Queue { get; init; }
    public long? Assignee { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public DateTimeOffset? DueAt { get; set; }
    public required string PageUrl { get; init; }
    public required string PageTitle { get; init; }
}

/// <summary>One per ended segment whose visitor is asked.</summary>
public sealed class Survey
{
    public long SessionId { get; init; }
    public int Segment { get; init; }
    public long ConversationId { get; init; }
    public required string State { get; set; }
    public int? Score { get; set; }
    public bool? Solved { get; set; }
    public string? Comment { get; set; }

    /// <summary>When the visitor is invited once more; null when not, or no longer.</summary>
    public DateTimeOffset? RemindAt { get; set; }

    /// <summary>Of the request that answered, so that a repeat gives the same answer.</summary>
    public Guid? CommandId { get; set; }

    public DateTimeOffset OfferedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>An article of the knowledge base in one language.</summary>
public sealed class Article
{
    public required string Id { get; init; }
    public required string Locale { get; init; }
    public required string Title { get; set; }
    public required string Body { get; set; }

    /// <summary>Further words that people use for it, separated by spaces.</summary>
    public required string Keywords { get; set; }
}

/// <summary>The desk's configuration as JSON; a version never changes.</summary>
public sealed class Ruleset
{
    public int Version { get; init; }
    public required string Body { get; init; }
    public required string Author { get; init; }
    public DateTimeOffset PublishedAt { get; init; }
    public required string TzVersion { get; init; }
    public string? Note { get; init; }

    /// <summary>The version whose content it took up again.</summary>
    public int? RolledBackFrom { get; init; }
}

/// <summary>What is being prepared to be published; one for the installation. The row stays when there is nothing.</summary>
public sealed class DeskDraftRow
{
    /// <summary>The one draft's id.</summary>
    public const string Main = "main";

    public required string Id { get; init; }

    /// <summary>Rises with each save, discard and publication, so that no revision comes twice.</summary>
    public long Revision { get; set; }

    /// <summary>The version that it started from.</summary>
    public int BasedOn { get; set; }

    /// <summary>The desk as JSON; null when nothing was saved since the last publication.</summary>
    public string? Body { get; set; }

    public string? Author { get; set; }
    public DateTimeOffset? SavedAt { get; set; }
}

/// <summary>An effect that must follow a commit, written in the same transaction as its cause.</summary>
public sealed class OutboxRow
{
    public long Id { get; init; }
    public Guid EventId { get; init; }
    public required string Kind { get; init; }
    public long? ConversationId { get; init; }
    public required string Payload { get; init; }

    /// <summary>The node that wrote it and relays it first.</summary>
    public required string Node { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its consumers had recorded it; null while it is open or dead.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>How often a consumer failed.</summary>
    public int Tries { get; set; }

    /// <summary>Not relayed again before this instant; null when it never failed.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    /// <summary>The dead-letter mark: tried as often as it may be, and left for people to look at.</summary>
    public DateTimeOffset? DeadAt { get; set; }

    /// <summary>What the last failure said, cut to 1,000 characters.</summary>
    public string? LastError { get; set; }
}

/// <summary>Says that a consumer's effect of an event is committed; written in the transaction of the effect.</summary>
public sealed class Consumed
{
    public required string Consumer { get; init; }
    public Guid EventId { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>A key that signs visitors' access tokens, encrypted by data protection.</summary>
public sealed class SigningKey
{
    public required string Id { get; init; }
    public required string Protected { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

public sealed class NodeRow
{
    public required string Id { get; init; }
    public DateTimeOffset LeaseUntil { get; set; }
}

/// <summary>A visitor who is kept out, or was: rows stay when a ban ends.</summary>
public sealed class BanRow
{
    public long Id { get; init; }
    public required string VisitorId { get; init; }

    /// <summary>The session that it was given for.</summary>
    public long SessionId { get; init; }

    /// <summary>The session's queue, by which supervisors find it; null when it was in none.</summary>
    public string? Queue { get; init; }

    public required string Reason { get; init; }

    /// <summary>Account of who gave it.</summary>
    public long By { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Null: until it is lifted.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When it was lifted, or replaced by other terms.</summary>
    public DateTimeOffset? LiftedAt { get; set; }
}

/// <summary>What a member of staff did with the power of a role, written in the transaction of the deed.</summary>
public sealed class AuditRow
{
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary><c>agent:id</c>.</summary>
    public required string Who { get; init; }

    /// <summary>A stable word such as <c>session.bump</c>.</summary>
    public required string What { get; init; }

    /// <summary><c>session:id</c>, <c>agent:id</c> or another kind and id.</summary>
    public required string OnWhat { get; init; }

    /// <summary>The queue that it was about, by which supervisors find it; null when about none.</summary>
    public string? Queue { get; init; }

    public string? Details { get; init; }
}
