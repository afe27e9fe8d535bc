using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Agents;

/// <summary>A supervisor gives a session to an agent, whatever the capacity says (rules S9, S14).</summary>
public sealed class AssignSession(ScopedCommands commands)
{
    public Task<Reply<SessionRow>> Handle(StaffCaller caller, AssignRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        return commands.Supervise(
            caller,
            request.CommandId,
            request.SessionId,
            new Assign(request.SessionId, caller.AgentId, request.ToAgent, request.Version) { At = default, Seq = 0 },
            cancellation);
    }
}
