using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// A supervisor posts beside the agent who serves a session (rule B2, I2). The agent stays the responder and keeps the capacity;
/// it ends with the agent's service, or when the supervisor leaves.
/// </summary>
internal static class Barging
{
    private const string Joined = "barged_in";
    private const string Left = "barged_out";

    public static Refusal? Apply(Turn turn, BargedIn e)
    {
        var session = turn.Session(e.SessionId);
        if (Stale(session, e.ExpectedVersion) is { } stale)
        {
            return stale;
        }

        if (!IsServed(session))
        {
            return session.IsOpen ? Refusals.Invalid($"session {session.Id} is with nobody: {session.Status}") : Refusals.Closed(session);
        }

        if (session.Assignment!.AgentId == e.SupervisorId)
        {
            return Refusals.Invalid($"agent {e.SupervisorId} serves session {session.Id}");
        }

        if (session.Barge is { } barge)
        {
            return barge.SupervisorId == e.SupervisorId
                ? null
                : new Refusal(RefusalCodes.AlreadyTaken, $"session {session.Id}: {barge.Name} has barged in");
        }

        session = session with
        {
            Barge = new SessionBarge(e.SupervisorId, e.Name, turn.At),
            Version = session.Version + 1,
        };
        turn.Put(session);
        turn.Emit(new BargeOpened(session.Id, session.ConversationId, e.SupervisorId) { Reason = Joined });
        turn.Note(session, NoteKinds.AgentJoined, Joined, ("agent", e.Name));
        return null;
    }

    public static Refusal? Apply(Turn turn, BargedOut e)
    {
        var session = turn.Session(e.SessionId);
        if (Stale(session, e.ExpectedVersion) is { } stale)
        {
            return stale;
        }

        if (session.Barge?.SupervisorId != e.SupervisorId)
        {
            return Refusals.Invalid($"agent {e.SupervisorId} has not barged in on session {session.Id}");
        }

        Close(turn, session with { Version = session.Version + 1 }, Left);
        return null;
    }

    /// <summary>Ends what no longer stands beside anybody: the session ended or waits again, or the supervisor serves it now.</summary>
    public static void Settle(Turn turn)
    {
        foreach (var id in turn.Memory.Changes.Sessions.ToList())
        {
            if (turn.Memory.Session(id) is { Barge: { } barge } session
                && (!IsServed(session) || session.Assignment!.AgentId == barge.SupervisorId))
            {
                Close(turn, session, session.IsOpen ? "not_served" : "ended");
            }
        }
    }

    private static void Close(Turn turn, SessionState session, string reason)
    {
        var barge = session.Barge!;
        turn.Put(session with { Barge = null });
        turn.Emit(new BargeClosed(session.Id, session.ConversationId, barge.SupervisorId) { Reason = reason });
        // The end says for all that they are gone; who serves it now was said to have joined.
        if (session.IsOpen && session.Assignment?.AgentId != barge.SupervisorId)
        {
            turn.Note(session, NoteKinds.AgentLeft, reason, ("agent", barge.Name), ("reason", reason));
        }
    }

    private static bool IsServed(SessionState session) => session is { IsOpen: true, Assignment: not null };

    private static Refusal? Stale(SessionState session, long? expectedVersion) =>
        expectedVersion is { } expected && expected != session.Version ? Refusals.Version(expected, session.Version) : null;
}
