using System.Runtime.InteropServices;

using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Routing;

/// <summary>By queue, what those who attend to it could take: counters that move with each agent's state, never added up anew.</summary>
internal sealed class QueueCapacity(int agents)
{
    private readonly Dictionary<string, (int Units, long Slots)> byQueue = [];
    // By agent who attends, the shares that were counted.
    private readonly Dictionary<long, IReadOnlyList<QueueShare>> counted = new(agents);

    /// <summary>Queues whose slots are others now.</summary>
    public HashSet<string> Moved { get; } = [];

    /// <summary>Units of everybody who attends.</summary>
    public int Units(string queueId) => byQueue.GetValueOrDefault(queueId).Units;

    /// <summary>The same weighted by how much of each agent's work the queue is, in millionths of a unit.</summary>
    public long Slots(string queueId) => byQueue.GetValueOrDefault(queueId).Slots;

    public void Move(AgentState agent, Agent listed)
    {
        var isCounted = counted.TryGetValue(agent.Id, out var before);
        var attends = agent.IsAttending();
        // Hot: most changes of an agent are of the load alone.
        if (attends == isCounted && (!attends || ReferenceEquals(before, agent.Shares)))
        {
            return;
        }

        if (isCounted)
        {
            Count(before!, listed, -listed.Capacity);
            counted.Remove(agent.Id);
        }

        if (attends)
        {
            Count(agent.Shares, listed, listed.Capacity);
            counted[agent.Id] = agent.Shares;
        }
    }

    /// <summary>By the agent's latest assignments; before the first, equal parts.</summary>
    public static IReadOnlyList<QueueShare> SharesOf(AgentState agent, Agent listed) => AreOf(listed, agent.Shares)
        ? agent.Shares
        : [.. listed.Memberships.Select(m => new QueueShare(m.QueueId, Even(listed)))];

    private static int Even(Agent listed) => listed.Memberships.Count == 0 ? 0 : QueueShare.Whole / listed.Memberships.Count;

    // Shares of other memberships than today's count for nothing.
    private static bool AreOf(Agent listed, IReadOnlyList<QueueShare> shares)
    {
        if (shares.Count == 0 || shares.Count != listed.Memberships.Count)
        {
            return false;
        }

        // By number: asked for every agent of a desk at once when it is published, and enumerating an interface allocates.
        for (var m = 0; m < shares.Count; m++)
        {
            if (!Includes(shares, listed.Memberships[m].QueueId))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Includes(IReadOnlyList<QueueShare> shares, string queueId)
    {
        for (var i = 0; i < shares.Count; i++)
        {
            if (shares[i].QueueId == queueId)
            {
                return true;
            }
        }

        return false;
    }

    private void Count(IReadOnlyList<QueueShare> shares, Agent listed, int capacity)
    {
        if (AreOf(listed, shares))
        {
            foreach (var share in shares)
            {
                Count(share.QueueId, share.Parts, capacity);
            }

            return;
        }

        foreach (var membership in listed.Memberships)
        {
            Count(membership.QueueId, Even(listed), capacity);
        }
    }

    private void Count(string queueId, int parts, int capacity)
    {
        ref var queue = ref CollectionsMarshal.GetValueRefOrAddDefault(byQueue, queueId, out _);
        queue = (queue.Units + capacity, queue.Slots + ((long)capacity * parts));
        Moved.Add(queueId);
    }
}
