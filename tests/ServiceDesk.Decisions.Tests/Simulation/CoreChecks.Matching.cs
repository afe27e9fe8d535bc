using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>Nobody waits whom somebody could serve, and nobody is overtaken by an equal; every pair, by brute force.</summary>
internal sealed partial class CoreChecks
{
    private static readonly Channel Ordinary = new() { Id = "" };

    private Queue Queue(string id) => core.Desk.Queues.First(q => q.Id == id);

    private void NobodyEligibleIsLeft()
    {
        List<(AgentState State, Agent Listed)>? free = null;
        foreach (var session in sessions)
        {
            if (session.Status != SessionStatus.Queued || Queue(session.QueueId!).OfferMode == OfferMode.Pull)
            {
                continue;
            }

            free ??= [.. core.Desk.Agents.Select(a => (core.Agent(a.Id)!, a)).Where(a => IsRoutable(a.Item1, a.a))];
            foreach (var (state, listed) in free)
            {
                if (IsEligible(session, state, listed) && HasRoom(session, listed))
                {
                    throw new SimulationFault($"work-conserving: session {session.Id} waits while agent {state.Id} is free\n{session}\n{state}");
                }
            }
        }
    }

    // INV-13: of those who ask for the same in the same queue and tier, the one who has waited longest is taken.
    private void NobodyWasOvertaken(Outcome outcome)
    {
        if (outcome.Refusal is not null || outcome.Effects.LastOrDefault(e => e is not PositionHint) is not OfferCreated { Decision.Kind: DecisionKind.AgentSoughtSession } offer)
        {
            return;
        }

        var chosen = core.Session(offer.SessionId)!;
        if (Prefers(chosen, offer.AgentId) || chosen.QueueId is null || Queue(chosen.QueueId).OfferMode != OfferMode.Exclusive)
        {
            return;
        }

        foreach (var other in sessions)
        {
            if (other.Status == SessionStatus.Queued && other.StickyUntil is null && other.QueueId == chosen.QueueId && other.Tier == chosen.Tier && other.Key < chosen.Key
                && other.Channel == chosen.Channel && other.Exclusions.Count == 0 && other.Requirements.SequenceEqual(chosen.Requirements)
                && other.AddedQueues.SequenceEqual(chosen.AddedQueues)
                && sessionsBefore.TryGetValue(other.Id, out var before) && ReferenceEquals(before, other))
            {
                throw new SimulationFault($"INV-13: session {other.Id} with key {other.Key:O} was overtaken by {chosen.Id} with {chosen.Key:O}");
            }
        }
    }

    private static bool IsRoutable(AgentState state, Agent agent) =>
        state.Presence == Presence.Online && state.Connection == Connection.Connected && state.HoldDownUntil is null
        && state.PendingOfferId is null && state.Used < agent.Capacity;

    private bool IsEligible(SessionState session, AgentState state, Agent agent) =>
        MembershipFor(session, agent) is { } membership
        && (Prefers(session, agent.Id)
            || (session.StickyUntil is null && core.LastAt - session.Key!.Value >= TimeSpan.FromSeconds(membership.DelaySeconds)))
        && session.Requirements.All(r => !r.Mandatory || agent.Skills.Any(s => s.SkillId == r.SkillId && s.Level >= r.MinLevel))
        && !session.Exclusions.Any(x => x.AgentId == agent.Id && x.Until > core.LastAt && x.PresenceRevision == state.PresenceRevision);

    private static bool Prefers(SessionState session, long agent) => session.Step == 0 && session.PreferredAgents.Contains(agent);

    private static Membership? MembershipFor(SessionState session, Agent agent)
    {
        foreach (var queue in session.AddedQueues.Prepend(session.QueueId))
        {
            if (agent.Memberships.FirstOrDefault(m => m.QueueId == queue) is { } membership)
            {
                return membership;
            }
        }

        return null;
    }

    private bool HasRoom(SessionState session, Agent agent)
    {
        var channel = core.Desk.Channels.FirstOrDefault(c => c.Id == session.Channel) ?? Ordinary;
        var membership = MembershipFor(session, agent)!;
        var (units, onChannel, inQueue, blocked) = (0, 0, 0, false);
        foreach (var held in sessions.Where(s => s.Assignment is { Weight: > 0 } seat && seat.AgentId == agent.Id))
        {
            units += held.Assignment!.Weight;
            onChannel += held.Channel == session.Channel ? 1 : 0;
            inQueue += held.Assignment.QueueId == membership.QueueId ? 1 : 0;
            blocked |= held.Assignment.Exclusive || channel.Exclusive;
        }

        foreach (var advised in sessions.Where(s => s.Consult?.AgentId == agent.Id))
        {
            units += advised.Consult!.Weight;
            onChannel += advised.Channel == session.Channel ? 1 : 0;
            inQueue += advised.Consult.QueueId == membership.QueueId ? 1 : 0;
            blocked |= advised.Consult.Exclusive || channel.Exclusive;
        }

        var most = agent.ChannelLimits.FirstOrDefault(l => l.ChannelId == session.Channel)?.MaxSessions ?? channel.MaxPerAgent ?? int.MaxValue;
        return units + channel.Weight <= agent.Capacity && onChannel < most && inQueue < (membership.MaxSessions ?? int.MaxValue) && !blocked;
    }
}
