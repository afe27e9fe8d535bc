using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Sessions;

/// <summary>A session as its visitor may see it.</summary>
public sealed class VisitorSessions
{
    /// <summary>Null when there is no such session.</summary>
    public Task<VisitorSession?> View(long sessionId, CancellationToken cancellation) => throw new NotImplementedException();
}
