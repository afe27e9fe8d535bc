using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Sessions;

/// <summary>The visitor no longer wants to wait (rule S12).</summary>
public sealed class CancelWait(VisitorCommands commands)
{
    public async Task<Reply<VisitorSession>> Handle(VisitorCaller caller, SessionCommand request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        return await commands.Submit(
            caller,
            request.CommandId,
            request.SessionId,
            new WaitCancelled(request.SessionId) { At = default, Seq = 0 },
            cancellation);
    }
}
