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
        var candidates = new List<DecisionCandidate> { Candidate(memory, session, chosen, null) };
        var members = 0;
        if (kind != DecisionKind.Directed)
        {
            foreach (var (profile, membership) in memory.Pools.Serving(session.QueueId!))
            {
                members += profile.Members.Count;
                // Who can be rung first, in the order in which they would be; then the others.
                AddFrom(memory, session, membership, profile.Routable.Select(r => r.AgentId), chosen, candidates);
                AddFrom(memory, session, membership, profile.Members, chosen, candidates);
            }
        }

        return new Decision
        {
            RuleId = session.RuleId ?? "",
            RuleSentence = session.RuleSentence ?? "",
            QueueId = session.QueueId,
            Kind = kind,
            EffectiveWaitSeconds = wait,
            ChosenAgentId = chosen,
            Candidates = candidates,
            Omitted = Math.Max(0, members - candidates.Count),
        };
    }

    private static void AddFrom(
        RoutingMemory memory, SessionState session, Membership membership, IEnumerable<long> ids, long chosen,
        List<DecisionCandidate> candidates)
    {
        foreach (var id in ids)
        {
            if (candidates.Count >= Decision.Listed)
            {
                return;
            }

            if (id != chosen && !candidates.Exists(c => c.AgentId == id))
            {
                candidates.Add(Candidate(memory, session, id, membership));
            }
        }
    }

    private static DecisionCandidate Candidate(RoutingMemory memory, SessionState session, long agentId, Membership? membership)
    {
        var agent = memory.Agent(agentId)!;
        var capacity = memory.CapacityOf(agentId);
        var (excluded, until) = membership is null ? (null, null) : FirstFailed(memory, session, agent, capacity, membership);
        return new DecisionCandidate(agentId, agent.Used, capacity, agent.LastAssignedSeq, excluded, until);
    }

    private static (string? Condition, DateTimeOffset? Until) FirstFailed(
        RoutingMemory memory, SessionState session, AgentState agent, int capacity, Membership membership)
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

        if (agent.Used >= capacity)
        {
            return (ExclusionReasons.AtCapacity, null);
        }

        if (Exclusions.Of(memory, session, agent.Id) is { } exclusion)
        {
            return (ExclusionReasons.Excluded, exclusion.Until);
        }

        var reached = session.Key!.Value.AddSeconds(membership.DelaySeconds);
        return reached > memory.Now ? (ExclusionReasons.Delay, reached) : (null, null);
    }
}
