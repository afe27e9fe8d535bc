using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>An agent is rung and takes it or does not (O1–O4, O6); how ringing is called off is in <see cref="OfferClosing"/>.</summary>
internal static class Offering
{
    public const string TransferReason = AssignReasons.Transfer;
    private const string Accepted = "accepted";

    /// <summary>S5, or S6 at once, as the queue's mode says.</summary>
    public static void Bring(Turn turn, SessionState session, long agentId, Decision decision)
    {
        var mode = turn.QueueOf(session).OfferMode;
        if (mode == OfferMode.AutoAccept && !Alerting.MustRing(turn, session))
        {
            CountAssignment(turn, agentId);
            Serving.Begin(turn, session, Seat.For(turn.Memory, session, agentId), new(AssignReasons.AutoAccept, AssignReasons.AutoAccept, decision));
            return;
        }

        var offer = Ring(turn, session, agentId, decision, o => o with { IsBroadcast = mode == OfferMode.Broadcast });
        turn.Move(session with { Offers = [offer.Id] }, SessionStatus.Offered);
        if (mode == OfferMode.Broadcast)
        {
            turn.Memory.Changes.Broadcasting.Add(session.Id);
        }
    }

    /// <summary>O1 for one more agent of a broadcast.</summary>
    public static void BringAlso(Turn turn, SessionState session, long agentId, Decision decision)
    {
        var offer = Ring(turn, session, agentId, decision, o => o with { IsBroadcast = true });
        turn.Put(session with { Offers = [.. session.Offers, offer.Id] });
    }

    /// <summary>O1 on a session that is being served, whose status stays: a transfer to an agent, or a consult.</summary>
    public static void Direct(Turn turn, SessionState session, long agentId, Decision decision, long from, bool isConsult)
    {
        var offer = Ring(turn, session, agentId, decision, o => o with { TransferFrom = from, IsConsult = isConsult });
        turn.Put(session with { Offers = [offer.Id], Version = session.Version + 1 });
    }

    /// <summary>O2, S6, S14; in a broadcast O6 for the others.</summary>
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

        OfferClosing.Close(turn, offer, OfferStatus.Accepted, Accepted);
        turn.Put(turn.Agent(e.AgentId) with { MissStreak = 0 });
        var session = turn.Session(offer.SessionId);
        if (offer.IsConsult)
        {
            Consulting.Begin(turn, session, offer);
            return null;
        }

        foreach (var other in session.Offers.Where(id => id != offer.Id))
        {
            OfferClosing.Close(turn, turn.Memory.Offer(other)!, OfferStatus.Lost, "taken");
        }

        var reason = offer.TransferFrom is null ? AssignReasons.Queue : AssignReasons.Transfer;
        Serving.Begin(turn, session, Seat.Of(offer), new(reason, Accepted));
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

        OfferClosing.Close(turn, offer, OfferStatus.Declined, e.Reason ?? "declined");
        OfferClosing.Return(turn, offer, "declined", ExclusionCause.Declined);
        return null;
    }

    /// <summary>O4.</summary>
    public static void TimeOut(Turn turn, OfferState offer)
    {
        OfferClosing.Close(turn, offer, OfferStatus.TimedOut, "timed_out");
        PresenceRules.CountMiss(turn, offer.AgentId);
        OfferClosing.Return(turn, offer, "timed_out", ExclusionCause.TimedOut);
    }

    private static OfferState Ring(Turn turn, SessionState session, long agentId, Decision decision, Func<OfferState, OfferState> kind)
    {
        var seat = Seat.For(turn.Memory, session, agentId);
        var offer = kind(new OfferState
        {
            Id = ++turn.Memory.LastOfferId,
            SessionId = session.Id,
            AgentId = agentId,
            CreatedAt = turn.At,
            Deadline = turn.At.AddSeconds(turn.QueueOf(session).AcceptSeconds),
            Decision = decision,
            Weight = seat.Weight,
            Channel = session.Channel,
            QueueId = seat.QueueId,
            Exclusive = seat.Exclusive,
        });
        CountAssignment(turn, agentId);
        turn.Put(offer);
        var reason = offer.IsConsult ? AssignReasons.Consult : offer.TransferFrom is null ? AssignReasons.Queue : AssignReasons.Transfer;
        turn.Emit(new OfferCreated(offer.Id, session.Id, agentId, offer.Deadline, decision) { Reason = reason });
        return offer;
    }

    private static void CountAssignment(Turn turn, long agentId) =>
        turn.Put(turn.Agent(agentId) with { LastAssignedSeq = ++turn.Memory.AssignCounter });

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
