using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Routing;

/// <summary>An agent's place in one order: a fraction, the least first, then who has waited longest for an offer, then the id.</summary>
internal readonly record struct AgentRank(long Part, long Whole, long LastAssignedSeq, long AgentId) : IComparable<AgentRank>
{
    /// <summary>The orders that policies need within one profile; among profiles fit and rank decide first.</summary>
    public static AgentPolicy OrderOf(AgentPolicy policy) =>
        policy is AgentPolicy.MostSkilled or AgentPolicy.Ranked ? AgentPolicy.LeastLoaded : policy;

    public static AgentRank Of(AgentState agent, int capacity, AgentPolicy order)
    {
        var (part, whole) = order switch
        {
            AgentPolicy.LongestIdle => (IdleSince(agent), 1L),
            AgentPolicy.RoundRobin => (0L, 1L),
            AgentPolicy.FillFirst => (-agent.Used, capacity),
            _ => (agent.Used, capacity),
        };
        return new AgentRank(part, whole, agent.LastAssignedSeq, agent.Id);
    }

    // Cross-multiplied: fractions compare exactly, without rounding.
    public int CompareTo(AgentRank other)
    {
        var order = (Part * other.Whole).CompareTo(other.Part * Whole);
        order = order != 0 ? order : LastAssignedSeq.CompareTo(other.LastAssignedSeq);
        return order != 0 ? order : AgentId.CompareTo(other.AgentId);
    }

    // Who slept at home was not idle.
    private static long IdleSince(AgentState agent) => agent.Used > 0
        ? long.MaxValue
        : Math.Max(Ticks(agent.IdleSince), Math.Max(Ticks(agent.PresenceSince), Ticks(agent.ConnectionSince)));

    private static long Ticks(DateTimeOffset? at) => at?.UtcTicks ?? 0;
}
