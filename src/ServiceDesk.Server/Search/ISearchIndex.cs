using ServiceDesk.Decisions.Search;

namespace ServiceDesk.Server.Search;

/// <summary>
/// Finds messages by their words. It holds words and places, no text and no right to read: both are looked up in the database
/// when a hit is shown, so that an index that lags behind shows nothing that is gone.
/// </summary>
public interface ISearchIndex
{
    /// <summary>How far it has followed; null when there is nothing in it, or nothing that can be gone on with.</summary>
    Task<IndexCursor?> Open(CancellationToken cancellation);

    /// <summary>Empties it.</summary>
    Task Clear(CancellationToken cancellation);

    /// <summary>Writes changes and how far they go, all or nothing.</summary>
    Task Write(IReadOnlyList<IndexChange> changes, IndexCursor cursor, CancellationToken cancellation);

    /// <summary>After changes that erased a message: makes sure that no word of it is left in the file, in use or not. Quick when there were none.</summary>
    Task Forget(CancellationToken cancellation);

    /// <summary>Messages that hold every phrase, newest first.</summary>
    Task<IReadOnlyList<IndexedMessage>> Find(IndexQuery query, int limit, CancellationToken cancellation);
}

/// <summary>The last event that was followed; which one it is tells whether the database is still the one that the index knows.</summary>
public sealed record IndexCursor(long Position, long ConversationId, long Seq);

/// <summary>A message as the index knows it.</summary>
/// <param name="Position">Its place in the order of all commits.</param>
/// <param name="ConversationId">Where it was said.</param>
/// <param name="Service">The visitor's conversation that it belongs to: the same, or for what staff say the one that they speak about.</param>
/// <param name="SessionId">The session that it was said in; 0 for none.</param>
public sealed record IndexedMessage(long Position, long ConversationId, long Seq, long Service, long SessionId, DateTimeOffset At);

/// <summary>A message that came or whose text is another now.</summary>
/// <param name="Words">Null takes the message out.</param>
/// <param name="Again">True when the message may be in the index already.</param>
/// <param name="Erased">True when it is taken out for good.</param>
public sealed record IndexChange(IndexedMessage Message, IReadOnlyList<string>? Words, bool Again, bool Erased = false);

/// <param name="Before">Only messages with a smaller position; null for all.</param>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
/// <param name="Conversations">Only of these visitors' conversations; null for all.</param>
public sealed record IndexQuery(
    SearchPhrases Phrases, long? Before, DateTimeOffset? From, DateTimeOffset? To, IReadOnlyList<long>? Conversations);
