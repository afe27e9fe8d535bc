namespace ServiceDesk.Contracts;

/// <summary>Posts several events of one conversation in their order, all or none. Repeating it with the same ids gives the same answer.</summary>
/// <param name="Events">1 to 50, all of the same conversation, together within the frame limit.</param>
public sealed record SendManyRequest(IReadOnlyList<SendRequest> Events);

/// <summary>Given only after all are committed.</summary>
/// <param name="Events">One for each event of the request, in its order.</param>
public sealed record SendManyAnswer(IReadOnlyList<Ack> Events);

/// <summary>Asks for the heads of the caller's conversations by page, for those who have more than a Welcome tells.</summary>
/// <param name="Since">Only conversations with a larger id; 0 for the first page.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record HeadsRequest(long Since = 0, int Limit = 200);

/// <param name="Heads">In order of id; ask on with the last one's.</param>
public sealed record HeadsPage(IReadOnlyList<Head> Heads, bool More);

/// <summary>Keeps what is typed and not sent, for the person's other devices. It is no event; the last one that arrives wins.</summary>
/// <param name="Text">At most 4,000 UTF-16 units; empty when it was sent or thrown away.</param>
public sealed record SaveDraftRequest(long Conv, string Text);

/// <param name="Conv">Only of this conversation; null for all.</param>
public sealed record DraftsRequest(long? Conv = null);

/// <param name="Text">Empty when there is none any more.</param>
/// <param name="At">When it was kept; of two states the later one holds.</param>
public sealed record DraftState(long Conv, string Text, DateTimeOffset At);

/// <param name="Drafts">The newest 200.</param>
public sealed record DraftList(IReadOnlyList<DraftState> Drafts);

/// <summary>
/// GET /api/conversations/{id}/events/pages/{k}, for visitors /api/visitor/conversations/{id}/events/pages/{k}: the events with seq
/// 100·(k − 1) + 1 to 100·k. A full page changes only by an edit, a recall or a purge; its ETag tells.
/// </summary>
/// <param name="Page">k, from 1.</param>
/// <param name="Full">False while the newest events are in it: it grows.</param>
/// <param name="Head">The conversation's newest seq; null in a full page, which can be kept.</param>
public sealed record HistoryPage(long Conv, int Epoch, long Page, bool Full, IReadOnlyList<ConversationEvent> Events, long? Head = null)
{
    /// <summary>Events of a full page.</summary>
    public const int Size = 100;
}
