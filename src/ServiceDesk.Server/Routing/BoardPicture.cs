using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Agents;
using Presence = ServiceDesk.Decisions.Agents.Presence;

namespace ServiceDesk.Server.Routing;

/// <summary>What the board shows beside the router's states.</summary>
/// <param name="OwedSince">Since when a visitor waits for a word, by session.</param>
/// <param name="RatingMean">Of today's ratings; null when there is none.</param>
internal sealed record BoardFacts(IReadOnlyDictionary<long, DateTimeOffset> OwedSince, double? RatingMean, int RatingCount);

/// <summary>One instant of the live board, whole or for some queues.</summary>
internal sealed class BoardPicture(
    Desk desk, IReadOnlyList<SessionState> sessions, IReadOnlyList<AgentState> agents, BoardFacts facts, DateTimeOffset at)
{
    private readonly ILookup<string?, SessionState> _byQueue = sessions.ToLookup(s => s.QueueId);
    private readonly Dictionary<long, AgentState> _agents = agents.ToDictionary(a => a.Id);

    public BoardState For(BoardRequest request)
    {
        var queues = desk.Queues.Where(q => request.Queues is null || request.Queues.Contains(q.Id)).ToList();
        var served = queues.Select(q => q.Id).ToHashSet();
        var staff = desk.Agents
            .Where(a => request.Queues is null || a.Memberships.Any(m => served.Contains(m.QueueId)))
            .Select(a => (Agent: a, State: _agents.GetValueOrDefault(a.Id) ?? new AgentState { Id = a.Id })).ToList();
        var seen = request.Queues is null ? sessions : [.. sessions.Where(s => s.QueueId is { } q && served.Contains(q))];
        return new BoardState(at, Totals(seen, staff), [.. queues.Select(Row)], [.. staff.Select(s => Row(s.Agent, s.State))]);
    }

    private BoardTotals Totals(IReadOnlyList<SessionState> seen, List<(Agent Agent, AgentState State)> staff) => new(
        seen.Count(s => s.IsWaiting),
        LongestWait(seen),
        seen.Count(s => s.IsServed),
        seen.Count(s => s.Status is SessionStatus.Bot or SessionStatus.Created),
        staff.Count(s => s.State is { Presence: Presence.Online, Connection: Connection.Connected }),
        staff.Count(s => s.State is { Presence: Presence.Busy, Connection: Connection.Connected }),
        staff.Count(s => s.State is { Presence: Presence.Away or Presence.OfflineWhenDone, Connection: Connection.Connected }),
        staff.Count(s => s.State.Presence != Presence.Offline && s.State.Connection != Connection.Connected),
        staff.Sum(s => AgentFacts.FreeSlots(s.State, s.Agent.Capacity)),
        facts.RatingMean,
        facts.RatingCount);

    private BoardQueue Row(Queue queue)
    {
        var here = _byQueue[queue.Id].ToList();
        var members = desk.Agents.Where(a => a.Memberships.Any(m => m.QueueId == queue.Id))
            .Select(a => (Agent: a, State: _agents.GetValueOrDefault(a.Id))).Where(m => m.State is not null).ToList();
        return new BoardQueue(
            queue.Id,
            queue.Name,
            desk.Schedules.FirstOrDefault(s => s.Id == queue.ScheduleId) is { } schedule && OpeningHours.IsOpen(schedule, at),
            here.Count(s => s.IsWaiting),
            LongestWait(here),
            here.Count(s => s.IsServed),
            members.Count(m => m.State is { Presence: Presence.Online, Connection: Connection.Connected }),
            members.Sum(m => AgentFacts.FreeSlots(m.State!, m.Agent.Capacity)));
    }

    private BoardAgent Row(Agent agent, AgentState state) => new(
        agent.Id,
        agent.Name,
        Words.Presence(state.Presence),
        state.PresenceReason,
        Words.Connection(state.Connection),
        AgentFacts.Since(state),
        state.Used,
        agent.Capacity,
        OldestOwed(agent.Id));

    private DateTimeOffset? OldestOwed(long agentId)
    {
        var owed = sessions.Where(s => s.IsServed && s.Assignment?.AgentId == agentId)
            .Where(s => facts.OwedSince.ContainsKey(s.Id)).Select(s => facts.OwedSince[s.Id]).ToList();
        return owed.Count == 0 ? null : owed.Min();
    }

    private static DateTimeOffset? LongestWait(IEnumerable<SessionState> seen) =>
        seen.Where(s => s.IsWaiting).Min(s => s.EnqueuedAt);
}
