using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// An agent asks a colleague for advice, unseen by the visitor (rules W1–W3). The colleague is rung like for a transfer and,
/// once there, takes capacity like for a session; the session itself does not change until the consult is completed (S14).
/// </summary>
internal static class Consulting
{
    private const string Cancelled = "cancelled";
    private const string Left = "left";

    public static Refusal? Apply(Turn turn, ConsultRequested e)
    {
        var session = turn.Session(e.SessionId);
        if (Transfers.NotPassable(session, e.AgentId, e.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        return session.Consult is { } consult
            ? new Refusal(RefusalCodes.AlreadyTaken, $"session {session.Id}: agent {consult.AgentId} is being consulted")
            : Transfers.AskAgent(turn, session, e.AgentId, e.ToAgent, isConsult: true);
    }

    /// <summary>The colleague accepted.</summary>
    public static void Begin(Turn turn, SessionState session, OfferState offer)
    {
        var consult = new SessionConsult(offer.AgentId, turn.At)
        {
            Weight = offer.Weight, QueueId = offer.QueueId, Exclusive = offer.Exclusive,
        };
        session = session with { Offers = [], Consult = consult, Version = session.Version + 1 };
        turn.Put(session);
        turn.Emit(new ConsultOpened(session.Id, offer.AgentId, offer.TransferFrom!.Value, turn.At) { Reason = "accepted" });
        Serving.TellOverCapacity(turn, session, offer.AgentId, AssignReasons.Consult);
    }

    public static Refusal? Apply(Turn turn, ConsultEnded e)
    {
        var session = turn.Session(e.SessionId);
        if (Manual.Stale(session, e.ExpectedVersion) is { } stale)
        {
            return stale;
        }

        var isSource = session.IsServed && session.Assignment!.AgentId == e.AgentId;
        if (session.Consult is { } consult)
        {
            return !isSource && (e.Complete || consult.AgentId != e.AgentId)
                ? Refusals.NotResponder(session.Id, session.Responder)
                : End(turn, session, consult, e, isSource);
        }

        if (Ringing(turn, session) is not { } ringing)
        {
            return Refusals.Invalid($"session {session.Id}: nobody is being consulted");
        }

        if (!isSource)
        {
            return Refusals.NotResponder(session.Id, session.Responder);
        }

        if (e.Complete)
        {
            return Refusals.Unavailable($"agent {ringing.AgentId} has not accepted yet");
        }

        OfferClosing.RescindFor(turn, ringing, Cancelled);
        return null;
    }

    /// <summary>The colleague leaves; the session stays as it is (case 61).</summary>
    public static SessionState Close(Turn turn, SessionState session, string reason)
    {
        if (session.Consult is not { } consult)
        {
            return session;
        }

        session = session with { Consult = null, Version = session.Version + 1 };
        turn.Put(session);
        turn.Emit(new ConsultClosed(session.Id, consult.AgentId, turn.At) { Reason = reason });
        return session;
    }

    /// <summary>The colleague is gone: every session that was being advised goes on without.</summary>
    public static void GiveUp(Turn turn, long agentId, string reason)
    {
        foreach (var id in turn.Memory.ConsultedBy(agentId).ToList())
        {
            Close(turn, turn.Session(id), reason);
        }
    }

    /// <summary>The offer by which a colleague is asked, while it rings.</summary>
    public static OfferState? Ringing(Turn turn, SessionState session) =>
        session is { IsServed: true, OfferId: { } id } && turn.Memory.Offer(id) is { IsConsult: true } offer ? offer : null;

    private static Refusal? End(Turn turn, SessionState session, SessionConsult consult, ConsultEnded e, bool isSource)
    {
        if (!e.Complete)
        {
            Close(turn, session, isSource ? Cancelled : Left);
            return null;
        }

        session = Close(turn, OfferClosing.Rescind(turn, session, AssignReasons.Consult), AssignReasons.Consult);
        var seat = new Seat(consult.AgentId, null, consult.Weight, consult.QueueId, consult.Exclusive);
        Serving.Begin(turn, session, seat, new(AssignReasons.Consult, AssignReasons.Consult));
        return null;
    }
}
