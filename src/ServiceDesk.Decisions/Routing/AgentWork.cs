using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Who serves and advises on what, and the units that this takes: counted when a session's state is put, by nobody else (I5).</summary>
internal sealed class AgentWork(RoutingMemory memory)
{
    private readonly Dictionary<long, SortedSet<long>> assigned = [];
    private readonly Dictionary<long, SortedSet<long>> consulted = [];

    public IReadOnlyCollection<long> AssignedTo(long agentId) => assigned.TryGetValue(agentId, out var ids) ? ids : [];

    /// <summary>The sessions that an agent advises on.</summary>
    public IReadOnlyCollection<long> ConsultedBy(long agentId) => consulted.TryGetValue(agentId, out var ids) ? ids : [];

    public void Track(SessionState? before, SessionState next)
    {
        TrackAssignment(before, next);
        TrackConsult(before?.Consult, next.Consult, next);
    }

    private void TrackAssignment(SessionState? before, SessionState next)
    {
        var (from, to) = (before?.Assignment, next.Assignment);
        if (from?.AgentId == to?.AgentId && from?.Weight == to?.Weight)
        {
            return;
        }

        if (from is not null)
        {
            assigned[from.AgentId].Remove(next.Id);
            CountUnits(memory.Agent(from.AgentId), LoadOf(next, from), isTaken: false);
        }

        if (to is not null)
        {
            if (!assigned.TryGetValue(to.AgentId, out var ids))
            {
                assigned[to.AgentId] = ids = [];
            }

            ids.Add(next.Id);
            CountUnits(memory.Agent(to.AgentId), LoadOf(next, to), isTaken: true);
        }
    }

    private void TrackConsult(SessionConsult? from, SessionConsult? to, SessionState next)
    {
        if (from == to)
        {
            return;
        }

        if (from is not null)
        {
            consulted[from.AgentId].Remove(next.Id);
            CountUnits(memory.Agent(from.AgentId), new(next.Channel, from.QueueId, from.Weight, from.Exclusive), isTaken: false);
        }

        if (to is not null)
        {
            if (!consulted.TryGetValue(to.AgentId, out var ids))
            {
                consulted[to.AgentId] = ids = [];
            }

            ids.Add(next.Id);
            CountUnits(memory.Agent(to.AgentId), new(next.Channel, to.QueueId, to.Weight, to.Exclusive), isTaken: true);
        }
    }

    private static Load LoadOf(SessionState session, SessionAssignment assignment) =>
        new(session.Channel, assignment.QueueId, assignment.Weight, assignment.Exclusive);

    // The load goes first: the pools ask for it when the agent's state is put.
    public void CountUnits(AgentState? agent, Load load, bool isTaken)
    {
        if (agent is null)
        {
            return;
        }

        if (isTaken)
        {
            memory.Loads.Add(agent.Id, load);
        }
        else
        {
            memory.Loads.Remove(agent.Id, load);
        }

        var used = agent.Used + (isTaken ? load.Weight : -load.Weight);
        var idleSince = used > 0 ? null : agent.Used > 0 ? memory.Now : agent.IdleSince;
        memory.Put(agent with { Used = used, IdleSince = idleSince });
    }
}
