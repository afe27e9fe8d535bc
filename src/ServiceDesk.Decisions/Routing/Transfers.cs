using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>The responder passes a session on, to a queue at once or to an agent by a directed offer (S13, S14).</summary>
internal static class Transfers
{
    public static Refusal? Apply(Turn turn, TransferRequested e)
    {
        var session = turn.Session(e.SessionId);
        if (NotPassable(session, e.AgentId, e.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        return (e.ToQueue, e.ToAgent) switch
        {
            ({ } queue, null) => ToQueue(turn, session, e, queue),
            (null, { } agent) => AskAgent(turn, session, e.AgentId, agent, isConsult: false),
            _ => Refusals.Invalid("exactly one of ToQueue and ToAgent is needed"),
        };
    }

    /// <summary>Why an agent cannot pass the session on or have it advised now.</summary>
    public static Refusal? NotPassable(SessionState session, long agentId, long? expectedVersion)
    {
        if (!session.IsOpen)
        {
            return Refusals.Closed(session);
        }

        if (Manual.Stale(session, expectedVersion) is { } stale)
        {
            return stale;
        }

        if (!session.IsServed || session.Assignment?.AgentId != agentId)
        {
            return Refusals.NotResponder(session.Id, session.Responder);
        }

        return session.OfferId is { } ringing
            ? new Refusal(RefusalCodes.AlreadyTaken, $"session {session.Id} is being passed on by offer {ringing}")
            : null;
    }

    /// <summary>A directed offer came to nothing: the source keeps the session, or, being gone, it goes back to its queue.</summary>
    public static void Return(
        Turn turn, SessionState session, OfferState offer, long source, string reason, ExclusionCause? cause)
    {
        session = session with { Offers = [], Version = session.Version + 1 };
        turn.Put(session);
        if (turn.Memory.Agent(source)?.HoldsSessions() == true)
        {
            return;
        }

        session = cause is { } c && !offer.IsConsult ? Exclusions.Add(turn, session, offer.AgentId, c) : session;
        Lose(turn, session, reason);
    }

    /// <summary>S13 without anybody's wish: the agent is gone, the session goes to the front of its queue.</summary>
    public static void Lose(Turn turn, SessionState session, string reason)
    {
        var queue = turn.Memory.Desk.FindQueue(session.QueueId);
        if (queue is null)
        {
            Waiting.Defer(turn, Assignments.Close(turn, session, reason), DeferReasons.QueueRemoved);
            return;
        }

        var left = session.Assignment!.AgentId;
        session = Alerting.CountReturn(turn, session);
        session = Waiting.Again(turn, session, queue, queue.LostAgentCreditSeconds, reason, preferred: left);
        turn.Note(session, NoteKinds.AgentLeft, reason, ("agent", Turn.Text(left)));
    }

    /// <summary>Why a queue cannot serve the session, unless that is insisted on; null when it can.</summary>
    public static Refusal? Unservable(Turn turn, SessionState session, Queue queue, bool isConfirmed)
    {
        var memory = turn.Memory;
        if (isConfirmed)
        {
            return null;
        }

        if (!memory.Desk.Window(queue.ScheduleId, turn.At).IsOpen)
        {
            return Refusals.Unavailable($"queue {queue.Id} is closed");
        }

        return memory.Pools.Compatible(queue.Id, Requirements.Merge(session.Asked, queue.Requirements)).Any()
            ? null
            : Refusals.Unavailable($"queue {queue.Id} has no agent who could serve it");
    }

    /// <summary>S13 by somebody's wish: the agent who has it is excluded for a while.</summary>
    public static void PassOn(Turn turn, SessionState session, Queue queue, long from, string reason)
    {
        session = OfferClosing.Rescind(turn, session, reason);
        session = Exclusions.Add(turn, session with { QueueId = queue.Id }, from, ExclusionCause.Transferred);
        session = Waiting.Again(turn, session, queue, queue.TransferCreditSeconds, reason);
        // N4: whoever it was before is not preferred any more.
        session = session with { LastServed = null };
        turn.Put(session);
        turn.Note(session, NoteKinds.Transferred, reason, ("from", Turn.Text(from)), ("toQueue", queue.Id));
        turn.Note(session, NoteKinds.AgentLeft, reason, ("agent", Turn.Text(from)));
    }

    /// <summary>A colleague is rung, for the session itself or for advice; the source stays responder meanwhile.</summary>
    public static Refusal? AskAgent(Turn turn, SessionState session, long from, long target, bool isConsult)
    {
        if (target == from)
        {
            return Refusals.Invalid($"ToAgent {target} is the agent who asks");
        }

        if (turn.Memory.Agent(target) is not { } agent || turn.Memory.Desk.Agent(target) is not { } listed)
        {
            return Refusals.NotFound("agent", target);
        }

        if (Unavailable(turn, session, agent, listed) is { } detail)
        {
            return Refusals.Unavailable($"agent {target} {detail}");
        }

        var decision = Explaining.Decide(turn.Memory, session, target, DecisionKind.Directed);
        var name = turn.Memory.Desk.Agent(from)?.Name ?? Turn.Text(from);
        var sentence = isConsult ? $"Asked for advice by {name}" : $"Passed on by {name}";
        Offering.Direct(
            turn, session, target, decision with { RuleId = RoutingPlan.TransferRule, RuleSentence = sentence }, from, isConsult);
        return null;
    }

    private static Refusal? ToQueue(Turn turn, SessionState session, TransferRequested e, string queueId)
    {
        if (turn.Memory.Desk.FindQueue(queueId) is not { } queue)
        {
            return Refusals.NotFound("queue", queueId);
        }

        if (Unservable(turn, session, queue, e.Confirmed) is { } refusal)
        {
            return refusal;
        }

        var name = turn.Memory.Desk.Agent(e.AgentId)?.Name ?? Turn.Text(e.AgentId);
        session = session with { RuleId = RoutingPlan.TransferRule, RuleSentence = $"Passed on by {name}" };
        PassOn(turn, session, queue, e.AgentId, Offering.TransferReason);
        return null;
    }

    // A directed offer may go one unit over the capacity, not further.
    private static string? Unavailable(Turn turn, SessionState session, AgentState agent, Agent listed) => agent switch
    {
        { Presence: not Presence.Online } => $"is {agent.Presence}",
        { Connection: not Connection.Connected } => "is not connected",
        { HoldDownUntil: not null } => "has an unsteady connection",
        { PendingOfferId: not null } => "is being rung for another session",
        _ when session.Consult?.AgentId == agent.Id => "is being consulted: complete the consult",
        _ when agent.Used > listed.Capacity => $"has {agent.Used} of {listed.Capacity} units",
        _ when Room.IsBlocked(turn.Memory.Desk.Channel(session.Channel), agent.Id, turn.Memory.Loads) => "has what stands alone",
        _ => null,
    };
}
