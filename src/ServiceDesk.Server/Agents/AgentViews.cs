using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Agents;

/// <summary>What a desk is shown right after Hello: how the agent stands and what rings.</summary>
public sealed class AgentViews
{
    /// <summary>Null for staff whom the desk's configuration does not name as an agent.</summary>
    public Task<AgentSelf?> Self(long agentId, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The offers that ring at this agent now.</summary>
    public Task<IReadOnlyList<OfferCard>> Ringing(long agentId, CancellationToken cancellation) => throw new NotImplementedException();
}
