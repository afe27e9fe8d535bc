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
        if (!session.IsOpen)
        {
            return Refusals.Closed(session);
        }

        if (e.ExpectedVersion is { } expected && expected != session.Version)
        {
            return Refusals.Version(expected, session.Version);
        }

        if (session.Status != SessionStatus.Active || session.Assignment?.AgentId != e.AgentId)
        {
            return Refusals.NotResponder(session.Id, session.Responder);
        }

        if (session.OfferId is { } ringing)
        {
            return new Refusal(RefusalCodes.AlreadyTaken, $"session {session.Id} is being passed on by offer {ringing}");
        }

        return (e.ToQueue, e.ToAgent) switch
        {
            ({ } queue, null) => ToQueue(turn, session, e, queue),
            (null, { } agent) => ToAgent(turn, session, e, agent),
            _ => Refusals.Invalid("exactly one of ToQueue and ToAgent is needed"),
        };
    }

    /// <summary>A directed offer came to nothing: the source keeps the session, or, being gone, it goes back to its queue.</summary>
    public static void Return(
        Turn turn, SessionState session, OfferState offer, long source, string reason, ExclusionCause? cause)
    {
        session = session with { OfferId = null, Version = session.Version + 1 };
        turn.Put(session);
        if (turn.Memory.Agent(source)?.HoldsSessions() == true)
        {
            return;
        }

        session = cause is { } c ? Exclusions.Add(turn, session, offer.AgentId, c) : session;
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
        session = Waiting.Again(turn, session, queue, queue.LostAgentCreditSeconds, reason);
        turn.Note(session, NoteKinds.AgentLeft, reason, ("agent", Turn.Text(left)));
    }

    private static Refusal? ToQueue(Turn turn, SessionState session, TransferRequested e, string queueId)
    {
        var memory = turn.Memory;
        if (memory.Desk.FindQueue(queueId) is not { } queue)
        {
            return Refusals.NotFound("queue", queueId);
        }

        if (!e.Confirmed && !memory.Desk.Window(queue.ScheduleId, turn.At).IsOpen)
        {
            return Refusals.Unavailable($"queue {queueId} is closed");
        }

        if (!e.Confirmed && memory.Pools.Compatible([queueId], Requirements.Merge(session.Asked, queue.Requirements)).Count == 0)
        {
            return Refusals.Unavailable($"queue {queueId} has no agent who could serve it");
        }

        var name = memory.Desk.Agent(e.AgentId)?.Name ?? Turn.Text(e.AgentId);
        session = session with { QueueId = queueId, RuleId = RoutingPlan.TransferRule, RuleSentence = $"Passed on by {name}" };
        session = Exclusions.Add(turn, session, e.AgentId, ExclusionCause.Transferred);
        session = Waiting.Again(turn, session, queue, queue.TransferCreditSeconds, Offering.TransferReason);
        turn.Note(session, NoteKinds.Transferred, Offering.TransferReason, ("from", Turn.Text(e.AgentId)), ("toQueue", queueId));
        turn.Note(session, NoteKinds.AgentLeft, Offering.TransferReason, ("agent", Turn.Text(e.AgentId)));
        return null;
    }

    private static Refusal? ToAgent(Turn turn, SessionState session, TransferRequested e, long target)
    {
        if (target == e.AgentId)
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
        var name = turn.Memory.Desk.Agent(e.AgentId)?.Name ?? Turn.Text(e.AgentId);
        decision = decision with { RuleId = RoutingPlan.TransferRule, RuleSentence = $"Passed on by {name}" };
        Offering.Ring(turn, session, target, decision, transferFrom: e.AgentId);
        return null;
    }

    // A directed offer may go one unit over the capacity, not further.
    private static string? Unavailable(Turn turn, SessionState session, AgentState agent, Agent listed) => agent switch
    {
        { Presence: not Presence.Online } => $"is {agent.Presence}",
        { Connection: not Connection.Connected } => "is not connected",
        { HoldDownUntil: not null } => "has an unsteady connection",
        { PendingOfferId: not null } => "is being rung for another session",
        _ when agent.Used > listed.Capacity => $"has {agent.Used} of {listed.Capacity} units",
        _ when Room.IsBlocked(turn.Memory.Desk.Channel(session.Channel), agent.Id, turn.Memory.Loads) => "has what stands alone",
        _ => null,
    };
}
