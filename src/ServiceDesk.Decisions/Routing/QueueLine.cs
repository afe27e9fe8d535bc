using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Who waits in one queue, rung for or not: position and length count them all.</summary>
internal sealed class QueueLine
{
    public RankedSet Everybody { get; } = new();

    public static LinePlace PlaceOf(SessionState session) => new(session.Tier, session.Key!.Value, session.Id);
}
