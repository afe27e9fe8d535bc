using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Hubs;

namespace ServiceDesk.Server.Routing;

/// <summary>An event that was applied, and what came of it.</summary>
internal sealed record AppliedEvent(RoutingEvent Event, Outcome Outcome, Guid? CommandId, StoredResult? Result);

/// <summary>A person's connections begin or cease to see a conversation.</summary>
/// <param name="Group">What carries its events.</param>
internal sealed record RoomChange(string Person, string Group, bool Joins);

/// <summary>A session that a turn changed, and who looked at it before.</summary>
internal sealed record SessionChange(SessionState State, string? QueueBefore, long? AgentBefore);

/// <summary>What a committed turn makes known.</summary>
internal sealed class TurnReport
{
    public List<AppliedEvent> Applied { get; } = [];

    public List<(PendingCommand Command, CommandResult Result)> Answers { get; } = [];

    public List<CommittedEvents> Events { get; } = [];

    public List<RoomChange> Rooms { get; } = [];

    public List<SessionChange> Sessions { get; } = [];

    public List<AgentState> Agents { get; } = [];

    public bool WroteOutbox { get; set; }

    /// <summary>The configuration that this turn put into force.</summary>
    public Desk? Published { get; set; }

    public IEnumerable<RoutingEffect> Effects => Applied.SelectMany(a => a.Outcome.Effects);
}
