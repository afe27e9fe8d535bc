using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using Presence = ServiceDesk.Decisions.Agents.Presence;

namespace ServiceDesk.Server.Agents;

/// <summary>GET /api/staff/directory: what the transfer dialog and the lists name.</summary>
public sealed class ReadDirectory(DeskDbs dbs, CurrentDesk desk, TimeProvider time)
{
    public async Task<StaffDirectory> Handle(CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var stored = await db.AgentStates.AsNoTracking().Select(a => a.Core).ToListAsync(cancellation);
        var states = stored.Select(RoutingJson.Read<AgentState>).ToDictionary(a => a.Id);
        var value = desk.Value;
        return new StaffDirectory(
            [.. value.Queues.Select(q => new DirectoryQueue(q.Id, q.Name, IsOpen(value, q), Online(value, q, states)))],
            [.. value.Agents.Select(a => Row(a, states.GetValueOrDefault(a.Id) ?? new AgentState { Id = a.Id }))]);
    }

    private bool IsOpen(Desk value, Queue queue) =>
        value.Schedules.FirstOrDefault(s => s.Id == queue.ScheduleId) is { } schedule && OpeningHours.IsOpen(schedule, time.GetUtcNow());

    private static int Online(Desk value, Queue queue, Dictionary<long, AgentState> states) => value.Agents.Count(
        a => a.Memberships.Any(m => m.QueueId == queue.Id)
            && states.GetValueOrDefault(a.Id) is { Presence: Presence.Online, Connection: Connection.Connected });

    private static DirectoryAgent Row(Agent agent, AgentState state) =>
        new(agent.Id, agent.Name, Words.Presence(state.Presence), Words.Connection(state.Connection), state.Used, agent.Capacity);
}
