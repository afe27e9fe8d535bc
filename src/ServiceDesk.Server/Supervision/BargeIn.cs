using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Agents;

namespace ServiceDesk.Server.Supervision;

/// <summary>A supervisor posts beside the agent who serves a session, seen by everybody, and leaves again (rule B2).</summary>
public sealed class BargeIn(ScopedCommands commands)
{
    public Task<Reply<SessionRow>> Enter(StaffCaller caller, VersionedCommand request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        return commands.Supervise(
            caller,
            request.CommandId,
            request.SessionId,
            new BargedIn(request.SessionId, caller.AgentId, caller.Name, request.Version) { At = default, Seq = 0 },
            cancellation);
    }

    public Task<Reply<SessionRow>> Leave(StaffCaller caller, VersionedCommand request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        return commands.Supervise(
            caller,
            request.CommandId,
            request.SessionId,
            new BargedOut(request.SessionId, caller.AgentId, request.Version) { At = default, Seq = 0 },
            cancellation);
    }
}
