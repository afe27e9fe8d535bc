using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>Recognises in committed rows what should sometimes happen.</summary>
internal static class MarkWatch
{
    public static void See(Marks marks, LedgerRow row, Store before)
    {
        SeeEvent(marks, row, before);
        foreach (var effect in row.Effects)
        {
            SeeEffect(marks, row, effect, before);
        }
    }

    private static void SeeEvent(Marks marks, LedgerRow row, Store before)
    {
        Hit(marks, row.Answer.Code == RefusalCodes.VersionConflict, Mark.VersionConflicted);
        switch (row.Event)
        {
            case SessionStarted started:
                Hit(marks, row.Answer.SessionId is { } id && id != started.SessionId, Mark.SecondStartFoundTheFirst);
                break;
            case SessionEnqueued wanted:
                Hit(marks, row.Answer.Code is null && Status(before, wanted.SessionId) is SessionStatus.Queued or SessionStatus.Offered, Mark.PersonWantedTwice);
                Hit(marks, wanted.By == EnqueuedBy.Bot && row.Effects.OfType<Enqueued>().Any(), Mark.BotHandedOver);
                break;
            case Accept:
                Hit(marks, row.Answer.Code == RefusalCodes.OfferExpired, Mark.OfferExpiredWhileBeingAccepted);
                Hit(marks, row.Answer.Code == RefusalCodes.Forbidden, Mark.WrongAgentAccepted);
                break;
            case Ended ended:
                Hit(marks, row.Answer.Code is null && Status(before, ended.SessionId) == SessionStatus.Ended, Mark.EndedTwice);
                Hit(marks, row.Effects.OfType<SessionEnded>().Any() && before.Sessions.GetValueOrDefault(ended.SessionId) is { Status: SessionStatus.Active, OfferId: not null }, Mark.EndedDuringTransfer);
                break;
            case TransferRequested { ToQueue: not null }:
                Hit(marks, row.Answer.Code is null, Mark.PassedToAQueue);
                break;
            case Claim:
                Hit(marks, row.Effects.OfType<Assigned>().Any(), Mark.Claimed);
                Hit(marks, row.Answer.Code == RefusalCodes.AlreadyTaken, Mark.ClaimedByTwo);
                break;
            case Assign assign:
                Hit(marks, row.Answer.Code is null && Status(before, assign.SessionId) == SessionStatus.Offered, Mark.GivenWhileRinging);
                break;
            case RequeueRequested:
                Hit(marks, row.Effects.OfType<Requeued>().Any(), Mark.PutIntoAQueueByHand);
                break;
            case MessagePosted:
                Hit(marks, row.Effects.OfType<Requeued>().Any(), Mark.MovedOnTheVisitorsWord);
                break;
            case Bumped:
                Hit(marks, row.Effects.OfType<Boosted>().Any(), Mark.BumpedWhileWaiting);
                break;
            case FallbackChosen:
                Hit(marks, row.Effects.OfType<Deferred>().Any(), Mark.MessageChosenWhileWaiting);
                break;
            case VisitorBack back:
                Hit(marks, Status(before, back.SessionId) is SessionStatus.Queued or SessionStatus.Offered, Mark.VisitorBackInGrace);
                break;
            case AgentConnection { Connected: true } came:
                Hit(marks, before.Agents.GetValueOrDefault(came.AgentId)?.Connection == Connection.Grace, Mark.AgentBackInGrace);
                break;
            case AgentPresence { Forced: true, Presence: Presence.Offline }:
                Hit(marks, row.Effects.OfType<AssignmentClosed>().Any(), Mark.ForcedOffline);
                break;
            case WrapUpDone:
                Hit(marks, row.Effects.OfType<AssignmentClosed>().Any(), Mark.WrapUpDoneByAgent);
                break;
            case DeadlineDue { Kind: DeadlineKind.VisitorLeft }:
                Hit(marks, row.Effects.Count > 0, Mark.VisitorShownAsLeft);
                break;
            case RulesetPublished published:
                SeeRuleset(marks, row, published.Desk, before);
                break;
        }
    }

    private static void SeeRuleset(Marks marks, LedgerRow row, Desk desk, Store before)
    {
        if (row.Answer.Code is not null)
        {
            marks.Hit(Mark.RulesetRefused);
            return;
        }

        Hit(marks, row.Effects.OfType<AssignmentClosed>().Any(c => desk.Agents.All(a => a.Id != c.AgentId)), Mark.AgentRemovedWhileServing);
        Hit(marks, row.Effects.OfType<Requeued>().Any(r => r.Reason == "ruleset"), Mark.QueueRemovedWhileSomebodyWaited);
        Hit(marks, desk.Agents.Any(a => before.Agents.GetValueOrDefault(a.Id)?.Used > a.Capacity), Mark.CapacityLoweredBelowLoad);
    }

