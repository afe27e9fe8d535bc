using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>An agent begins to serve a session: from the queue (S6, S9) or from another agent, who leaves only now (S14).</summary>
internal static class Serving
{
    public static SessionState Begin(Turn turn, SessionState session, Seat seat, Joining joining)
    {
        Pacing.CountAssigned(turn, session, seat);
        session = Alerting.SettleServed(Waiting.Leave(turn, session)) with { Offers = [], AgentLostNoted = false };
        var source = session.Assignment?.AgentId;
        if (source is not null)
        {
            session = Assignments.Close(turn, session, joining.Reason);
        }

        session = turn.Move(session, SessionStatus.Active);
        session = Assignments.Open(turn, session, seat, joining.Heard);
        turn.Emit(new Assigned(session.Id, seat.AgentId, seat.OfferId, source)
        {
            Reason = joining.Reason, Decision = joining.Decision, ActorId = joining.ActorId,
        });
        if (joining.Reason is not (AssignReasons.Queue or AssignReasons.AutoAccept or AssignReasons.Consult))
        {
            TellOverCapacity(turn, session, seat.AgentId, joining.Reason);
        }

        session = turn.SetResponder(session, Responders.Agent(seat.AgentId), joining.Heard);
        if (source is { } left)
        {
            TellLeaving(turn, session, left, seat.AgentId, joining.Reason);
        }

        turn.Note(session, NoteKinds.AgentJoined, joining.Heard, ("agent", Turn.Text(seat.AgentId)));
        return session;
    }

    /// <summary>I3: what takes an agent over the capacity is counted by its cause.</summary>
    public static void TellOverCapacity(Turn turn, SessionState session, long agentId, string reason)
    {
        var (used, capacity) = (turn.Agent(agentId).Used, turn.Memory.CapacityOf(agentId));
        if (used > capacity)
        {
            turn.Emit(new OverCapacity(session.Id, agentId, used, capacity) { Reason = reason });
        }
    }

    // A supervisor who takes over was passed nothing.
    private static void TellLeaving(Turn turn, SessionState session, long left, long joined, string reason)
    {
        if (reason != AssignReasons.TakenOver)
        {
            turn.Note(session, NoteKinds.Transferred, reason, ("from", Turn.Text(left)), ("toAgent", Turn.Text(joined)));
        }

        turn.Note(session, NoteKinds.AgentLeft, reason, ("agent", Turn.Text(left)));
    }
}

/// <summary>Why and by whom an agent comes to a session.</summary>
/// <param name="Reason">One of <see cref="AssignReasons"/>.</param>
/// <param name="Heard">The reason of what the conversation and the capacity hear of it.</param>
/// <param name="Decision">Where no offer carries it.</param>
/// <param name="ActorId">Who ordered it, when that was somebody else.</param>
internal readonly record struct Joining(string Reason, string Heard, Decision? Decision = null, long? ActorId = null);
