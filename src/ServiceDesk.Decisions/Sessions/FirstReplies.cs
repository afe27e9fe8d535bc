using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Sessions;

/// <summary>An agent who takes a session and then says nothing loses it (S13, case 64).</summary>
internal static class FirstReplies
{
    public const string Silent = "first_reply";

    public static DateTimeOffset? DueBy(Turn turn, SessionState session) =>
        turn.QueueOf(session).FirstReplySeconds is > 0 and var seconds ? turn.At.AddSeconds(seconds) : null;

    /// <summary>Typing puts it off once.</summary>
    public static Refusal? Apply(Turn turn, AgentTyped e)
    {
        var session = turn.Session(e.SessionId);
        if (session is { Status: SessionStatus.Active, Assignment: { FirstReplyBy: { } due, FirstReplyExtended: false } seat }
            && seat.AgentId == e.AgentId)
        {
            var by = due.AddSeconds(turn.QueueOf(session).FirstReplyTypingSeconds);
            turn.Put(session with { Assignment = seat with { FirstReplyBy = by, FirstReplyExtended = true } });
        }

        return null;
    }

    /// <summary>The agent wrote: the session stays, and the first word of all is remembered.</summary>
    public static Refusal? Apply(Turn turn, FirstReply e)
    {
        var session = turn.Session(e.SessionId);
        if (!session.IsServed || session.Assignment?.AgentId != e.AgentId)
        {
            return null;
        }

        turn.Put(session with
        {
            FirstReplyAt = session.FirstReplyAt ?? turn.At,
            Assignment = session.Assignment with { FirstReplyBy = null },
            Returns = 0,
            Alert = null,
        });
        return null;
    }

    public static void TimeOut(Turn turn, SessionState session)
    {
        var seat = session.Assignment!;
        if (session.OfferId is not null)
        {
            // It is being passed on; should it come back, the time begins anew.
            turn.Put(session with { Assignment = seat with { FirstReplyBy = DueBy(turn, session) } });
            return;
        }

        Transfers.Lose(turn, Exclusions.Add(turn, session, seat.AgentId, ExclusionCause.Silent), Silent);
    }
}
