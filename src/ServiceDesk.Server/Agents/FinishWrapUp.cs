using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;

namespace ServiceDesk.Server.Agents;

/// <summary>The agent has finished the work after the end (rule S19).</summary>
public sealed class FinishWrapUp(RoutingDomain domain)
{
    public async Task<Reply> Handle(StaffCaller caller, SessionCommand request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        var result = await domain.Submit(
            request.CommandId,
            new WrapUpDone(request.SessionId, caller.AgentId) { At = default, Seq = 0 },
            cancellation);
        return new Reply(result.Error is null, result.Error);
    }
}
