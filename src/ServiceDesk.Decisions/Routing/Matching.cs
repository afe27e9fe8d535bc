using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// Brings free agents and waiting sessions together until no eligible pair is left. An agent who became free chooses
/// first: otherwise a session that came back just now would overtake those who waited all along.
/// </summary>
internal static class Matching
{
    private const int Overdue = 0;
    private const int Ordinary = 2;

    public static void Run(Turn turn)
    {
        var changes = turn.Memory.Changes;
        while (true)
        {
            if (changes.FreeAgents.Count > 0)
            {
                var agentId = changes.FreeAgents.Min;
                changes.FreeAgents.Remove(agentId);
                SeekSession(turn, agentId);
            }
            else if (changes.Seeking.Count > 0)
            {
                var place = changes.Seeking.Min;
                changes.Seeking.Remove(place);
                SeekAgent(turn, turn.Session(place.SessionId));
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Which session for an agent: the least of (class, priority, tier, key, id) over the heads of what the agent may serve.</summary>
    private static void SeekSession(Turn turn, long agentId)
    {
        var memory = turn.Memory;
        if (memory.Pools.ProfileOf(agentId) is not { } profile || !turn.Agent(agentId).IsRoutable(memory.CapacityOf(agentId)))
        {
            return;
        }

        var heads = profile.Buckets
            .SelectMany(b => Heads(memory, b.Bucket, b.Membership, agentId))
            .OrderBy(h => (h.Class, h.Priority, h.Class == Overdue ? 0 : h.Tier, h.Key, h.SessionId))
            .Take(Decision.Listed)
            .ToList();
        if (heads.Count > 0)
        {
            var session = turn.Session(heads[0].SessionId);
            var decision = Explaining.Decide(memory, session, agentId, DecisionKind.AgentSoughtSession) with { Heads = heads };
            Offering.Ring(turn, session, agentId, decision);
        }
    }

    /// <summary>Which agent for a session: the best fit, then the first by the queue's policy, who is not excluded and whose delay has passed.</summary>
    private static void SeekAgent(Turn turn, SessionState session)
    {
        var memory = turn.Memory;
        if (session.Status != SessionStatus.Queued)
        {
            return;
        }

        if (BestAgent(memory, session) is { } chosen)
        {
            var decision = Explaining.Decide(memory, session, chosen.AgentId, DecisionKind.SessionSoughtAgent);
            Offering.Ring(turn, session, chosen.AgentId, decision);
        }
        else if (session.Exclusions.Count > 0)
        {
            // A round that begins puts the session back among those who seek.
            Exclusions.BeginRound(turn, session);
        }
    }

    private static AgentRank? BestAgent(RoutingMemory memory, SessionState session)
    {
        var (channel, policy) = (memory.Desk.Channel(session.Channel), memory.Desk.Queue(session.QueueId).AgentPolicy);
        var waited = memory.Now - session.Key!.Value;
        (int Unfit, int Rank, AgentRank Agent)? best = null;
        foreach (var server in memory.Buckets.Of(session.Id).Servers)
        {
            if (best is { } found && (-server.Fit, server.Rank).CompareTo((found.Unfit, found.Rank)) > 0)
            {
                // Those that follow suit less.
                break;
            }

            if (waited >= TimeSpan.FromSeconds(server.Membership.DelaySeconds)
                && FirstAdmitted(memory, session, server.Membership, server.Profile.Lane(channel, policy)) is { } agent
                && (best is null || agent.CompareTo(best.Value.Agent) < 0))
            {
                best = (-server.Fit, server.Rank, agent);
            }
        }

        return best?.Agent;
    }

    private static AgentRank? FirstAdmitted(RoutingMemory memory, SessionState session, Membership membership, AgentLane lane)
    {
        foreach (var rank in lane.Ranked)
        {
            if (HasRoom(memory, membership, rank.AgentId) && Exclusions.Of(memory, session, rank.AgentId) is null)
            {
                return rank;
            }
        }

        return null;
    }

    private static bool HasRoom(RoutingMemory memory, Membership membership, long agentId) =>
        membership.MaxSessions is not { } most || memory.Loads.InQueue(agentId, membership.QueueId) < most;

    private static IEnumerable<DecisionHead> Heads(RoutingMemory memory, Bucket bucket, Membership membership, long agentId)
    {
        if (bucket.Everybody.Count == 0 || !HasRoom(memory, membership, agentId)
            || Room.Obstacle(
                memory.Agent(agentId)!, memory.Desk.Agent(agentId)!, memory.Desk.Channel(bucket.ChannelId), memory.Loads) is not null)
        {
            yield break;
        }

        foreach (var line in bucket.Unoffered)
        {
            if (Head(memory, bucket, line, membership, agentId) is { } head)
            {
                yield return head;
            }
        }
    }

    private static DecisionHead? Head(
        RoutingMemory memory, Bucket bucket, SortedSet<LinePlace> line, Membership membership, long agentId)
    {
        foreach (var place in line)
        {
            var waited = memory.Now - place.Key;
            if (waited < TimeSpan.FromSeconds(membership.DelaySeconds))
            {
                // Everybody behind has waited less.
                return null;
            }

            if (Exclusions.Of(memory, memory.Session(place.SessionId)!, agentId) is null)
            {
                var overdue = waited >= TimeSpan.FromSeconds(memory.Desk.Queue(bucket.QueueId).ServiceGuaranteeSeconds);
                return new DecisionHead(
                    bucket.QueueId, place.SessionId, overdue ? Overdue : Ordinary, overdue ? 0 : membership.Priority, place.Key, place.Tier);
            }
        }

        return null;
    }
}
