using System.Globalization;

using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Agents with equal memberships and skills.</summary>
internal sealed class AgentProfile(Agent pattern, IReadOnlyList<AgentLane> lanes)
{
    private readonly Dictionary<string, int> levels = pattern.Skills.ToDictionary(s => s.SkillId, s => s.Level);

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
        var memberships = agent.Memberships.OrderBy(m => m.QueueId, StringComparer.Ordinal)
            .Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Priority},{m.DelaySeconds},{m.Rank},{m.MaxSessions},{m.QueueId}"));
        var skills = agent.Skills.OrderBy(s => s.SkillId, StringComparer.Ordinal)
            .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Level},{s.SkillId}"));
        return string.Join('\n', memberships) + "\n\n" + string.Join('\n', skills);
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

        _ = after.IsAttending() ? Attending.Add(after.Id) : Attending.Remove(after.Id);
    }
}
