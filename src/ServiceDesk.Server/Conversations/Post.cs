using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>An event that somebody wants stored.</summary>
/// <param name="Sender"><c>kind:id</c>, or <see cref="Persons.System"/>.</param>
/// <param name="SenderName">The name that readers see.</param>
/// <param name="Admission">By what right; checked in the transaction that stores the event.</param>
/// <param name="ClientMsgId">The idempotency key within conversation and sender.</param>
/// <param name="Consumed">Set when the post is the effect of an outbox event.</param>
/// <param name="Deed">Set when the post is audited; the row is written in its transaction.</param>
public sealed record Post(
    long ConversationId,
    string Sender,
    string? SenderName,
    Admission Admission,
    string Type,
    Guid ClientMsgId,
    EventBody Body,
    ConsumedBy? Consumed = null,
    Deed? Deed = null)
{
    /// <summary>Ids of ready uploads of the sender's own; checked in the transaction that stores the event.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>The body as it came, when a content hook left another one of it; null otherwise.</summary>
    public EventBody? Received { get; init; }

    /// <summary>Why the content hooks do not let it be stored; given unless the post is a repeat or nothing that the sender may post there.</summary>
    public Error? Blocked { get; init; }

    /// <summary>Hashes the body as it came and the attachments' ids, outside the log's transaction.</summary>
    public HashedPost Hashed()
    {
        var json = EventBodies.Write(Body);
        var received = Received is null ? json : EventBodies.Write(Received);
        var lines = Attachments.Count == 0 ? [Type, received] : (string[])[Type, received, .. Attachments];
        var buffer = ArrayPool<byte>.Shared.Rent(lines.Sum(line => Encoding.UTF8.GetMaxByteCount(line.Length) + 1));
        var length = 0;
        foreach (var line in lines)
        {
            length += Encoding.UTF8.GetBytes(line, buffer.AsSpan(length));
            buffer[length++] = (byte)'\n';
        }

        var hash = SHA256.HashData(buffer.AsSpan(0, length - 1));
        ArrayPool<byte>.Shared.Return(buffer);
        return new HashedPost(this, json, hash);
    }
}

/// <param name="Json">The body as it is stored, unless it has attachments.</param>
/// <param name="Hash">SHA-256 over type, body and attachments: tells a repeat from another message under the same id.</param>
public sealed record HashedPost(Post Post, string Json, byte[] Hash);

/// <summary>What an audit row says of a post; see <see cref="AuditRow"/>.</summary>
public sealed record Deed(string What, string OnWhat, string? Queue, string? Details = null);

/// <summary>The right by which a post enters a conversation.</summary>
public abstract record Admission
{
    private Admission()
    {
    }

    /// <summary>The visitor whose conversation it is, while a session is open.</summary>
    public sealed record Visitor : Admission;

    /// <summary>The visitor whose conversation it is, about what was said before; no session needs to be open.</summary>
    public sealed record VisitorChange : Admission;

    /// <summary>The service side: <paramref name="Person"/> must be the responder at the commit, or have barged in.</summary>
    public sealed record Responder(string Person) : Admission;

    /// <summary>A supervisor of the session's queue, checked by the caller: takes messages back, pins and announces without serving.</summary>
    public sealed record Overseer : Admission;

    /// <summary>Staff among themselves, in a staff conversation only; whoever may read it may post.</summary>
    /// <param name="Moderates">A supervisor, who may take back what others wrote.</param>
    public sealed record Staff(bool Moderates = false) : Admission;

    /// <summary>An administrator, checked by the caller, who erases for good what was said to the visitor or among staff: a recall whose body says purged.</summary>
    public sealed record Eraser : Admission;

    /// <summary>Staff answering a left message; no session needs to be open.</summary>
    public sealed record Ticket(long Id) : Admission;

    /// <summary>The invitation to rate a session; it comes after the end.</summary>
    public sealed record Survey(long SessionId) : Admission;
}

/// <summary>
/// Makes a post the effect of an outbox event: the consumed row is written in the same transaction, and when it was there
/// already nothing is posted and the answer says so (<see cref="Ack.Duplicate"/> with seq 0).
/// </summary>
public sealed record ConsumedBy(string Consumer, Guid EventId);
