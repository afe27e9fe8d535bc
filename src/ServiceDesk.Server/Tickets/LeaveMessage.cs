using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Tickets;

/// <summary>
/// A visitor's left message becomes a ticket, and its text stands in the conversation. Called by the choice of the fallback
/// <see cref="FallbackKinds.Message"/> once the routing domain has deferred the session.
/// </summary>
public sealed class LeaveMessage
{
    /// <summary>Repeating a command id leaves nothing twice.</summary>
    /// <param name="commandId">Of the visitor's request.</param>
    /// <param name="sessionId">The deferred session; the caller has checked that it is the visitor's own.</param>
    /// <returns>The refusal, or null when the message is kept.</returns>
    public Task<Error?> Handle(Guid commandId, long sessionId, string email, string text, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
