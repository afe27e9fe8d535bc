using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Routing;

/// <summary>By queue, what those who attend to it could take: counters that move with each agent's state, never added up anew.</summary>
internal sealed class QueueCapacity
{
    private readonly Dictionary<string, (int Units, long Slots)> byQueue = [];
    private readonly Dictionary<long, Counted> counted = [];

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
        if (attends == isCounted && (!attends || ReferenceEquals(before.Source, agent.Shares)))
        {
            return;
        }

        if (isCounted)
        {
            Count(before.Shares, -listed.Capacity);
            counted.Remove(agent.Id);
        }

        if (attends)
        {
            var next = new Counted(agent.Shares, SharesOf(agent, listed));
            Count(next.Shares, listed.Capacity);
            counted[agent.Id] = next;
        }
    }

    /// <summary>By the agent's latest assignments; before the first, equal parts.</summary>
    public static IReadOnlyList<QueueShare> SharesOf(AgentState agent, Agent listed)
    {
        if (agent.Shares.Count > 0 && agent.Shares.Count == listed.Memberships.Count
            && listed.Memberships.All(m => agent.Shares.Any(s => s.QueueId == m.QueueId)))
        {
            return agent.Shares;
        }

        var even = listed.Memberships.Count == 0 ? 0 : QueueShare.Whole / listed.Memberships.Count;
        return [.. listed.Memberships.Select(m => new QueueShare(m.QueueId, even))];
    }

    private void Count(IReadOnlyList<QueueShare> shares, int capacity)
    {
        foreach (var share in shares)
        {
            var (units, slots) = byQueue.GetValueOrDefault(share.QueueId);
            byQueue[share.QueueId] = (units + capacity, slots + ((long)capacity * share.Parts));
            Moved.Add(share.QueueId);
        }
    }

    private readonly record struct Counted(IReadOnlyList<QueueShare> Source, IReadOnlyList<QueueShare> Shares);
}
