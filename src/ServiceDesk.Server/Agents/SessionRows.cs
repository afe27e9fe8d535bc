using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Agents;

/// <summary>A session as the desk's lists show it.</summary>
public sealed class SessionRows
{
    /// <summary>Null when there is no such session.</summary>
    /// <param name="viewerAgentId">Whose read mark the head carries; null for that of the agent who serves it.</param>
    public Task<SessionRow?> Row(long sessionId, long? viewerAgentId, CancellationToken cancellation) => throw new NotImplementedException();
}
