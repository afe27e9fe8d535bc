using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>What all that is done by hand shares: version, who can take it, and the taking.</summary>
internal static class Manual
{
    public static Refusal? Stale(SessionState session, long? expectedVersion) =>
        expectedVersion is { } expected && expected != session.Version ? Refusals.Version(expected, session.Version) : null;

    public static Refusal? NotWaiting(SessionState session) => session switch
    {
        { IsOpen: false } => Refusals.Closed(session),
        { IsWaiting: false } => Refusals.Invalid($"session {session.Id} does not wait: {session.Status}"),
        _ => null,
    };

    /// <summary>Why an agent cannot be given the session by hand. The load is no reason, what stands alone is.</summary>
    /// <param name="isOwnWish">Who asks for it is there, whatever was chosen to be shown.</param>
    public static Refusal? Unfit(Turn turn, SessionState session, long agentId, bool isOwnWish)
    {
        var memory = turn.Memory;
        if (memory.Agent(agentId) is not { } agent || memory.Desk.Agent(agentId) is null)
        {
            return Refusals.NotFound("agent", agentId);
        }

        var why = agent switch
        {
            { Connection: Connection.Lost } => "is not connected",
            { Connection: Connection.Grace } when !isOwnWish => "is not connected",
            { Presence: Presence.Offline } when !isOwnWish => "is Offline",
            _ when Room.IsBlocked(memory.Desk.Channel(session.Channel), agentId, memory.Loads) => "has what stands alone",
            _ => null,
        };
        return why is null ? null : Refusals.Unavailable($"agent {agentId} {why}");
    }

    /// <summary>S9, S14: what rings is rescinded, what is being passed on or advised ends, the agent has it.</summary>
    public static void Take(Turn turn, SessionState session, long agentId, string reason, long? actorId)
    {
        var decision = Explaining.Decide(turn.Memory, session, agentId, DecisionKind.Manual);
        var seat = Seat.For(turn.Memory, session, agentId);
        session = OfferClosing.Rescind(turn, session, reason);
        turn.Put(session);
        Serving.Begin(turn, session, seat, new(reason, reason, decision, actorId));
        PresenceRules.StayForSessions(turn, agentId, reason);
    }
}
