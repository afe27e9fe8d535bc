using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Sessions;

/// <summary>A session waits without taking much of its agent, until somebody writes (S15–S17).</summary>
internal static class Holding
{
    public const string Parked = "parked";
    public const string Inactive = "inactive";
    private const string Off = "unheld";

    /// <summary>S15 by the agent. One that the visitor's silence put on hold counts as parked from here on: nothing closes it.</summary>
    public static Refusal? Apply(Turn turn, Held e)
    {
        var session = turn.Session(e.SessionId);
        if (Obstacle(session, e.AgentId, e.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        if (session.Hold is not { } hold)
        {
            Begin(turn, session, Parked);
        }
        else if (!hold.Parked)
        {
            turn.Put(session with { Hold = hold with { Parked = true }, Version = session.Version + 1 });
            turn.Emit(new PutOnHold(session.Id, e.AgentId) { Reason = Parked });
        }

        return null;
    }

    /// <summary>S16 by the agent.</summary>
    public static Refusal? Apply(Turn turn, Unheld e)
    {
        var session = turn.Session(e.SessionId);
        if (Obstacle(session, e.AgentId, e.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        if (session.Hold is not null)
        {
            Release(turn, session, Off);
        }

        return null;
    }

    /// <summary>S15: the weight is given back as far as the queue says.</summary>
    public static void Begin(Turn turn, SessionState session, string reason)
    {
        var seat = session.Assignment!;
        var percent = turn.QueueOf(session).InactivePercent;
        var held = seat with
        {
            Status = AssignmentStatus.Hold, Weight = ((seat.Weight * percent) + 99) / 100, FirstReplyBy = null,
        };
        session = session with { Hold = new SessionHold(turn.At, reason == Parked, seat.Weight), Assignment = held };
        turn.Move(session, SessionStatus.OnHold);
        turn.Emit(new AssignmentChanged(session.Id, seat.AgentId, held.Status, null, held.Weight) { Reason = reason });
        turn.Emit(new PutOnHold(session.Id, seat.AgentId) { Reason = reason });
        PresenceRules.GoOfflineWhenDone(turn, seat.AgentId);
    }

    /// <summary>S16: the full weight is taken again, over the capacity if need be (I3).</summary>
    public static void Release(Turn turn, SessionState session, string reason)
    {
        var seat = session.Assignment! with { Status = AssignmentStatus.Active, Weight = session.Hold!.Weight };
        turn.Move(session with { Hold = null, Assignment = seat }, SessionStatus.Active);
        turn.Emit(new AssignmentChanged(session.Id, seat.AgentId, seat.Status, null, seat.Weight) { Reason = reason });
        var used = turn.Agent(seat.AgentId).Used;
        turn.Emit(new Reactivated(session.Id, seat.AgentId, used, turn.Memory.CapacityOf(seat.AgentId)) { Reason = reason });
    }

    /// <summary>The visitor wrote: the agent has it again (S16), or, not being there, it waits for others (S17).</summary>
    public static void Hear(Turn turn, SessionState session)
    {
        var agent = turn.Agent(session.Assignment!.AgentId);
        var isThere = agent is { Presence: Presence.Online, Connection: not Connection.Lost };
        if (isThere || turn.QueueOf(session).OnAgentLost == OnAgentLost.Keep)
        {
            Release(turn, session, Hearing.Visitor);
        }
        else if (session.OfferId is null)
        {
            // One that is being passed on follows by that offer's end.
            LostAgents.Requeue(turn, session, Hearing.Visitor);
        }
    }

    private static Refusal? Obstacle(SessionState session, long agentId, long? expectedVersion)
    {
        if (!session.IsOpen)
        {
            return Refusals.Closed(session);
        }

        if (!session.IsServed || session.Assignment?.AgentId != agentId)
        {
            return Refusals.NotResponder(session.Id, session.Responder);
        }

        if (expectedVersion is { } expected && expected != session.Version)
        {
            return Refusals.Version(expected, session.Version);
        }

        return session.OfferId is { } ringing
            ? new Refusal(RefusalCodes.AlreadyTaken, $"session {session.Id} is being passed on by offer {ringing}")
            : null;
    }
}
