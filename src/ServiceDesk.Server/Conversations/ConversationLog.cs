using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Conversations;

/// <summary>The message path: every event that is not the router's own enters here.</summary>
public sealed class ConversationLog
{
    /// <summary>
    /// Stores an event and answers after the commit. Refused with not_found, conversation_closed, not_responder,
    /// idempotency_conflict, overloaded, or unavailable (outcome unknown: repeat with the same id).
    /// </summary>
    public Task<Reply<Ack>> Append(Post post, CancellationToken cancellation) => throw new NotSupportedException();
}
