using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Ringing ends without the agent's taking it (O3–O6) and the session goes back to where it was, or elsewhere.</summary>
internal static class OfferClosing
{
    public static void Close(Turn turn, OfferState offer, OfferStatus status, string reason)
    {
        // Kept for repeated commands only: why it rang is in the ledger.
        var brief = offer.Decision with { Candidates = [], Heads = [] };
        turn.Put(offer with { Status = status, ClosedAt = turn.At, Reason = reason, Decision = brief });
        turn.Emit(new OfferClosed(offer.Id, offer.SessionId, offer.AgentId, status) { Reason = reason });
    }

    /// <summary>O5 by the agent's side: the session goes back to where it was.</summary>
    public static void RescindFor(Turn turn, OfferState offer, string reason)
    {
        Close(turn, offer, OfferStatus.Rescinded, reason);
        Return(turn, offer, reason, null);
    }

    /// <summary>O5 by the session's side: it goes somewhere else, which the caller decides.</summary>
    public static SessionState Rescind(Turn turn, SessionState session, string reason)
    {
        foreach (var id in session.Offers)
        {
            Close(turn, turn.Memory.Offer(id)!, OfferStatus.Rescinded, reason);
        }

        return session.Offers.Count == 0 ? session : session with { Offers = [] };
    }

    /// <summary>S7 when nobody else is rung for it; a transfer or consult stays with its source.</summary>
    public static void Return(Turn turn, OfferState offer, string reason, ExclusionCause? cause)
    {
        var session = turn.Session(offer.SessionId);
        if (offer.TransferFrom is { } source)
        {
            Transfers.Return(turn, session, offer, source, reason, cause);
            return;
        }

        session = cause is { } c ? Exclusions.Add(turn, session, offer.AgentId, c) : session;
        if (session.Offers.Count > 1)
        {
            turn.Put(session with { Offers = [.. session.Offers.Where(id => id != offer.Id)] });
            return;
        }

        Waiting.Continue(turn, session, reason);
    }
}
