using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Routing;
using Chosen = ServiceDesk.Decisions.Agents.Presence;

namespace ServiceDesk.Server.Supervision;

/// <summary>A supervisor chooses what an agent is; the agent is shown it with the reason.</summary>
public sealed class SetAgentPresence(RoutingDomain domain, AgentViews views, StaffScope scope)
{
    public async Task<Reply<AgentSelf>> Handle(StaffCaller caller, SetAgentPresenceRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (!scope.OverseesAgent(caller, request.AgentId))
        {
            return NoSuchAgent(request.AgentId);
        }

        var presence = Enum.Parse<Chosen>(request.Presence.ToString());
        var result = await domain.Submit(
            request.CommandId,
            new AgentPresence(request.AgentId, presence, request.Reason, request.Now, caller.AgentId) { At = default, Seq = 0 },
            cancellation);
        if (result.Error is { } error)
        {
            return error;
        }

        return await views.Self(request.AgentId, cancellation) is { } self ? self : NoSuchAgent(request.AgentId);
    }

    private static Error NoSuchAgent(long id) => new(ErrorCodes.NotFound, $"There is no agent {id}.");
}
