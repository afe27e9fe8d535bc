using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Writes down why a session comes to an agent: who was looked at, with which values, and who was left out why.</summary>
internal static class Explaining
{
    public static Decision Decide(RoutingMemory memory, SessionState session, long chosen, DecisionKind kind)
    {
        var wait = session.Key is { } key ? (memory.Now - key).TotalSeconds : 0;
        var bucket = kind is DecisionKind.Directed or DecisionKind.Manual ? null : memory.Buckets.Of(session.Id);
        var candidates = new List<DecisionCandidate> { Chosen(memory, session, bucket, chosen) };
        var members = 1;
        if (bucket is not null)
        {
            members = bucket.Members;
            AddAll(memory, session, bucket, chosen, candidates);
        }

        return new Decision
        {
            RuleId = session.RuleId ?? "",
            RuleSentence = session.RuleSentence ?? "",
            RulesetVersion = memory.Desk.Desk.Version,
            QueueId = session.QueueId,
            Kind = kind,
            Policy = memory.Desk.Queue(session.QueueId).AgentPolicy,
            EffectiveWaitSeconds = wait,
            ChosenAgentId = chosen,
            Candidates = candidates,
            Omitted = Math.Max(0, members - candidates.Count),
        };
    }

    // Who can be rung first, in the order in which they would be; then the others, at last those without the skill.
    private static void AddAll(
        RoutingMemory memory, SessionState session, Bucket bucket, long chosen, List<DecisionCandidate> candidates)
    {
        var (channel, policy) = (memory.Desk.Channel(bucket.ChannelId), memory.Desk.Queue(bucket.QueueId).AgentPolicy);
        var listed = new HashSet<long>(Decision.Listed) { chosen };
        foreach (var (profile, membership, fit, rank) in bucket.Servers)
        {
            var ranked = profile.Ranked(channel, policy);
            // Many profiles have nobody free: then there is no order to go by.
            foreach (var id in ranked.Count == 0 ? profile.Members : ranked.Select(r => r.AgentId).Concat(profile.Members))
            {
                if (candidates.Count >= Decision.Listed)
                {
                    return;
                }

                if (listed.Add(id))
                {
                    candidates.Add(Candidate(memory, session, id, membership, fit, rank));
                }
            }
        }

        var others = memory.Pools.MembersOf(bucket.Queues).Where(p => bucket.ServerOf(p) is null).SelectMany(p => p.Members);
        candidates.AddRange(others.Where(listed.Add).Take(Decision.Listed - candidates.Count).Select(id =>
            Candidate(memory, session, id, null, 0) with { Excluded = ExclusionReasons.Skill }));
    }

    private static DecisionCandidate Chosen(RoutingMemory memory, SessionState session, Bucket? bucket, long agentId)
    {
        var server = bucket?.ServerOf(memory.Pools.ProfileOf(agentId)) ?? default;
        return Candidate(memory, session, agentId, null, server.Fit, server.Rank);
    }

    public static DecisionCandidate Candidate(
        RoutingMemory memory, SessionState session, long agentId, Membership? membership, int fit, int rank = 0)
    {
        var agent = memory.Agent(agentId)!;
        var capacity = memory.CapacityOf(agentId);
        var (excluded, until) = membership is null ? (null, null) : FirstFailed(memory, session, agent, membership);
        return new DecisionCandidate(agentId, agent.Used, capacity, agent.LastAssignedSeq, excluded, until, fit, rank, agent.IdleSince);
    }

    private static (string? Condition, DateTimeOffset? Until) FirstFailed(
        RoutingMemory memory, SessionState session, AgentState agent, Membership membership)
    {
        if (agent.Presence != Presence.Online)
        {
            return (ExclusionReasons.Presence, null);
        }

        if (agent.Connection != Connection.Connected)
        {
            return (ExclusionReasons.Connection, agent.GraceUntil);
        }

        if (agent.HoldDownUntil is { } held)
        {
            return (ExclusionReasons.HoldDown, held);
        }

        if (agent.PendingOfferId is not null)
        {
            return (ExclusionReasons.PendingOffer, null);
        }

        if (Room.Obstacle(agent, memory.Desk.Agent(agent.Id)!, memory.Desk.Channel(session.Channel), memory.Loads) is { } full)
        {
            return (full, null);
        }

        if (memory.Loads.InQueue(agent.Id, membership.QueueId) >= membership.MaxSessions)
        {
            return (ExclusionReasons.QueueLimit, null);
        }

        if (Exclusions.Of(memory, session, agent.Id) is { } exclusion)
        {
            return (ExclusionReasons.Excluded, exclusion.Until);
        }

        if (Preferring.Prefers(session, agent.Id))
        {
            return (null, null);
        }

        if (session.StickyUntil is { } kept)
        {
            return (ExclusionReasons.Sticky, kept);
        }

        var reached = session.Key!.Value.AddSeconds(membership.DelaySeconds);
        return reached > memory.Now ? (ExclusionReasons.Delay, reached) : (null, null);
    }
}
