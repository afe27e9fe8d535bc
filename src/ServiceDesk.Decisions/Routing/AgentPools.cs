using System.Globalization;

using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// Who can be rung now, by profile: agents with the same memberships share one. An agent is in its profile's sets or
/// not, and moves only when its own state changes.
/// </summary>
internal sealed class AgentPools
{
    private static readonly List<(AgentProfile, Membership)> Nobody = [];

    private readonly Dictionary<long, AgentProfile> profileOf = [];
    private readonly Dictionary<string, List<(AgentProfile Profile, Membership Membership)>> byQueue = [];
    private readonly Dictionary<string, int[]> delays = [];

    public AgentPools(Desk desk)
    {
        var profiles = new Dictionary<string, AgentProfile>();
        foreach (var agent in desk.Agents.OrderBy(a => a.Id))
        {
            var name = Name(agent);
            if (!profiles.TryGetValue(name, out var profile))
            {
                profiles[name] = profile = new AgentProfile(agent.Memberships);
            }

            profileOf[agent.Id] = profile;
            profile.Members.Add(agent.Id);
        }

        foreach (var profile in profiles.Values)
        {
            foreach (var membership in profile.Memberships)
            {
                AddTo(membership.QueueId, profile, membership);
            }
        }

        foreach (var (queue, serving) in byQueue)
        {
            delays[queue] = [.. serving.Select(s => s.Membership.DelaySeconds).Distinct().Order()];
        }
    }

    public AgentProfile? ProfileOf(long agentId) => profileOf.GetValueOrDefault(agentId);

    public IReadOnlyList<(AgentProfile Profile, Membership Membership)> Serving(string queueId) =>
        byQueue.GetValueOrDefault(queueId) ?? Nobody;

    /// <summary>The distinct delays of a queue's memberships, ascending, in seconds.</summary>
    public IReadOnlyList<int> Delays(string queueId) => delays.GetValueOrDefault(queueId) ?? [];

    /// <summary>The capacity of everybody who attends to the queue.</summary>
    public int CapacityOnline(string queueId) => Serving(queueId).Sum(s => s.Profile.CapacityOnline);

    public void Move(long agentId, int capacity, AgentState? before, AgentState after)
    {
        if (profileOf.GetValueOrDefault(agentId) is not { } profile)
        {
            return;
        }

        profile.Update(capacity, before, after);
    }

    private void AddTo(string queueId, AgentProfile profile, Membership membership)
    {
        if (!byQueue.TryGetValue(queueId, out var serving))
        {
            byQueue[queueId] = serving = [];
        }

        serving.Add((profile, membership));
    }

    private static string Name(Agent agent) => string.Join(';', agent.Memberships
        .OrderBy(m => m.QueueId, StringComparer.Ordinal)
        .Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Priority},{m.DelaySeconds},{m.QueueId}")));
}

internal sealed class AgentProfile(IReadOnlyList<Membership> memberships)
{
    public IReadOnlyList<Membership> Memberships { get; } = memberships;

    public SortedSet<long> Members { get; } = [];

    /// <summary>Who can take one more, least loaded first.</summary>
    public SortedSet<AgentRank> Routable { get; } = [];

    /// <summary>Who is online and firmly connected, whatever the load.</summary>
    public HashSet<long> Attending { get; } = [];

    public int CapacityOnline { get; private set; }

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

/// <summary>LeastLoaded: used/capacity, then who has waited longest for an offer, then the id.</summary>
internal readonly record struct AgentRank(int Used, int Capacity, long LastAssignedSeq, long AgentId) : IComparable<AgentRank>
{
    public static AgentRank Of(AgentState agent, int capacity) => new(agent.Used, capacity, agent.LastAssignedSeq, agent.Id);

    // Cross-multiplied: fractions compare exactly, without rounding.
    public int CompareTo(AgentRank other)
    {
        var order = ((long)Used * other.Capacity).CompareTo((long)other.Used * Capacity);
        order = order != 0 ? order : LastAssignedSeq.CompareTo(other.LastAssignedSeq);
        return order != 0 ? order : AgentId.CompareTo(other.AgentId);
    }
}
