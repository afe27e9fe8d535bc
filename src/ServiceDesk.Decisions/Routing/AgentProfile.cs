using System.Globalization;

using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Agents with equal memberships and skills.</summary>
internal sealed class AgentProfile(Agent pattern)
{
    private readonly Dictionary<string, int> levels = pattern.Skills.ToDictionary(s => s.SkillId, s => s.Level);

    public IReadOnlyList<Membership> Memberships { get; } = pattern.Memberships;

    public SortedSet<long> Members { get; } = [];

    /// <summary>Who can take one more, least loaded first.</summary>
    public SortedSet<AgentRank> Routable { get; } = [];

    /// <summary>Who is online and firmly connected, whatever the load.</summary>
    public HashSet<long> Attending { get; } = [];

    public int CapacityOnline { get; private set; }

    /// <summary>What the members may serve, and by which membership.</summary>
    public List<(Bucket Bucket, Membership Membership)> Buckets { get; } = [];

    /// <summary>0 for a skill that is not held.</summary>
    public int LevelOf(string skillId) => levels.GetValueOrDefault(skillId);

    public static string NameOf(Agent agent)
    {
        var memberships = agent.Memberships.OrderBy(m => m.QueueId, StringComparer.Ordinal)
            .Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Priority},{m.DelaySeconds},{m.QueueId}"));
        var skills = agent.Skills.OrderBy(s => s.SkillId, StringComparer.Ordinal)
            .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Level},{s.SkillId}"));
        return string.Join('\n', memberships) + "\n\n" + string.Join('\n', skills);
    }

    public void Update(int capacity, AgentState? before, AgentState after)
    {
        if (before is not null && before.IsRoutable(capacity))
        {
            Routable.Remove(AgentRank.Of(before, capacity));
        }

        if (after.IsRoutable(capacity))
        {
            Routable.Add(AgentRank.Of(after, capacity));
        }

        if (after.IsAttending() && Attending.Add(after.Id))
        {
            CapacityOnline += capacity;
        }
        else if (!after.IsAttending() && Attending.Remove(after.Id))
        {
            CapacityOnline -= capacity;
        }
    }
}
