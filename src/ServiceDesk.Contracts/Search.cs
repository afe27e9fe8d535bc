namespace ServiceDesk.Contracts;

/// <summary>GET /api/search: what was said, newest first, as far as the caller may see it.</summary>
/// <param name="Next">Asks for older hits as <c>before</c>; null when there are none. A page may be short, or empty, and still have one: a rare word among what the caller may not see.</param>
/// <param name="Behind">True while the index is being built: what is found is not all yet.</param>
public sealed record SearchPage(IReadOnlyList<SearchHit> Hits, long? Next, bool Behind);

/// <summary>A message that holds every phrase; without a text to look for, a session.</summary>
/// <param name="ConversationId">The visitor's conversation.</param>
/// <param name="SessionId">The session that it was said in.</param>
/// <param name="Seq">Of the message, in the visitor's conversation or, when <paramref name="AmongStaff"/>, in the staff conversation; null for a session.</param>
/// <param name="At">When it was said; when the session started.</param>
/// <param name="AmongStaff">A note, whisper or advice: no visitor reads it.</param>
/// <param name="Sender"><c>kind:id</c>; null for a session.</param>
/// <param name="VisitorName">The name, or a short one that stays the same.</param>
/// <param name="AgentName">Who serves the session, or last did; null when nobody.</param>
/// <param name="Open">Whether the session is open.</param>
/// <param name="Readable">Whether the caller may read the whole conversation; false when it has gone on in a queue of others.</param>
/// <param name="Snippet">The text around what was found; the session's last message.</param>
public sealed record SearchHit(
    long ConversationId,
    long SessionId,
    long? Seq,
    DateTimeOffset At,
    bool AmongStaff,
    string? Sender,
    string? SenderName,
    string VisitorName,
    string? VisitorEmail,
    string? Queue,
    string? AgentName,
    string EntryPoint,
    bool Open,
    bool Readable,
    IReadOnlyList<SearchPiece> Snippet);

/// <summary>A piece of a text, found or beside what was found.</summary>
public sealed record SearchPiece(string Text, bool Hit);
