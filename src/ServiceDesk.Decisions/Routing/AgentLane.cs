using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Routing;

/// <summary>What a lane is for: one channel in the order of one policy.</summary>
internal readonly record struct LaneKey(Channel Channel, AgentPolicy Order);

/// <summary>The agents of one profile who can take one more session of one channel, in the order of one policy.</summary>
internal sealed class AgentLane
{
    private readonly SortedSet<AgentRank> ranked = [];
    private readonly Dictionary<long, AgentRank> ranks = [];

    /// <summary>A lane without agents; nobody adds to it.</summary>
    public static SortedSet<AgentRank> Nobody { get; } = [];

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
