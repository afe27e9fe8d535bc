using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>A session that waits gets a head start: by a step of the ladder or by a supervisor (rules L5, B1).</summary>
internal static class Boosting
{
    public static Refusal? Apply(Turn turn, Bumped e)
    {
        var session = turn.Session(e.SessionId);
        if (e.ExpectedVersion is { } expected && expected != session.Version)
        {
            return Refusals.Version(expected, session.Version);
        }

        if (!session.IsWaiting)
        {
            return session.IsOpen ? Refusals.Invalid($"session {session.Id} does not wait: {session.Status}") : Refusals.Closed(session);
        }

        if (e.BoostSeconds < 1)
        {
            return Refusals.Invalid($"BoostSeconds {e.BoostSeconds}: must be at least 1");
        }

        Add(turn, session with { Version = session.Version + 1 }, e.BoostSeconds, "bumped");
        return null;
    }

    /// <summary>All boosts together stay within the queue's limit; what was given before is not taken back.</summary>
    public static void Add(Turn turn, SessionState session, int seconds, string reason)
    {
        var most = Math.Max(session.BoostSeconds, turn.QueueOf(session).MaxBoostSeconds);
        var boost = (int)Math.Min(most, (long)session.BoostSeconds + seconds);
        var key = session.Key!.Value - TimeSpan.FromSeconds(boost - session.BoostSeconds);
        turn.Put(session with { BoostSeconds = boost, Key = key });
        turn.Emit(new Boosted(session.Id, session.QueueId!, key, boost) { Reason = reason });
    }
}
