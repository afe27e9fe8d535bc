using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Reports;
using Presence = ServiceDesk.Decisions.Agents.Presence;

namespace ServiceDesk.Server.Routing;

/// <summary>What the board shows beside the router's states.</summary>
/// <param name="OwedSince">Since when a visitor waits for a word, by session.</param>
/// <param name="RatingMean">Of today's ratings; null when there is none.</param>
/// <param name="Alerts">The open ones.</param>
/// <param name="Names">Of the visitors whose sessions ask for a supervisor, by their ids.</param>
internal sealed record BoardFacts(
    IReadOnlyDictionary<long, DateTimeOffset> OwedSince, double? RatingMean, int RatingCount, RecentPicture Recent, IReadOnlyList<AlertRow> Alerts,
    IReadOnlyDictionary<string, string> Names);

/// <summary>One instant of the live board, whole or for some queues.</summary>
internal sealed class BoardPicture(
    Desk desk, IReadOnlyList<SessionState> sessions, IReadOnlyList<AgentState> agents, BoardFacts facts, DateTimeOffset at)
{
    /// <summary>So many sessions are listed by themselves; what is beyond them is in the figures.</summary>
    private const int MostListed = 20;

    private readonly ILookup<string?, SessionState> _byQueue = sessions.ToLookup(s => s.QueueId);
    private readonly ILookup<long, SessionState> _served = sessions
        .Where(s => s is { IsServed: true, Assignment: not null }).ToLookup(s => s.Assignment!.AgentId);

    private readonly Dictionary<long, AgentState> _agents = agents.ToDictionary(a => a.Id);

    public BoardState For(BoardRequest request)
    {
        var queues = desk.Queues.Where(q => request.Queues is null || request.Queues.Contains(q.Id)).ToList();
        var served = queues.Select(q => q.Id).ToHashSet();
        var staff = desk.Agents
            .Where(a => request.Queues is null || a.Memberships.Any(m => served.Contains(m.QueueId)))
            .Select(a => (Agent: a, State: _agents.GetValueOrDefault(a.Id) ?? new AgentState { Id = a.Id })).ToList();
        var seen = request.Queues is null ? sessions : [.. sessions.Where(s => s.QueueId is { } q && served.Contains(q))];
        return new BoardState(
            at, Totals(seen, staff, queues), [.. queues.Select(Row)], [.. staff.Select(s => Row(s.Agent, s.State))],
            [.. facts.Alerts.Where(a => a.QueueId is null || served.Contains(a.QueueId))],
            [.. seen.Where(s => s.Alert is not null).OrderBy(s => s.Alert!.At).ThenBy(s => s.Id).Take(MostListed).Select(Asking)]);
    }

    private BoardSession Asking(SessionState session) => new(
        session.Id,
        facts.Names.GetValueOrDefault(session.VisitorId) ?? VisitorNames.Of(session.VisitorId, null),
        session.QueueId,
        desk.Queues.FirstOrDefault(q => q.Id == session.QueueId)?.Name,
        SessionAlerts.Of(session)!);

    private BoardTotals Totals(IReadOnlyList<SessionState> seen, List<(Agent Agent, AgentState State)> staff, List<Queue> queues) => new(
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
        facts.RatingCount,
        queues.Sum(q => q.Targets.Waiting),
        Sum(queues, r => r.ServiceLevel).Percent,
        Target(queues, q => q.Targets.ServiceLevelPercent, r => r.ServiceLevel),
        Sum(queues, r => r.Abandonment).Percent,
        Target(queues, q => q.Targets.AbandonmentPercent, r => r.Abandonment),
        facts.Recent.Minutes);

    private Share Sum(List<Queue> queues, Func<RecentQueue, Share> of) =>
        queues.Aggregate(default(Share), (sum, q) => sum + of(facts.Recent.Of(q.Id)));

    // Each queue's target weighs as much as what it was measured by, so that all on target is the target.
    private double? Target(List<Queue> queues, Func<Queue, int> target, Func<RecentQueue, Share> of)
    {
        var total = Sum(queues, of).Total;
        return queues.Count == 0 ? null : total == 0 ? queues.Average(target) : queues.Sum(q => (double)target(q) * of(facts.Recent.Of(q.Id)).Total) / total;
    }

    private BoardQueue Row(Queue queue)
    {
        var here = _byQueue[queue.Id].ToList();
        var recent = facts.Recent.Of(queue.Id);
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
            members.Sum(m => AgentFacts.FreeSlots(m.State!, m.Agent.Capacity)),
            queue.Targets.Waiting,
            queue.Targets.LongestWaitSeconds,
            recent.ServiceLevel.Percent,
            queue.Targets.ServiceLevelPercent,
            recent.Abandonment.Percent,
            queue.Targets.AbandonmentPercent,
            recent.Depths,
            here.Count(s => s.Alert is not null),
            OldestOwed(here.Where(s => s.IsServed)));
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
        OldestOwed(_served[agent.Id]));

    private DateTimeOffset? OldestOwed(IEnumerable<SessionState> served)
    {
        var owed = served.Where(s => facts.OwedSince.ContainsKey(s.Id)).Select(s => facts.OwedSince[s.Id]).ToList();
        return owed.Count == 0 ? null : owed.Min();
    }

    private static DateTimeOffset? LongestWait(IEnumerable<SessionState> seen) =>
        seen.Where(s => s.IsWaiting).Min(s => s.QueuedAt);
}
