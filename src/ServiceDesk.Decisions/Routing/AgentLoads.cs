namespace ServiceDesk.Decisions.Routing;

/// <summary>What each agent has in hand: one entry per live offer, active session and wrap-up.</summary>
internal sealed class AgentLoads
{
    private static readonly List<Load> Nothing = [];
    private readonly Dictionary<long, List<Load>> byAgent = [];

    public List<Load> Of(long agentId) => byAgent.GetValueOrDefault(agentId, Nothing);

    public void Add(long agentId, Load load)
    {
        if (!byAgent.TryGetValue(agentId, out var loads))
        {
            byAgent[agentId] = loads = [];
        }

        loads.Add(load);
    }

    public void Remove(long agentId, Load load) => byAgent[agentId].Remove(load);

    public int InQueue(long agentId, string queueId) => Count(agentId, queueId, static (load, id) => load.QueueId == id);

    public int OnChannel(long agentId, string channelId) => Count(agentId, channelId, static (load, id) => load.ChannelId == id);

    private int Count(long agentId, string id, Func<Load, string, bool> holds)
    {
        var count = 0;
        foreach (var load in Of(agentId))
        {
            count += load.Weight > 0 && holds(load, id) ? 1 : 0;
        }

        return count;
    }
}

/// <param name="Weight">Units of capacity; one that takes none counts for no limit either.</param>
/// <param name="IsExclusive">Its channel was exclusive when it was taken.</param>
internal readonly record struct Load(string ChannelId, string QueueId, int Weight, bool IsExclusive);
