using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>An agent takes a session out of the queue by hand (S9); the capacity does not stop it (I3).</summary>
internal static class Claiming
{
    public static Refusal? Apply(Turn turn, Claim e)
    {
        var session = turn.Session(e.SessionId);
        if (session.IsServed && session.Assignment!.AgentId == e.AgentId)
        {
            return null;
        }

        if (Obstacle(turn, session, e) is { } refusal)
        {
            return refusal;
        }

        if (OwnOffer(turn, session, e.AgentId) is { } ringing)
        {
            return Offering.Apply(turn, new Accept(ringing, e.AgentId) { At = e.At, Seq = e.Seq });
        }

        if (session.Status == SessionStatus.Offered)
        {
            return new Refusal(RefusalCodes.AlreadyTaken, $"session {session.Id} rings elsewhere");
        }

        if (turn.Memory.Buckets.Of(session.Id).ServerOf(turn.Memory.Pools.ProfileOf(e.AgentId)) is null)
        {
            return new Refusal(RefusalCodes.Forbidden, $"agent {e.AgentId} does not serve queue {session.QueueId} or lacks a skill");
        }

        Manual.Take(turn, session, e.AgentId, AssignReasons.Claimed, null);
        return null;
    }

    private static Refusal? Obstacle(Turn turn, SessionState session, Claim e)
    {
        if (session.IsServed)
        {
            return new Refusal(RefusalCodes.AlreadyTaken, $"session {session.Id}: the responder is {session.Responder}");
        }

        return Manual.Stale(session, e.ExpectedVersion) ?? Manual.NotWaiting(session) ?? Manual.Unfit(turn, session, e.AgentId, isOwnWish: true);
    }

    private static long? OwnOffer(Turn turn, SessionState session, long agentId)
    {
        foreach (var id in session.Offers)
        {
            if (turn.Memory.Offer(id)!.AgentId == agentId)
            {
                return id;
            }
        }

        return null;
    }
}
