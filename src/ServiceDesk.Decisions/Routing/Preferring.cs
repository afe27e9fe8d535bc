using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// Somebody the visitor knows goes first (rules N1–N4): for a while nobody else is asked, and as long as no step of the ladder
/// was taken that agent takes the session before others, whatever the membership's delay.
/// </summary>
internal static class Preferring
{
    /// <summary>Those named, or who served the visitor last, unless that is too long ago; sets them on a stay that just began.</summary>
    /// <param name="named">Named outright; null for nobody.</param>
    public static SessionState Begin(Turn turn, SessionState session, IReadOnlyList<long>? named)
    {
        if (named is { Count: > 0 })
        {
            return Begin(turn, session, named, PreferenceReasons.Named);
        }

        var since = turn.At.AddSeconds(-turn.QueueOf(session).StickyLookbackSeconds);
        return session.LastServed is { } last && last.At > since
            ? Begin(turn, session, [last.AgentId], PreferenceReasons.LastAgent)
            : session;
    }

    /// <param name="reason">Why they are preferred, one of <see cref="PreferenceReasons"/>.</param>
    public static SessionState Begin(Turn turn, SessionState session, IReadOnlyList<long> agents, string reason)
    {
        var able = agents.Distinct().Where(id => IsAble(turn.Memory, session, id)).ToList();
        foreach (var id in agents.Except(able))
        {
            turn.Emit(new PreferenceSet(session.Id, session.QueueId!, id, null) { Reason = PreferenceReasons.NotMember });
        }

        var queue = turn.QueueOf(session);
        if (able.Count == 0 || queue.OfferMode == OfferMode.Pull)
        {
            return session;
        }

        var waits = queue.StickySeconds > 0 && able.Exists(id => IsThere(turn.Memory, session, id));
        var until = waits ? turn.At.AddSeconds(queue.StickySeconds) : (DateTimeOffset?)null;
        session = session with { PreferredAgents = able, StickyUntil = until };
        turn.Put(session);
        foreach (var id in able)
        {
            turn.Emit(new PreferenceSet(session.Id, queue.Id, id, until) { Reason = waits ? reason : PreferenceReasons.NotThere });
        }

        return session;
    }

    /// <summary>Ends the time of those for whom it makes no sense any more: nobody preferred is there and willing.</summary>
    public static void Review(Turn turn)
    {
        var broken = turn.Memory.Changes.Sticky;
        while (broken.Count > 0)
        {
            var id = broken.Min;
            broken.Remove(id);
            if (turn.Memory.Session(id) is { IsWaiting: true, StickyUntil: not null } session
                && !session.PreferredAgents.Any(agent => IsThere(turn.Memory, session, agent)))
            {
                turn.Put(session with { StickyUntil = null });
            }
        }
    }

    public static bool Prefers(SessionState session, long agentId) => session.Step == 0 && session.PreferredAgents.Contains(agentId);

    /// <summary>The first of them who can be rung now, or null.</summary>
    public static long? Free(RoutingMemory memory, SessionState session)
    {
        if (session.Step > 0)
        {
            return null;
        }

        foreach (var id in session.PreferredAgents)
        {
            if (memory.Agent(id) is { } agent && agent.IsRoutable(memory.CapacityOf(id))
                && memory.Buckets.Of(session.Id).ServerOf(memory.Pools.ProfileOf(id)) is { } server
                && Matching.HasRoom(memory, server.Membership, id)
                && Room.Obstacle(agent, memory.Desk.Agent(id)!, memory.Desk.Channel(session.Channel), memory.Loads) is null
                && Exclusions.Of(memory, session, id) is null)
            {
                return id;
            }
        }

        return null;
    }

    private static bool IsAble(RoutingMemory memory, SessionState session, long agentId) =>
        memory.Buckets.Of(session.Id).ServerOf(memory.Pools.ProfileOf(agentId)) is not null;

    private static bool IsThere(RoutingMemory memory, SessionState session, long agentId) =>
        IsAble(memory, session, agentId) && memory.Agent(agentId)?.IsAttending() == true
        && Exclusions.Of(memory, session, agentId) is null;
}

/// <summary>Why an agent goes first, or does not: the reasons of <see cref="PreferenceSet"/>.</summary>
public static class PreferenceReasons
{
    /// <summary>The caller named the agent.</summary>
    public const string Named = "named";

    /// <summary>Served the visitor last.</summary>
    public const string LastAgent = "last_agent";

    /// <summary>Served this session until the connection was lost.</summary>
    public const string LostAgent = "lost_agent";

    /// <summary>Preferred, but not online: nobody waits for the agent.</summary>
    public const string NotThere = "not_there";

    /// <summary>Does not serve the queue, or lacks a skill: ignored.</summary>
    public const string NotMember = "not_member";
}
