using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Sessions;

/// <summary>The visitor no longer wants to wait (rule S12).</summary>
public sealed class CancelWait
{
    public Task<Reply<VisitorSession>> Handle(VisitorCaller caller, SessionCommand request, CancellationToken cancellation) => throw new NotImplementedException();
}
