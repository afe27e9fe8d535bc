using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Who is not asked again for a while, and what happens when that is everybody (rules X1–X3).</summary>
internal static class Exclusions
{
    public static SessionState Add(Turn turn, SessionState session, long agentId, ExclusionCause cause)
    {
        if (turn.Memory.Agent(agentId) is not { } agent)
        {
            return session;
        }

        var until = turn.At.AddSeconds(turn.QueueOf(session).ExcludeSeconds);
        var others = session.Exclusions.Where(x => x.AgentId != agentId && Holds(turn.Memory, x));
        return session with { Exclusions = [.. others, new SessionExclusion(agentId, until, agent.PresenceRevision, cause)] };
    }

    /// <summary>The exclusion that keeps an agent away from a session now, or null.</summary>
    public static SessionExclusion? Of(RoutingMemory memory, SessionState session, long agentId)
    {
        foreach (var exclusion in session.Exclusions)
        {
            if (exclusion.AgentId == agentId && Holds(memory, exclusion))
            {
                return exclusion;
            }
        }

        return null;
    }

    /// <summary>
    /// When everybody who attends is excluded, a new round begins: who declined or missed is asked again. After the last
    /// round the supervisor is told, the next step of the ladder is taken and the exclusions run out by themselves.
    /// Whether there is anything new to try.
    /// </summary>
    public static bool BeginRound(Turn turn, SessionState session)
    {
        var most = turn.QueueOf(session).MaxRounds;
        if (session.Round >= most || !session.Exclusions.Any(IsByAgent) || !EverybodyIsExcluded(turn.Memory, session))
        {
            return false;
        }

        session = session with { Round = session.Round + 1 };
        if (session.Round >= most)
        {
            session = Alerting.Raise(turn, session, AlertSeverity.Alarm, AlertReasons.AllExcluded);
            return Overflow.AfterLastRound(turn, session);
        }

        turn.Put(session with { Exclusions = [.. session.Exclusions.Where(x => !IsByAgent(x))] });
        return true;
    }

    private static bool EverybodyIsExcluded(RoutingMemory memory, SessionState session)
    {
        var attending = 0;
        foreach (var (profile, membership, _, _) in memory.Buckets.Of(session.Id).Servers)
        {
            if (memory.Now - session.Key!.Value < TimeSpan.FromSeconds(membership.DelaySeconds))
            {
                continue;
            }

            if (profile.Attending.Count > session.Exclusions.Count || profile.Attending.Any(id => Of(memory, session, id) is null))
            {
                return false;
            }

            attending += profile.Attending.Count;
        }

        return attending > 0;
    }

    // A transfer excludes its source for the whole time: asking the agent who just passed it on makes no round.
    private static bool IsByAgent(SessionExclusion exclusion) => exclusion.Cause != ExclusionCause.Transferred;

    private static bool Holds(RoutingMemory memory, SessionExclusion exclusion) =>
        exclusion.Until > memory.Now && memory.Agent(exclusion.AgentId)?.PresenceRevision == exclusion.PresenceRevision;
}
