using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Surveys;

namespace ServiceDesk.Decisions.Sessions;

/// <summary>A session ends (S11, S18, S23).</summary>
internal static class Ending
{
    public static Refusal? Apply(Turn turn, Ended e)
    {
        var session = turn.Session(e.SessionId);
        if (e.ExpectedVersion is { } expected && expected != session.Version)
        {
            return Refusals.Version(expected, session.Version);
        }

        if (!session.IsOpen)
        {
            return null;
        }

        if (e.By == EndedBy.Agent && (!session.IsServed || session.Assignment?.AgentId != e.ActorId))
        {
            return Refusals.NotResponder(session.Id, session.Responder);
        }

        if (e.By == EndedBy.Bot && session.Status != SessionStatus.Bot)
        {
            return Refusals.NotResponder(session.Id, session.Responder);
        }

        End(turn, session, e.By, e.ActorId, ReasonOf(session, e), e.Facts);
        return null;
    }

    /// <summary>S23.</summary>
    public static Refusal? Apply(Turn turn, BotEnded e)
    {
        var session = turn.Session(e.SessionId);
        if (!session.IsOpen)
        {
            return null;
        }

        if (session.Status != SessionStatus.Bot)
        {
            return Refusals.NotResponder(session.Id, session.Responder);
        }

        End(turn, session, EndedBy.Bot, null, e.Reason);
        return null;
    }

    /// <param name="facts">The conversation's row, where the host read it.</param>
    public static void End(
        Turn turn, SessionState session, EndedBy by, long? actorId, string reason, ConversationFacts? facts = null)
    {
        var wasWaiting = session.IsWaiting;
        session = OfferClosing.Rescind(turn, session, reason);
        session = Waiting.Leave(turn, session) with { EndedAt = turn.At, EndReason = reason, AwaitsWord = false };
        session = turn.Move(session, SessionStatus.Ended);
        session = Assignments.WrapUp(turn, session, reason);
        var survey = SurveyPolicy.AtEnd(turn.QueueOf(session).Survey, CaseOf(turn, session, by, wasWaiting, facts));
        session = survey.Due ? session with { SurveyedAt = turn.At } : session;
        turn.Put(session);
        turn.Emit(new SessionEnded(session.Id, by, actorId, survey.Due, survey.Skipped, survey.ExpiresAt) { Reason = reason });
        session = turn.SetResponder(session, null, reason);
        var agent = by == EndedBy.Agent && actorId is { } id ? Turn.Text(id) : null;
        turn.Note(session, NoteKinds.Ended, reason, ("by", WordFor(by)), ("reason", reason), ("agent", agent));
    }

    private static SurveyCase CaseOf(Turn turn, SessionState session, EndedBy by, bool wasWaiting, ConversationFacts? facts) => new(
        session.EndReason!, session.FirstReplyAt is not null || (by == EndedBy.Bot && turn.Memory.Desk.Desk.BotSettings.Survey), turn.At)
    {
        WasWaiting = wasWaiting,
        LastAsked = session.SurveyedAt,
        VisitorSpokeAt = facts?.VisitorSpokeAt,
        ReplyWindowSeconds = turn.Memory.Desk.Channel(session.Channel).ReplyWindowSeconds,
    };

    // Whoever leaves while waiting has abandoned, whatever the client calls it.
    private static string ReasonOf(SessionState session, Ended e) => e.By switch
    {
        EndedBy.Visitor when session.IsWaiting => EndReasons.Abandoned,
        EndedBy.Visitor => EndReasons.VisitorEnded,
        EndedBy.Supervisor => e.Reason ?? EndReasons.Supervisor,
        EndedBy.System => e.Reason ?? EndReasons.System,
        _ => e.Reason ?? EndReasons.Resolved,
    };

    private static string WordFor(EndedBy by) => by switch
    {
        EndedBy.Agent => "agent",
        EndedBy.Visitor => "visitor",
        EndedBy.Supervisor => "supervisor",
        EndedBy.Bot => "bot",
        _ => "system",
    };
}
