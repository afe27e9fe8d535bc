using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Agents;

/// <summary>A supervisor serves a session from now on (rules S9, S14).</summary>
public sealed class TakeOverSession(ScopedCommands commands)
{
    public Task<Reply<SessionRow>> Handle(StaffCaller caller, VersionedCommand request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        return commands.Supervise(
            caller,
            request.CommandId,
            request.SessionId,
            new TakenOver(request.SessionId, caller.AgentId, request.Version) { At = default, Seq = 0 },
            cancellation);
    }
}
