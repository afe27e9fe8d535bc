using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// Who can be rung now, by profile: agents with the same memberships and skills share one. An agent is in its profile's
/// sets or not, and moves only when its own state changes.
/// </summary>
internal sealed class AgentPools
{
    private readonly Dictionary<long, AgentProfile> profileOf = [];
    private readonly Dictionary<string, List<(AgentProfile Profile, Membership Membership)>> byQueue = [];

    private readonly Dictionary<string, FreeProfiles> free = [];
    private readonly DeskIndex index;
    private readonly AgentLoads loads;
    private readonly List<(Channel Channel, AgentPolicy Order)> lanes;

    public AgentPools(DeskIndex index, AgentLoads loads)
    {
        var desk = index.Desk;
        this.index = index;
        this.loads = loads;
        var orders = desk.Queues.Select(q => q.AgentPolicy).Append(AgentPolicy.LeastLoaded).Select(AgentRank.OrderOf).Distinct().ToList();
        lanes = [.. from channel in desk.Channels.Append(DeskIndex.Unlisted) from order in orders select (channel, order)];
        var profiles = new Dictionary<string, AgentProfile>();
        foreach (var agent in desk.Agents.OrderBy(a => a.Id))
        {
            var name = AgentProfile.NameOf(agent);
            if (!profiles.TryGetValue(name, out var profile))
            {
                profiles[name] = profile = new AgentProfile(
                    agent, [.. lanes.Select(l => new AgentLane(l.Channel, l.Order))], [.. agent.Memberships.Select(m => FreeProfiles(m.QueueId))]);
                foreach (var membership in agent.Memberships)
                {
                    AddTo(membership.QueueId, profile, membership);
                }
            }

            profileOf[agent.Id] = profile;
            profile.Members.Add(agent.Id);
        }
    }

    /// <summary>What those who attend could take, by queue.</summary>
    public QueueCapacity Capacity { get; } = new();

    public AgentProfile? ProfileOf(long agentId) => profileOf.GetValueOrDefault(agentId);

    public FreeProfiles FreeProfiles(string queueId)
    {
        if (!free.TryGetValue(queueId, out var profiles))
        {
            free[queueId] = profiles = new FreeProfiles();
        }

        return profiles;
    }

    /// <summary>The members of a queue, whatever their skills.</summary>
    public IReadOnlyList<(AgentProfile Profile, Membership Membership)> MembersOf(string queueId) =>
        byQueue.GetValueOrDefault(queueId) ?? [];

    /// <summary>
    /// The members who have what is mandatory. Who belongs to several of the queues serves by the membership in the first of
    /// them; the policy is that of the first queue.
    /// </summary>
    public IReadOnlyList<Server> Compatible(IReadOnlyList<string> queues, IReadOnlyList<Requirement> requirements)
    {
        var policy = index.Queue(queues[0]).AgentPolicy;
        return
        [
            .. from member in queues.SelectMany(MembersOf).DistinctBy(m => m.Profile)
               where Requirements.Met(member.Profile, requirements)
               select ServerOf(member.Profile, member.Membership, policy, requirements),
        ];
    }

    private static Server ServerOf(
        AgentProfile profile, Membership membership, AgentPolicy policy, IReadOnlyList<Requirement> requirements) =>
        new(
            profile,
            membership,
            policy == AgentPolicy.MostSkilled
                ? Requirements.Levels(profile, requirements)
                : Requirements.Fit(profile, requirements),
            policy == AgentPolicy.Ranked ? membership.Rank : 0);

    /// <summary>The capacity of everybody who attends to the queue.</summary>
    public int CapacityOnline(string queueId) => Capacity.Units(queueId);

    /// <summary>The agent's state or load is another one now.</summary>
    public void Move(AgentState after)
    {
        if (index.Agent(after.Id) is { } listed)
        {
            ProfileOf(after.Id)?.Update(after, listed, loads);
            Capacity.Move(after, listed);
        }
    }

    private void AddTo(string queueId, AgentProfile profile, Membership membership)
    {
        if (!byQueue.TryGetValue(queueId, out var serving))
        {
            byQueue[queueId] = serving = [];
        }

        serving.Add((profile, membership));
    }
}
