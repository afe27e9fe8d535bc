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

    public AgentPools(Desk desk)
    {
        var profiles = new Dictionary<string, AgentProfile>();
        foreach (var agent in desk.Agents.OrderBy(a => a.Id))
        {
            var name = AgentProfile.NameOf(agent);
            if (!profiles.TryGetValue(name, out var profile))
            {
                profiles[name] = profile = new AgentProfile(agent);
                foreach (var membership in agent.Memberships)
                {
                    AddTo(membership.QueueId, profile, membership);
                }
            }

            profileOf[agent.Id] = profile;
            profile.Members.Add(agent.Id);
        }
    }

    public AgentProfile? ProfileOf(long agentId) => profileOf.GetValueOrDefault(agentId);

    /// <summary>The members of a queue, whatever their skills.</summary>
    public IReadOnlyList<(AgentProfile Profile, Membership Membership)> MembersOf(string queueId) =>
        byQueue.GetValueOrDefault(queueId) ?? [];

    /// <summary>The members who have what is mandatory.</summary>
    public IReadOnlyList<Server> Compatible(string queueId, IReadOnlyList<Requirement> requirements) =>
    [
        .. from member in MembersOf(queueId)
           where Requirements.Met(member.Profile, requirements)
           select new Server(member.Profile, member.Membership, Requirements.Fit(member.Profile, requirements)),
    ];

    /// <summary>The capacity of everybody who attends to the queue.</summary>
    public int CapacityOnline(string queueId) => MembersOf(queueId).Sum(s => s.Profile.CapacityOnline);

    public void Move(long agentId, int capacity, AgentState? before, AgentState after) =>
        ProfileOf(agentId)?.Update(capacity, before, after);

    private void AddTo(string queueId, AgentProfile profile, Membership membership)
    {
        if (!byQueue.TryGetValue(queueId, out var serving))
        {
            byQueue[queueId] = serving = [];
        }

        serving.Add((profile, membership));
    }
}
