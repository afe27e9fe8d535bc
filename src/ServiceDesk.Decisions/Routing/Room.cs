using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Whether an agent has room for one more session of a channel (rules U1–U3).</summary>
internal static class Room
{
    /// <summary>What stands against it, one of <see cref="ExclusionReasons"/>, or null.</summary>
    public static string? Obstacle(AgentState agent, Agent listed, Channel channel, AgentLoads loads)
    {
        if (agent.Used + channel.Weight > listed.Capacity)
        {
            return ExclusionReasons.AtCapacity;
        }

        if (IsBlocked(channel, agent.Id, loads))
        {
            return ExclusionReasons.ExclusiveChannel;
        }

        var most = MostOf(listed, channel);
        return most is not null && loads.OnChannel(agent.Id, channel.Id) >= most ? ExclusionReasons.ChannelLimit : null;
    }

    /// <summary>An exclusive session stands alone.</summary>
    public static bool IsBlocked(Channel channel, long agentId, AgentLoads loads)
    {
        foreach (var load in loads.Of(agentId))
        {
            if (load.Weight > 0 && (channel.Exclusive || load.IsExclusive))
            {
                return true;
            }
        }

        return false;
    }

    private static int? MostOf(Agent listed, Channel channel)
    {
        foreach (var limit in listed.ChannelLimits)
        {
            if (limit.ChannelId == channel.Id)
            {
                return limit.MaxSessions;
            }
        }

        return channel.MaxPerAgent;
    }
}
