using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// The routing domain's state machine: an event with its instant goes in, effects come out. It reads no clock, database,
/// network or source of chance, so the same events give the same effects, byte for byte. Not thread-safe: one writer.
/// </summary>
public sealed class RoutingCore
{
    /// <exception cref="ArgumentException">The desk has faults; the message lists them all.</exception>
    public RoutingCore(Desk desk) => throw new NotSupportedException();

    /// <summary>The configuration in force.</summary>
    public Desk Desk => throw new NotSupportedException();

    /// <summary>When the core next wants a <see cref="Tick"/>, or null while nothing is under way.</summary>
    public DateTimeOffset? NextWake => throw new NotSupportedException();

    public IEnumerable<SessionState> Sessions => throw new NotSupportedException();

    public IEnumerable<AgentState> Agents => throw new NotSupportedException();

    /// <summary>The live offers.</summary>
    public IEnumerable<OfferState> PendingOffers => throw new NotSupportedException();

    /// <summary>Goes on from an earlier <see cref="Export"/>, or from the rows that a host kept of it. Apply <see cref="Restarted"/> next.</summary>
    public static RoutingCore Load(Desk desk, RoutingState state) => throw new NotSupportedException();

    public RoutingState Export() => throw new NotSupportedException();

    public Outcome Apply(RoutingEvent e) => throw new NotSupportedException();

    public SessionState? Session(long id) => throw new NotSupportedException();

    public AgentState? Agent(long id) => throw new NotSupportedException();

    public OfferState? Offer(long id) => throw new NotSupportedException();

    /// <summary>The session's place in its queue, from 1; null when it does not wait. May be later than the one shown.</summary>
    public int? Position(long sessionId) => throw new NotSupportedException();

    /// <summary>The sessions that wait in a queue, the next one first.</summary>
    public IEnumerable<SessionState> Waiting(string queueId) => throw new NotSupportedException();

    /// <summary>The sessions that take capacity of an agent, wrap-ups included, by id.</summary>
    public IEnumerable<SessionState> SessionsOf(long agentId) => throw new NotSupportedException();
}
