using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>How a stay in a queue begins, goes on after an offer, and ends without an agent (S3, S7, S10, S12, S13).</summary>
internal static class Waiting
{
    /// <summary>A stay begins: key = queuedAt − waited before − boost, the boost within the queue's limit.</summary>
    public static SessionState Begin(Turn turn, SessionState session, Queue queue, int creditSeconds)
    {
        var boost = Math.Min(queue.MaxBoostSeconds, session.BoostSeconds + creditSeconds);
        var longest = TimeSpan.FromSeconds(queue.MaxWaitSeconds);
        var waited = session.WaitedBefore < longest ? session.WaitedBefore : longest;
        return turn.Move(
            session with
            {
                QueueId = queue.Id,
                BoostSeconds = boost,
                WaitedBefore = waited,
                QueuedAt = turn.At,
                Key = turn.At - waited - TimeSpan.FromSeconds(boost),
                Round = 0,
                Step = 0,
                TierSince = null,
                AddedQueues = [],
                PreferredAgents = [],
                StickyUntil = null,
                Requirements = Requirements.Merge(session.Asked, queue.Requirements),
                ShownPosition = null,
                ShownAt = null,
                ShownEta = null,
                Estimate = null,
            },
            SessionStatus.Queued);
    }

    /// <summary>Tells the conversation that it waits, and takes the steps that are due at once.</summary>
    public static void Announce(Turn turn, SessionState session, string reason)
    {
        session = turn.SetResponder(session, Responders.Queue(session.QueueId!), reason);
        turn.Note(session, NoteKinds.Queued, reason, ("queue", session.QueueId));
        Overflow.Begin(turn, session);
    }

    /// <summary>S7: back among those for whom nobody is rung, with the same key.</summary>
    public static void Continue(Turn turn, SessionState session, string reason)
    {
        session = turn.Move(session with { Offers = [] }, SessionStatus.Queued);
        turn.Memory.Changes.Sticky.Add(session.Id);
        turn.Emit(new Requeued(session.Id, session.QueueId!, session.Key!.Value, 0) { Reason = reason });
        Overflow.CatchUp(turn, session);
    }

    /// <summary>S13: an active session begins a new stay, with credit.</summary>
    /// <param name="preferred">Who goes first in it; null for nobody.</param>
    public static SessionState Again(
        Turn turn, SessionState session, Queue queue, int creditSeconds, string reason, long? preferred = null)
    {
        session = Assignments.Close(turn, session, reason);
        session = Begin(turn, session with { AgentLostNoted = false }, queue, creditSeconds);
        turn.Emit(new Requeued(session.Id, queue.Id, session.Key!.Value, creditSeconds) { Reason = reason });
        if (preferred is { } agent)
        {
            session = Preferring.Begin(turn, session, [agent], PreferenceReasons.LostAgent);
        }

        Announce(turn, session, reason);
        return turn.Session(session.Id);
    }

    /// <summary>It waits in another queue; the time waited counts there.</summary>
    public static void MoveTo(Turn turn, SessionState session, Queue queue, string reason)
    {
        // Who declined it here need not be asked again there.
        var exclusions = session.Exclusions;
        session = Begin(turn, Leave(turn, session) with { Exclusions = exclusions }, queue, 0);
        turn.Emit(new Requeued(session.Id, queue.Id, session.Key!.Value, 0) { Reason = reason });
        Announce(turn, session, reason);
    }

    /// <summary>S4, S10: no longer served now; what rings is rescinded.</summary>
    public static void Defer(Turn turn, SessionState session, string reason, RouteDecision? route = null)
    {
        session = OfferClosing.Rescind(turn, session, reason);
        session = turn.Move(Leave(turn, session), SessionStatus.Deferred);
        var opensAt = reason is DeferReasons.Closed or DeferReasons.Drained ? Admission.OpensAt(turn, session) : null;
        turn.Emit(new Deferred(session.Id, session.QueueId, opensAt) { Reason = reason, Route = route });
        turn.SetResponder(session, null, reason);
        turn.Note(session, NoteKinds.Deferred, reason, ("reason", reason), ("opensAt", Turn.Text(opensAt)));
    }

    /// <summary>The session without its stay: the time waited is kept for a later one.</summary>
    public static SessionState Leave(Turn turn, SessionState session)
    {
        if (session.QueuedAt is not { } since)
        {
            return session;
        }

        var longest = TimeSpan.FromSeconds(turn.QueueOf(session).MaxWaitSeconds);
        var waited = session.WaitedBefore + (turn.At - since);
        return session with
        {
            QueuedAt = null,
            Key = null,
            WaitedBefore = waited < longest ? waited : longest,
            Exclusions = [],
            Requirements = [],
            AddedQueues = [],
            PreferredAgents = [],
            StickyUntil = null,
            Step = 0,
            TierSince = null,
            ShownPosition = null,
            ShownAt = null,
            ShownEta = null,
            Estimate = null,
        };
    }

    /// <summary>S12.</summary>
    public static Refusal? Apply(Turn turn, WaitCancelled e)
    {
        var session = turn.Session(e.SessionId);
        if (!session.IsWaiting)
        {
            return session.IsOpen ? null : Refusals.Closed(session);
        }

        if (!ToBot(turn, session, "wait_cancelled"))
        {
            Ending.End(turn, session, EndedBy.Visitor, null, EndReasons.Abandoned);
        }

        return null;
    }

    /// <summary>S12. False, and nothing changes, when the entry point has no bot.</summary>
    public static bool ToBot(Turn turn, SessionState session, string reason)
    {
        if (turn.Memory.Desk.Entry(session.EntryPoint)?.BotId is not { } bot)
        {
            return false;
        }

        session = OfferClosing.Rescind(turn, session, reason);
        // The place is given up: a later wait begins from nothing.
        session = Leave(turn, session) with { BoostSeconds = 0, WaitedBefore = TimeSpan.Zero };
        session = turn.Move(session, SessionStatus.Bot);
        turn.Emit(new BotStarted(session.Id, bot) { Reason = reason });
        turn.SetResponder(session, Responders.Bot(bot), reason);
        return true;
    }
}
