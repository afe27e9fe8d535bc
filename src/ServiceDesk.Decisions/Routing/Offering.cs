using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>An agent is rung, takes it, does not, or the ringing is called off (O1–O5).</summary>
internal static class Offering
{
    public const string QueueReason = "queue";
    public const string TransferReason = "transfer";

    /// <summary>O1, S5. On an active session it is the directed offer of a transfer and the status stays.</summary>
    public static void Ring(Turn turn, SessionState session, long agentId, Decision decision, long? transferFrom = null)
    {
        var memory = turn.Memory;
        var deadline = turn.At.AddSeconds(turn.QueueOf(session).AcceptSeconds);
        var channel = memory.Desk.Channel(session.Channel);
        // The agent of another queue that was added serves in that queue's name.
        var served = session.IsWaiting
            ? memory.Buckets.Of(session.Id).ServerOf(memory.Pools.ProfileOf(agentId))?.Membership.QueueId
            : null;
        var offer = new OfferState
        {
            Id = ++memory.LastOfferId,
            SessionId = session.Id,
            AgentId = agentId,
            TransferFrom = transferFrom,
            CreatedAt = turn.At,
            Deadline = deadline,
            Decision = decision,
            Weight = channel.Weight,
            Channel = session.Channel,
            QueueId = served ?? session.QueueId ?? "",
            Exclusive = channel.Exclusive,
        };
        turn.Put(turn.Agent(agentId) with { LastAssignedSeq = ++memory.AssignCounter });
        turn.Put(offer);
        session = session with { OfferId = offer.Id };
        if (transferFrom is null)
        {
            turn.Move(session, SessionStatus.Offered);
        }
        else
        {
            turn.Put(session with { Version = session.Version + 1 });
        }

        turn.Emit(new OfferCreated(offer.Id, session.Id, agentId, deadline, decision)
        {
            Reason = transferFrom is null ? QueueReason : TransferReason,
        });
    }

    /// <summary>O2, S6, S14.</summary>
    public static Refusal? Apply(Turn turn, Accept e)
    {
        if (Find(turn, e.OfferId, e.AgentId, out var offer) is { } refusal)
        {
            return refusal;
        }

        if (offer.Status == OfferStatus.Accepted)
        {
            return null;
        }

        if (offer.Status != OfferStatus.Pending)
        {
            return Expired(offer);
        }

        const string reason = "accepted";
        Close(turn, offer, OfferStatus.Accepted, reason);
        turn.Put(turn.Agent(e.AgentId) with { MissStreak = 0 });
        var session = Waiting.Leave(turn, turn.Session(offer.SessionId)) with { OfferId = null, AgentLostNoted = false };
        var source = session.Assignment?.AgentId;
        if (source is not null)
        {
            session = Assignments.Close(turn, session, TransferReason);
        }

        session = turn.Move(session, SessionStatus.Active);
        session = Assignments.Open(turn, session, offer, reason);
        turn.Emit(new Assigned(session.Id, e.AgentId, offer.Id, source) { Reason = source is null ? QueueReason : TransferReason });
        session = turn.SetResponder(session, Responders.Agent(e.AgentId), reason);
        if (source is { } left)
        {
            turn.Note(session, NoteKinds.Transferred, TransferReason, ("from", Turn.Text(left)), ("toAgent", Turn.Text(e.AgentId)));
            turn.Note(session, NoteKinds.AgentLeft, TransferReason, ("agent", Turn.Text(left)));
        }

        turn.Note(session, NoteKinds.AgentJoined, reason, ("agent", Turn.Text(e.AgentId)));
        return null;
    }

    /// <summary>O3.</summary>
    public static Refusal? Apply(Turn turn, Decline e)
    {
        if (Find(turn, e.OfferId, e.AgentId, out var offer) is { } refusal)
        {
            return refusal;
        }

        if (offer.Status == OfferStatus.Declined)
        {
            return null;
        }

        if (offer.Status != OfferStatus.Pending)
        {
            return Expired(offer);
        }

        Close(turn, offer, OfferStatus.Declined, e.Reason ?? "declined");
        Return(turn, offer, "declined", ExclusionCause.Declined);
        return null;
    }

    /// <summary>O4.</summary>
    public static void TimeOut(Turn turn, OfferState offer)
    {
        Close(turn, offer, OfferStatus.TimedOut, "timed_out");
        PresenceRules.CountMiss(turn, offer.AgentId);
        Return(turn, offer, "timed_out", ExclusionCause.TimedOut);
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
        if (session.OfferId is not { } id)
        {
            return session;
        }

        Close(turn, turn.Memory.Offer(id)!, OfferStatus.Rescinded, reason);
        return session with { OfferId = null };
    }

    private static void Close(Turn turn, OfferState offer, OfferStatus status, string reason)
    {
        turn.Put(offer with { Status = status, ClosedAt = turn.At, Reason = reason });
        turn.Emit(new OfferClosed(offer.Id, offer.SessionId, offer.AgentId, status) { Reason = reason });
    }

    private static void Return(Turn turn, OfferState offer, string reason, ExclusionCause? cause)
    {
        var session = turn.Session(offer.SessionId);
        if (offer.TransferFrom is { } source)
        {
            Transfers.Return(turn, session, offer, source, reason, cause);
            return;
        }

        Waiting.Continue(turn, cause is { } c ? Exclusions.Add(turn, session, offer.AgentId, c) : session, reason);
    }

    private static Refusal? Find(Turn turn, long offerId, long agentId, out OfferState offer)
    {
        offer = turn.Memory.Offer(offerId)!;
        if (offer is null)
        {
            return offerId > 0 && offerId <= turn.Memory.LastOfferId
                ? new Refusal(RefusalCodes.OfferExpired, $"offer {offerId} closed long ago")
                : Refusals.NotFound("offer", offerId);
        }

        turn.SessionId = offer.SessionId;
        return offer.AgentId == agentId
            ? null
            : new Refusal(RefusalCodes.Forbidden, $"offer {offerId} rings agent {offer.AgentId}");
    }

    private static Refusal Expired(OfferState offer) =>
        new(RefusalCodes.OfferExpired, $"offer {offer.Id} is {offer.Status}: {offer.Reason}");
}
