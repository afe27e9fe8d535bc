using ServiceDesk.Decisions.Agents;

namespace ServiceDesk.Decisions.Routing;

/// <summary>LeastLoaded: used/capacity, then who has waited longest for an offer, then the id.</summary>
internal readonly record struct AgentRank(int Used, int Capacity, long LastAssignedSeq, long AgentId) : IComparable<AgentRank>
{
    public static AgentRank Of(AgentState agent, int capacity) => new(agent.Used, capacity, agent.LastAssignedSeq, agent.Id);

    // Cross-multiplied: fractions compare exactly, without rounding.
    public int CompareTo(AgentRank other)
    {
        var order = ((long)Used * other.Capacity).CompareTo((long)other.Used * Capacity);
        order = order != 0 ? order : LastAssignedSeq.CompareTo(other.LastAssignedSeq);
        return order != 0 ? order : AgentId.CompareTo(other.AgentId);
    }
}
