using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Agents;

namespace ServiceDesk.Server.Supervision;

/// <summary>A supervisor ends a session, whoever serves it (rule S18).</summary>
public sealed class EndBySupervisor(ScopedCommands commands)
{
    public Task<Reply<SessionRow>> Handle(StaffCaller caller, VersionedCommand request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        return commands.Supervise(
            caller,
            request.CommandId,
            request.SessionId,
            new Ended(request.SessionId, EndedBy.Supervisor, caller.AgentId, request.Version) { At = default, Seq = 0 },
            cancellation);
    }
}
