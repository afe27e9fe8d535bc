using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Sessions;

/// <summary>How the visitor's session stands.</summary>
public sealed class QueueStatus
{
    public Task<Reply<VisitorSession>> Handle(VisitorCaller caller, SessionCommand request, CancellationToken cancellation) => throw new NotImplementedException();
}
