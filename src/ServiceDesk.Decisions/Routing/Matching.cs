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
    private const int Preferring = 1;
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
            else if (changes.Broadcasting.Count > 0)
            {
                var sessionId = changes.Broadcasting.Min;
                changes.Broadcasting.Remove(sessionId);
                RingOthers(turn, turn.Session(sessionId));
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Which sessions for an agent, one after the other while there is room.</summary>
    private static void SeekSession(Turn turn, long agentId)
    {
        var memory = turn.Memory;
        while (memory.Pools.ProfileOf(agentId) is { } profile
            && turn.Agent(agentId).IsRoutable(memory.CapacityOf(agentId))
            && BestSessions(memory, profile, agentId) is { Count: > 0 } heads)
        {
            var session = turn.Session(heads[0].SessionId);
            var decision = Explaining.Decide(memory, session, agentId, DecisionKind.AgentSoughtSession) with { Heads = heads };
            Offering.Bring(turn, session, agentId, decision);
        }
    }

    /// <summary>The heads of what the agent may serve, the least of (class, priority, tier, key, id) first.</summary>
    private static List<DecisionHead> BestSessions(RoutingMemory memory, AgentProfile profile, long agentId)
    {
        List<DecisionHead> heads = [.. PreferringHeads(memory, profile, agentId)];
        var preferring = heads.Count;
        foreach (var (bucket, membership) in memory.Buckets.ServedBy(profile))
        {
            AddHeads(heads, preferring, memory, bucket, membership, agentId);
        }

        heads.Sort(DecisionHead.InOrder);
        heads.RemoveRange(Math.Min(heads.Count, Decision.Listed), Math.Max(0, heads.Count - Decision.Listed));
        return heads;
    }

    /// <summary>Which agent for a session: the best fit, then the first by the queue's policy, who is not excluded and whose delay has passed.</summary>
    private static void SeekAgent(Turn turn, SessionState session)
    {
        var memory = turn.Memory;
        if (session.Status != SessionStatus.Queued || turn.QueueOf(session).OfferMode == OfferMode.Pull)
        {
            return;
        }

        if (BestAgent(memory, session) is { } chosen)
        {
            Offering.Bring(turn, session, chosen, Explaining.Decide(memory, session, chosen, DecisionKind.SessionSoughtAgent));
        }
        else if (session.Exclusions.Count > 0)
        {
            // A round that begins puts the session back among those who seek.
            Exclusions.BeginRound(turn, session);
        }
    }

    /// <summary>Last of all, so that only those are rung too who have nothing better to take; they are rung as long as the first.</summary>
    private static void RingOthers(Turn turn, SessionState session)
    {
        var most = turn.QueueOf(session).BroadcastAgents;
        while (session.Status == SessionStatus.Offered && session.Offers.Count < most
            && BestAgent(turn.Memory, session) is { } next)
        {
            Offering.BringAlso(turn, session, next, Explaining.Decide(turn.Memory, session, next, DecisionKind.SessionSoughtAgent));
            session = turn.Session(session.Id);
        }
    }

    // A preferred agent first; for a while nobody else.
    private static long? BestAgent(RoutingMemory memory, SessionState session) =>
        Routing.Preferring.Free(memory, session) ?? (session.StickyUntil is null ? FirstByPolicy(memory, session)?.AgentId : null);

    private static AgentRank? FirstByPolicy(RoutingMemory memory, SessionState session)
    {
        var (channel, policy) = (memory.Desk.Channel(session.Channel), memory.Desk.Queue(session.QueueId).AgentPolicy);
        var waited = memory.Now - session.Key!.Value;
        var bucket = memory.Buckets.Of(session.Id);
        if (!bucket.MayFindSomebody)
        {
            return null;
        }

        (int Unfit, int Rank, AgentRank Agent)? best = null;
        foreach (var server in bucket.Servers)
        {
            if (best is { } found && (-server.Fit, server.Rank).CompareTo((found.Unfit, found.Rank)) > 0)
            {
                // Those that follow suit less.
                break;
            }

            if (waited >= TimeSpan.FromSeconds(server.Membership.DelaySeconds)
                && FirstAdmitted(memory, session, server.Membership, server.Profile.Ranked(channel, policy)) is { } agent
                && (best is null || agent.CompareTo(best.Value.Agent) < 0))
            {
                best = (-server.Fit, server.Rank, agent);
            }
        }

        return best?.Agent;
    }

    private static AgentRank? FirstAdmitted(RoutingMemory memory, SessionState session, Membership membership, SortedSet<AgentRank> ranked)
    {
        // An enumerator costs more than the question, and with a profile each most have nobody free.
        if (ranked.Count == 0)
        {
            return null;
        }

        foreach (var rank in ranked)
        {
            if (HasRoom(memory, membership, rank.AgentId) && Exclusions.Of(memory, session, rank.AgentId) is null)
            {
                return rank;
            }
        }

        return null;
    }

    public static bool HasRoom(RoutingMemory memory, Membership membership, long agentId) =>
        membership.MaxSessions is not { } most || memory.Loads.InQueue(agentId, membership.QueueId) < most;

    // Those who would rather have this agent: every one who may is listed, since several queues can be among them.
    private static IEnumerable<DecisionHead> PreferringHeads(RoutingMemory memory, AgentProfile profile, long agentId)
    {
        foreach (var place in memory.Preferred.Of(agentId))
        {
            var session = memory.Session(place.SessionId)!;
            var queue = memory.Desk.Queue(session.QueueId);
            if (queue.OfferMode != OfferMode.Pull
                && memory.Buckets.Of(session.Id).ServerOf(profile) is { } server
                && HasRoom(memory, server.Membership, agentId)
                && Room.Obstacle(
                    memory.Agent(agentId)!, memory.Desk.Agent(agentId)!, memory.Desk.Channel(session.Channel), memory.Loads) is null
                && Exclusions.Of(memory, session, agentId) is null)
            {
                yield return HeadOf(memory, queue, place, server.Membership, Preferring);
            }
        }
    }

    private static DecisionHead HeadOf(RoutingMemory memory, Queue queue, LinePlace place, Membership membership, int ordinary)
    {
        var overdue = memory.Now - place.Key >= TimeSpan.FromSeconds(queue.ServiceGuaranteeSeconds);
        return new DecisionHead(
            queue.Id, place.SessionId, overdue ? Overdue : ordinary, overdue ? 0 : membership.Priority, place.Key, place.Tier);
    }

    // Who would rather have this agent is listed already, and never later than by its place in the bucket.
    private static void AddHeads(
        List<DecisionHead> heads, int preferring, RoutingMemory memory, Bucket bucket, Membership membership, long agentId)
    {
        if (memory.Desk.Queue(bucket.QueueId).OfferMode == OfferMode.Pull
            || !HasRoom(memory, membership, agentId)
            || Room.Obstacle(
                memory.Agent(agentId)!, memory.Desk.Agent(agentId)!, memory.Desk.Channel(bucket.ChannelId), memory.Loads) is not null)
        {
            return;
        }

        foreach (var line in bucket.Unoffered)
        {
            if (line.Count > 0 && Head(memory, bucket, line, membership, agentId) is { } head
                && (preferring == 0 || !heads[..preferring].Exists(h => h.SessionId == head.SessionId)))
            {
                heads.Add(head);
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
                return HeadOf(memory, memory.Desk.Queue(bucket.QueueId), place, membership, Ordinary);
            }
        }

        return null;
    }
}
