using System.Globalization;
using System.Text;

using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Agents with equal memberships and skills.</summary>
/// <param name="pattern">One of them.</param>
/// <param name="queues">The counters of the queues that they serve.</param>
internal sealed class AgentProfile(Agent pattern, IReadOnlyList<AgentLane> lanes, IReadOnlyList<FreeProfiles> queues)
{
    private readonly Dictionary<string, int> levels = pattern.Skills.ToDictionary(s => s.SkillId, s => s.Level);
    private bool hasFree;

    public IReadOnlyList<Membership> Memberships { get; } = pattern.Memberships;

    public SortedSet<long> Members { get; } = [];

    /// <summary>Who is online and firmly connected, whatever the load.</summary>
    public HashSet<long> Attending { get; } = [];

    /// <summary>What the members may serve, and by which membership.</summary>
    public List<(Bucket Bucket, Membership Membership)> Buckets { get; } = [];

    /// <summary>0 for a skill that is not held.</summary>
    public int LevelOf(string skillId) => levels.GetValueOrDefault(skillId);

    public static string NameOf(Agent agent)
    {
        var name = new StringBuilder();
        foreach (var m in agent.Memberships.OrderBy(m => m.QueueId, StringComparer.Ordinal))
        {
            name.Append(CultureInfo.InvariantCulture, $"{m.Priority},{m.DelaySeconds},{m.Rank},{m.MaxSessions},{m.QueueId}\n");
        }

        name.Append('\n');
        foreach (var s in agent.Skills.OrderBy(s => s.SkillId, StringComparer.Ordinal))
        {
            name.Append(CultureInfo.InvariantCulture, $"{s.Level},{s.SkillId}\n");
        }

        return name.ToString();
    }

    /// <summary>Who can take one more session of a channel, in the order of a policy.</summary>
    public AgentLane Lane(Channel channel, AgentPolicy policy)
    {
        var order = AgentRank.OrderOf(policy);
        foreach (var lane in lanes)
        {
            if (lane.Channel.Id == channel.Id && lane.Order == order)
            {
                return lane;
            }
        }

        throw new InvalidOperationException($"no lane for channel {channel.Id} in the order {order}");
    }

    public void Update(AgentState after, Agent listed, AgentLoads loads)
    {
        var capacity = listed.Capacity;
        var routable = after.IsRoutable(capacity);
        foreach (var lane in lanes)
        {
            var fits = routable && Room.Obstacle(after, listed, lane.Channel, loads) is null;
            lane.Set(after.Id, fits ? AgentRank.Of(after, capacity, lane.Order) : null);
        }

        CountFree();
        _ = after.IsAttending() ? Attending.Add(after.Id) : Attending.Remove(after.Id);
    }

    private void CountFree()
    {
        var isFree = false;
        foreach (var lane in lanes)
        {
            isFree |= lane.Ranked.Count > 0;
        }

        if (isFree == hasFree)
        {
            return;
        }

        hasFree = isFree;
        foreach (var queue in queues)
        {
            queue.Count += isFree ? 1 : -1;
        }
    }
}

/// <summary>How many of a queue's profiles have somebody who can take one more session of some channel.</summary>
internal sealed class FreeProfiles
{
    public int Count { get; set; }
}
