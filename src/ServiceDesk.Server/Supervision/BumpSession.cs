using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Agents;

namespace ServiceDesk.Server.Supervision;

/// <summary>A supervisor moves a session that waits forward (rule B1).</summary>
public sealed class BumpSession(ScopedCommands commands)
{
    public Task<Reply<SessionRow>> Handle(StaffCaller caller, BumpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        return commands.Supervise(
            caller,
            request.CommandId,
            request.SessionId,
            new Bumped(request.SessionId, caller.AgentId, request.Seconds, request.Version) { At = default, Seq = 0 },
            cancellation);
    }
}
