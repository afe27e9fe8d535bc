using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>The strict classes of a line, 0 first; who waits long enough goes up (rule M2, case 9).</summary>
internal static class Tiers
{
    public const int Count = 4;

    public static DateTimeOffset? PromotedAt(SessionState session, Queue queue) =>
        session.Tier > 0 ? (session.TierSince ?? session.QueuedAt)?.AddSeconds(queue.TierPromoteSeconds) : null;

    /// <summary>The session in the tier that is due to it; the core may have slept over several.</summary>
    public static SessionState Promote(Turn turn, SessionState session)
    {
        while (PromotedAt(session, turn.QueueOf(session)) is { } due && due <= turn.At)
        {
            session = session with { Tier = session.Tier - 1, TierSince = due, Version = session.Version + 1 };
            turn.Put(session);
            turn.Emit(new Promoted(session.Id, session.QueueId!, session.Tier) { Reason = "waited" });
        }

        return session;
    }
}
