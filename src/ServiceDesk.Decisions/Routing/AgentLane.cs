using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Routing;

/// <summary>The agents of one profile who can take one more session of one channel, in the order of one policy.</summary>
internal sealed class AgentLane(Channel channel, AgentPolicy order)
{
    private readonly SortedSet<AgentRank> ranked = [];
    private readonly Dictionary<long, AgentRank> ranks = [];

    public Channel Channel => channel;

    public AgentPolicy Order => order;

    public SortedSet<AgentRank> Ranked => ranked;

    public void Set(long agentId, AgentRank? next)
    {
        if (ranks.Remove(agentId, out var old))
        {
            ranked.Remove(old);
        }

        if (next is { } rank)
        {
            ranks[agentId] = rank;
            ranked.Add(rank);
        }
    }
}
