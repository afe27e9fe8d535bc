using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// Who can be rung now, by profile: agents with the same memberships and skills share one. An agent is in its profile's
/// sets or not, and moves only when its own state changes.
/// </summary>
internal sealed class AgentPools
{
    private readonly Dictionary<long, AgentProfile> profileOf;
    private readonly Dictionary<string, List<(AgentProfile Profile, Membership Membership)>> byQueue = [];

    private readonly Dictionary<string, FreeProfiles> free = [];
    private readonly DeskIndex index;

    public AgentPools(DeskIndex index)
    {
        var desk = index.Desk;
        this.index = index;
        profileOf = new Dictionary<long, AgentProfile>(desk.Agents.Count);
        Capacity = new QueueCapacity(desk.Agents.Count);
        var orders = desk.Queues.Select(q => q.AgentPolicy).Append(AgentPolicy.LeastLoaded).Select(AgentRank.OrderOf).Distinct().ToList();
        List<LaneKey> lanes = [.. from channel in desk.Channels.Append(DeskIndex.Unlisted) from order in orders select new LaneKey(channel, order)];
        foreach (var shape in new AgentShapes(desk).All)
        {
            var profile = new AgentProfile(shape, lanes, [.. shape.Memberships.Select(m => FreeProfiles(m.QueueId))]);
            foreach (var membership in shape.Memberships)
            {
                AddTo(membership.QueueId, profile, membership);
            }

            foreach (var id in shape.Members)
            {
                profileOf[id] = profile;
            }
        }
    }

    /// <summary>What those who attend could take, by queue.</summary>
    public QueueCapacity Capacity { get; }

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

    /// <summary>The members of several queues, each once.</summary>
    public IEnumerable<AgentProfile> MembersOf(IReadOnlyList<string> queues) =>
        queues.Count == 1 ? MembersOf(queues[0]).Select(m => m.Profile) : queues.SelectMany(MembersOf).Select(m => m.Profile).Distinct();

    /// <summary>The members of a queue who have what is mandatory.</summary>
    public IEnumerable<AgentProfile> Compatible(string queueId, IReadOnlyList<Requirement> requirements) =>
        MembersOf(queueId).Select(m => m.Profile).Where(p => Requirements.Met(p, requirements));

    /// <summary>
    /// What a profile is to sessions of these queues and needs, or null when it is nothing. Who belongs to several of the queues
    /// serves by the membership in the first of them; the policy is that of the first queue.
    /// </summary>
    public Server? ServerOf(AgentProfile profile, IReadOnlyList<string> queues, IReadOnlyList<Requirement> requirements)
    {
        if (profile.MembershipIn(queues) is not { } membership || !Requirements.Met(profile, requirements))
        {
            return null;
        }

        var policy = index.Queue(queues[0]).AgentPolicy;
        var fit = policy == AgentPolicy.MostSkilled ? Requirements.Levels(profile, requirements) : Requirements.Fit(profile, requirements);
        return new Server(profile, membership, fit, policy == AgentPolicy.Ranked ? membership.Rank : 0);
    }

    /// <summary>The capacity of everybody who attends to the queue.</summary>
    public int CapacityOnline(string queueId) => Capacity.Units(queueId);

    /// <summary>The agent's state or load is another one now.</summary>
    public void Move(AgentState after, AgentLoads loads)
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
