using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>What an agent has in hand, and where one stands by a queue's policy, by brute force.</summary>
internal sealed partial class RoutingOracle
{
    private static readonly Channel Ordinary = new() { Id = "" };

    private bool HasRoom(SessionState session, Agent agent, long? exceptOffer = null)
    {
        var held = core.Sessions.Where(s => s.Assignment?.AgentId == agent.Id && s.Assignment.Weight > 0)
            .Select(s => (s.Channel, s.Assignment!.QueueId, s.Assignment.Weight, s.Assignment.Exclusive))
            .Concat(core.Sessions.Where(s => s.Consult?.AgentId == agent.Id && s.Consult.Weight > 0)
                .Select(s => (s.Channel, s.Consult!.QueueId, s.Consult.Weight, s.Consult.Exclusive)))
            .Concat(core.PendingOffers.Where(o => o.AgentId == agent.Id && o.Id != exceptOffer)
                .Select(o => (o.Channel, o.QueueId, o.Weight, o.Exclusive)))
            .ToList();
        var channel = Desk.Channels.SingleOrDefault(c => c.Id == session.Channel) ?? Ordinary;
        var most = agent.ChannelLimits.SingleOrDefault(l => l.ChannelId == channel.Id)?.MaxSessions ?? channel.MaxPerAgent ?? 1_000;
        var membership = MembershipFor(session, agent)!;
        return held.Sum(h => h.Weight) + channel.Weight <= agent.Capacity
            && held.Count(h => h.Channel == channel.Id) < most
            && held.Count(h => h.QueueId == membership.QueueId) < (membership.MaxSessions ?? 1_000)
            && !held.Any(h => channel.Exclusive || h.Exclusive);
    }

    // Everything that decides between two eligible agents, in its order.
    private (int Preference, int Unfit, int Rank, double Load, long Idle, long Last, long Id) OrderOf(
        SessionState session, Agent agent, AgentState state, int used, long last, DateTimeOffset? idleSince)
    {
        var policy = Desk.Queues.Single(q => q.Id == session.QueueId).AgentPolicy;
        var wanted = session.Requirements.Where(r => policy == AgentPolicy.MostSkilled || !r.Mandatory);
        var fit = wanted.Sum(r => agent.Skills
            .Where(s => s.SkillId == r.SkillId && (s.Level >= r.MinLevel || policy == AgentPolicy.MostSkilled)).Sum(s => s.Level));
        var load = (double)used / agent.Capacity;
        var idle = used > 0 ? DateTimeOffset.MaxValue : new[] { idleSince, state.PresenceSince, state.ConnectionSince }.Max() ?? default;
        var preference = IsPreferred(session, agent) ? session.PreferredAgents.ToList().IndexOf(agent.Id) : int.MaxValue;
        return (
            preference,
            -fit,
            policy == AgentPolicy.Ranked ? MembershipFor(session, agent)!.Rank : 0,
            policy switch
            {
                AgentPolicy.LongestIdle or AgentPolicy.RoundRobin => 0,
                AgentPolicy.FillFirst => -load,
                _ => load,
            },
            policy == AgentPolicy.LongestIdle ? idle.Ticks : 0,
            last,
            agent.Id);
    }
}
