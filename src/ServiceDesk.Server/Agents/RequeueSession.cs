using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Agents;

/// <summary>A supervisor puts a session into a queue (rule S13).</summary>
public sealed class RequeueSession(ScopedCommands commands)
{
    public Task<Reply<SessionRow>> Handle(StaffCaller caller, RequeueRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        return commands.Supervise(
            caller,
            request.CommandId,
            request.SessionId,
            new RequeueRequested(request.SessionId, caller.AgentId, request.ToQueue, request.Version, request.Confirmed) { At = default, Seq = 0 },
            cancellation);
    }
}
