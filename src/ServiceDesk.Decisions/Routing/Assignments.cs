using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>A unit of an agent's capacity is taken by a session, turns into wrap-up, is free again (S6, S18, S19).</summary>
internal static class Assignments
{
    public const string WrapUpReason = "wrap_up";

    public static SessionState Open(Turn turn, SessionState session, Seat seat, string reason)
    {
        session = session with
        {
            Assignment = new SessionAssignment(seat.AgentId, seat.OfferId, turn.At, AssignmentStatus.Active, null)
            {
                Weight = seat.Weight, QueueId = seat.QueueId, Exclusive = seat.Exclusive,
                FirstReplyBy = FirstReplies.DueBy(turn, session),
            },
        };
        turn.Put(session);
        turn.Emit(new AssignmentOpened(session.Id, seat.AgentId, turn.At) { Reason = reason, Weight = seat.Weight });
        return session;
    }

    /// <summary>S18: the agent keeps the unit for the work after the end, if the queue grants any time for it.</summary>
    public static SessionState WrapUp(Turn turn, SessionState session, string reason)
    {
        var seconds = turn.QueueOf(session).WrapUpSeconds;
        if (session.Assignment is not { } assignment || seconds == 0)
        {
            return Close(turn, session, reason);
        }

        session = Consulting.Close(turn, session, reason);
        var until = turn.At.AddSeconds(seconds);
        // The work after the end takes the whole unit, also after a hold.
        assignment = assignment with
        {
            Status = AssignmentStatus.WrapUp, WrapUpUntil = until, FirstReplyBy = null, Weight = session.Hold?.Weight ?? assignment.Weight,
        };
        session = session with { Assignment = assignment, Hold = null, LastServed = new LastServed(assignment.AgentId, turn.At) };
        turn.Put(session);
        turn.Emit(new AssignmentChanged(session.Id, assignment.AgentId, AssignmentStatus.WrapUp, until, assignment.Weight) { Reason = reason });
        return session;
    }

    public static SessionState Close(Turn turn, SessionState session, string reason)
    {
        if (session.Assignment is not { } assignment)
        {
            return session;
        }

        Pacing.CountHandled(turn, session, assignment);
        session = Consulting.Close(turn, session, reason) with
        {
            Assignment = null,
            Hold = null,
            AwaitsWord = false,
            LastServed = assignment.Status == AssignmentStatus.WrapUp ? session.LastServed : new LastServed(assignment.AgentId, turn.At),
        };
        turn.Put(session);
        turn.Emit(new AssignmentClosed(session.Id, assignment.AgentId, turn.At) { Reason = reason });
        PresenceRules.GoOfflineWhenDone(turn, assignment.AgentId);
        return session;
    }

    /// <summary>S19 by the agent.</summary>
    public static Refusal? Apply(Turn turn, WrapUpDone e)
    {
        var session = turn.Session(e.SessionId);
        if (session.Assignment is not { } assignment)
        {
            return session.IsOpen ? Refusals.NotResponder(session.Id, session.Responder) : null;
        }

        if (assignment.AgentId != e.AgentId)
        {
            return new Refusal(RefusalCodes.Forbidden, $"session {session.Id} belongs to agent {assignment.AgentId}");
        }

        if (assignment.Status != AssignmentStatus.WrapUp)
        {
            return Refusals.Invalid($"session {session.Id} has not ended");
        }

        Close(turn, session, WrapUpReason);
        return null;
    }
}
