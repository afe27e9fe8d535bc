using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>What a supervisor orders over the heads of the matching: assign, take over, requeue (S9, S13, S14).</summary>
internal static class Supervising
{
    private const string Reason = "supervisor";

    public static Refusal? Apply(Turn turn, Assign e)
    {
        var session = turn.Session(e.SessionId);
        if (Refused(turn, session, e.ExpectedVersion, e.AgentId, isOwnWish: false) is { } refusal)
        {
            return refusal;
        }

        Manual.Take(turn, session, e.AgentId, AssignReasons.Assigned, e.SupervisorId);
        return null;
    }

    public static Refusal? Apply(Turn turn, TakenOver e)
    {
        var session = turn.Session(e.SessionId);
        if (Refused(turn, session, e.ExpectedVersion, e.SupervisorId, isOwnWish: true) is { } refusal)
        {
            return refusal;
        }

        Manual.Take(turn, session, e.SupervisorId, AssignReasons.TakenOver, e.SupervisorId);
        return null;
    }

    /// <summary>S13 for a session that is served, with the credit of a transfer; one that waits keeps the time it waited.</summary>
    public static Refusal? Apply(Turn turn, RequeueRequested e)
    {
        var session = turn.Session(e.SessionId);
        if ((Manual.Stale(session, e.ExpectedVersion) ?? Unowned(session)) is { } refusal)
        {
            return refusal;
        }

        if (turn.Memory.Desk.FindQueue(e.ToQueue) is not { } queue)
        {
            return Refusals.NotFound("queue", e.ToQueue);
        }

        if (Transfers.Unservable(turn, session, queue, e.Confirmed) is { } unservable)
        {
            return unservable;
        }

        var name = turn.Memory.Desk.Agent(e.SupervisorId)?.Name ?? "a supervisor";
        var ruled = session with { RuleId = RoutingPlan.SupervisorRule, RuleSentence = $"Moved by {name}" };
        if (session.Assignment is { } assignment)
        {
            Transfers.PassOn(turn, ruled, queue, assignment.AgentId, Reason);
        }
        else
        {
            Waiting.MoveTo(turn, OfferClosing.Rescind(turn, ruled, Reason), queue, Reason);
        }

        return null;
    }

    private static Refusal? Refused(Turn turn, SessionState session, long? expectedVersion, long agentId, bool isOwnWish)
    {
        if ((Manual.Stale(session, expectedVersion) ?? Unowned(session)) is { } refusal)
        {
            return refusal;
        }

        return session.Assignment?.AgentId == agentId
            ? Refusals.Invalid($"agent {agentId} serves session {session.Id} already")
            : Manual.Unfit(turn, session, agentId, isOwnWish);
    }

    private static Refusal? Unowned(SessionState session) => session switch
    {
        { IsOpen: false } => Refusals.Closed(session),
        { IsWaiting: false, IsServed: false } => Refusals.Invalid($"session {session.Id} is with nobody: {session.Status}"),
        _ => null,
    };
}
