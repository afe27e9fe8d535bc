using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Agents with equal memberships and skills, and who of them can be rung.</summary>
/// <param name="lanes">What their lanes are for; a lane is made when its first agent comes.</param>
/// <param name="queues">The counters of the queues that they serve.</param>
internal sealed class AgentProfile(AgentShape shape, IReadOnlyList<LaneKey> lanes, IReadOnlyList<FreeProfiles> queues)
{
    private readonly AgentLane?[] used = new AgentLane?[lanes.Count];
    private bool hasFree;

    public IReadOnlyList<Membership> Memberships => shape.Memberships;

    /// <summary>By id.</summary>
    public IReadOnlyList<long> Members => shape.Members;

    /// <summary>Who is online and firmly connected, whatever the load.</summary>
    public HashSet<long> Attending { get; } = [];

    /// <summary>0 for a skill that is not held.</summary>
    public int LevelOf(string skillId) => shape.LevelOf(skillId);

    /// <summary>The membership in the first of the queues that has one; null without any.</summary>
    public Membership? MembershipIn(IReadOnlyList<string> queueIds)
    {
        // By number: asked for every profile, and enumerating an interface allocates.
        for (var q = 0; q < queueIds.Count; q++)
        {
            for (var m = 0; m < Memberships.Count; m++)
            {
                if (Memberships[m].QueueId == queueIds[q])
                {
                    return Memberships[m];
                }
            }
        }

        return null;
    }

    /// <summary>Who can take one more session of a channel, in the order of a policy.</summary>
    public SortedSet<AgentRank> Ranked(Channel channel, AgentPolicy policy)
    {
        var order = AgentRank.OrderOf(policy);
        for (var i = 0; i < used.Length; i++)
        {
            if (lanes[i].Channel.Id == channel.Id && lanes[i].Order == order)
            {
                return used[i]?.Ranked ?? AgentLane.Nobody;
            }
        }

        throw new InvalidOperationException($"no lane for channel {channel.Id} in the order {order}");
    }

    public void Update(AgentState after, Agent listed, AgentLoads loads)
    {
        var capacity = listed.Capacity;
        var routable = after.IsRoutable(capacity);
        var isFree = false;
        for (var i = 0; i < used.Length; i++)
        {
            var fits = routable && Room.Obstacle(after, listed, lanes[i].Channel, loads) is null;
            if (fits)
            {
                used[i] ??= new AgentLane();
            }

            used[i]?.Set(after.Id, fits ? AgentRank.Of(after, capacity, lanes[i].Order) : null);
            isFree |= used[i]?.Ranked.Count > 0;
        }

        CountFree(isFree);
        _ = after.IsAttending() ? Attending.Add(after.Id) : Attending.Remove(after.Id);
    }

    private void CountFree(bool isFree)
    {
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
