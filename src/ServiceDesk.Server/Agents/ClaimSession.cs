using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Agents;

/// <summary>The agent takes a session that waits, without having been rung (rule S9).</summary>
public sealed class ClaimSession(ScopedCommands commands)
{
    public Task<Reply<SessionRow>> Handle(StaffCaller caller, VersionedCommand request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        return commands.Submit(
            caller,
            request.CommandId,
            request.SessionId,
            new Claim(request.SessionId, caller.AgentId, request.Version) { At = default, Seq = 0 },
            cancellation);
    }
}