    private static void SeeEffect(Marks marks, LedgerRow row, RoutingEffect effect, Store before)
    {
        switch (effect)
        {
            case OfferClosed closed:
                SeeOffer(marks, row, closed, before);
                break;
            case OfferCreated { Decision.Heads: [{ Class: 0 }, ..] }:
                marks.Hit(Mark.OverdueWentFirst);
                break;
            case Assigned assigned:
                SeeAssigned(marks, assigned);
                break;
            case OverCapacity over:
                marks.Hit(over.Reason is AssignReasons.Transfer or AssignReasons.Consult ? Mark.OverCapacityByTransfer : Mark.OverCapacityByHand);
                break;
            case ConsultClosed closed:
                Hit(marks, closed.Reason == AssignReasons.Consult, Mark.ConsultCompleted);
                Hit(marks, row.Event is ConsultEnded { Complete: false }, Mark.ConsultLeft);
                Hit(marks, row.Effects.OfType<SessionEnded>().Any(), Mark.EndedDuringConsult);
                break;
            case PutOnHold held:
                marks.Hit(held.Reason == "parked" ? Mark.ParkedByItsAgent : Mark.InactiveOnHold);
                break;
            case Reactivated back:
                marks.Hit(Mark.BackFromHold);
                Hit(marks, back.Used > back.Capacity, Mark.BackFromHoldOverCapacity);
                break;
            case Deferred deferred:
                Hit(marks, deferred.Reason == DeferReasons.Closed, Mark.DeferredAsClosed);
                Hit(marks, deferred.Reason == DeferReasons.Full, Mark.DeferredAsFull);
                Hit(marks, deferred.Reason == DeferReasons.MaxWait, Mark.DeferredAfterTheLongestWait);
                Hit(marks, deferred.Reason == DeferReasons.Drained, Mark.DrainedAfterClosing);
                break;
            case BotStarted { Reason: "wait_cancelled" }:
                marks.Hit(Mark.WaitCancelledForTheBot);
                break;
            case SessionEnded ended:
                Hit(marks, ended.Reason == EndReasons.Abandoned && row.Event is Tick, Mark.AbandonedAfterGrace);
                Hit(marks, ended.Reason == EndReasons.Silence, Mark.SilenceClosed);
                Hit(marks, ended.Reason == EndReasons.BotIdle, Mark.BotIdleClosed);
                marks.Hit(ended.SurveyDue ? Mark.SurveyDue : Mark.SurveySkipped);
                break;
            case StepAdvanced step:
                marks.Hit(Mark.StepTaken);
                Hit(marks, step.Action == OverflowAction.MoveToQueue, Mark.MovedByALadder);
                break;
            case Promoted:
                marks.Hit(Mark.PromotedATier);
                break;
            case PositionHint { Reason: "moved" }:
                marks.Hit(Mark.PlaceMovedUp);
                break;
            case SystemNote { Kind: NoteKinds.SilenceWarning }:
                marks.Hit(Mark.SilenceWarned);
                break;
            case Alert alert:
                Hit(marks, alert is { Reason: AlertReasons.ReplyDue, Severity: AlertSeverity.Alarm }, Mark.ReplyAlarmed);
                Hit(marks, alert.Reason == AlertReasons.AllExcluded, Mark.LastRoundEnded);
                Hit(marks, alert.Reason == AlertReasons.Returned, Mark.ReturnedTooOften);
                break;
            case AgentForced forced:
                marks.Hit(forced.Presence == Presence.Away ? Mark.AwayAfterMisses : Mark.WentOfflineWhenDone);
                break;
            case AssignmentClosed { Reason: "wrap_up" }:
                Hit(marks, row.Event is not WrapUpDone, Mark.WrapUpRanOut);
                break;
            case Requeued requeued:
                Hit(marks, requeued.Reason == "agent_lost", Mark.AgentLost);
                Hit(marks, requeued.Reason == "first_reply", Mark.SilentAgentLostIt);
                break;
        }
    }

    private static void SeeAssigned(Marks marks, Assigned assigned)
    {
        Hit(marks, assigned.Reason == AssignReasons.Transfer, Mark.PassedToAnAgent);
        Hit(marks, assigned.Reason == AssignReasons.AutoAccept, Mark.ServedWithoutRinging);
        Hit(marks, assigned.Reason == AssignReasons.TakenOver && assigned.FromAgentId is not null, Mark.TakenOverFromAnAgent);
    }

    private static void SeeOffer(Marks marks, LedgerRow row, OfferClosed closed, Store before)
    {
        var offer = before.Offers.GetValueOrDefault(closed.OfferId);
        Hit(marks, closed.State == OfferStatus.Accepted, Mark.OfferAccepted);
        Hit(marks, closed.State == OfferStatus.Declined, Mark.OfferDeclined);
        Hit(marks, closed.State == OfferStatus.TimedOut, Mark.OfferMissed);
        Hit(marks, closed.State == OfferStatus.Lost, Mark.LostABroadcast);
        if (closed.State == OfferStatus.Rescinded)
        {
            Hit(marks, closed.Reason == "agent_presence", Mark.OfferRescindedAsAgentWent);
            Hit(marks, closed.Reason == EndReasons.Abandoned, Mark.OfferRescindedAsVisitorWent);
            Hit(marks, closed.Reason == "writer_away", Mark.OfferRanOutWhileNoWriterRan);
        }

        var began = before.Ledger.FindLast(r => r.Event is Restarted)?.Event.At;
        Hit(marks, closed.State == OfferStatus.Accepted && began > offer?.CreatedAt && row.Seq > 1, Mark.OfferOutlivedAWriter);
        if (offer is { TransferFrom: not null, IsConsult: false } && closed.State is OfferStatus.Declined or OfferStatus.TimedOut)
        {
            var gone = row.Effects.OfType<Requeued>().Any(r => r.SessionId == closed.SessionId);
            marks.Hit(gone ? Mark.TransferOutlivedItsSource : Mark.TransferCameBack);
        }
    }

    private static SessionStatus? Status(Store before, long session) => before.Sessions.GetValueOrDefault(session)?.Status;

    private static void Hit(Marks marks, bool happened, Mark mark)
    {
        if (happened)
        {
            marks.Hit(mark);
        }
    }
}
