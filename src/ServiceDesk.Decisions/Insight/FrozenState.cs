using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Insight;

/// <summary>The state of a core in which nothing happens by itself but to one new session: the present taken to another instant.</summary>
internal static class FrozenState
{
    /// <summary>The id of the visitor's session; those of stand-ins are below it.</summary>
    public const long NewSession = long.MaxValue;

    private static readonly TimeSpan Never = TimeSpan.FromDays(1_000);

    /// <summary>Agents with what they have in hand.</summary>
    public static RoutingState AsItIs(Desk desk, DateTimeOffset at, PresentState now)
    {
        var listed = desk.Agents.Select(a => a.Id).ToHashSet();
        return new RoutingState
        {
            LastAt = at,
            LastOfferId = now.Ringing.Select(o => o.Id).DefaultIfEmpty(0).Max(),
            AssignCounter = now.Agents.Select(a => a.LastAssignedSeq).DefaultIfEmpty(0).Max(),
            Agents = [.. now.Agents.Where(a => listed.Contains(a.Id)).Select(a => Still(a, at))],
            Sessions = [.. now.Served.Where(s => listed.Contains(s.Assignment?.AgentId ?? 0)).Select(s => Still(s, at)), .. Lines(desk, at, now)],
            Paces = Known(desk, now),
            Offers = [.. now.Ringing.Where(o => listed.Contains(o.AgentId)).Select(o => o with { CreatedAt = at, Deadline = at + Never })],
        };
    }

    /// <summary>Whoever attends has no room and stays so; whoever does not, never comes.</summary>
    public static RoutingState Occupied(Desk desk, DateTimeOffset at, PresentState now)
    {
        var attending = now.Agents.Where(a => a.IsAttending()).Select(a => a.Id).ToHashSet();
        var agents = desk.Agents.Where(a => attending.Contains(a.Id)).ToList();
        return new RoutingState
        {
            LastAt = at,
            Agents = [.. agents.Select(a => new AgentState { Id = a.Id, Presence = Presence.Online, Connection = Connection.Connected })],
            Sessions = [.. agents.Select((a, i) => Occupying(a, -i - 1, at)), .. Lines(desk, at, now)],
            Paces = Known(desk, now),
        };
    }

    private static IReadOnlyList<QueuePace> Known(Desk desk, PresentState now) =>
        [.. now.Paces.Where(p => desk.Queues.Any(q => q.Id == p.QueueId))];

    // What would end by itself does so long after everything that is looked at.
    private static AgentState Still(AgentState agent, DateTimeOffset at) => agent with
    {
        GraceUntil = agent.GraceUntil is null ? null : at + Never,
        HoldDownUntil = agent.HoldDownUntil is null ? null : at + Never,
        LossTold = agent.LossTold || agent.Connection == Connection.Grace,
    };

    private static SessionState Still(SessionState session, DateTimeOffset at) => session with
    {
        StatusSince = at,
        Assignment = session.Assignment! with { WrapUpUntil = session.Assignment.WrapUpUntil is null ? null : at + Never },
    };

    private static SessionState Occupying(Agent agent, long id, DateTimeOffset at) => StandIn(id, at) with
    {
        Status = SessionStatus.Active,
        Assignment = new SessionAssignment(agent.Id, 0, at, AssignmentStatus.Active, null) { Weight = agent.Capacity },
    };

    // As many as can make a difference wait before the new one, as if rung, since those take no steps; they stay for ever.
    private static IEnumerable<SessionState> Lines(Desk desk, DateTimeOffset at, PresentState now)
    {
        var id = -1_000_000L;
        foreach (var queue in desk.Queues)
        {
            for (var i = 0; i < Math.Min(now.Waiting.GetValueOrDefault(queue.Id), Most(desk, queue)); i++)
            {
                yield return StandIn(--id, at) with
                {
                    Status = SessionStatus.Offered, QueueId = queue.Id, QueuedAt = at + Never, Key = at - Never,
                };
            }
        }
    }

    private static int Most(Desk desk, Queue queue) =>
        Math.Max(queue.MaxLengthAtLeast, queue.MaxLengthFactor * desk.Agents.Where(a => a.Memberships.Any(m => m.QueueId == queue.Id)).Sum(a => a.Capacity))
        + queue.Overflow.Where(s => s.Trigger == OverflowTrigger.Length).Select(s => s.Value).DefaultIfEmpty(0).Max();

    private static SessionState StandIn(long id, DateTimeOffset at) => new()
    {
        Id = id,
        ConversationId = id,
        VisitorId = FormattableString.Invariant($"visitor:{id}"),
        EntryPoint = "",
        CreatedAt = at,
        StatusSince = at,
        VisitorConnected = false,
    };
}
