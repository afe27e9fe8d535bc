using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Agents;

/// <summary>What an agent chooses to be, and what the core chooses for one (rules A4–A7).</summary>
internal static class PresenceRules
{
    public const string Missed = "missed";
    private const string Done = "done";
    private const string PresenceReason = "agent_presence";

    public static Refusal? Apply(Turn turn, AgentPresence e)
    {
        if (turn.Memory.Agent(e.AgentId) is not { } agent)
        {
            return Refusals.NotFound("agent", e.AgentId);
        }

        var hasSessions = HasWork(turn, e.AgentId);
        var presence = e.Presence switch
        {
            Presence.Offline when hasSessions && !e.Forced => Presence.OfflineWhenDone,
            Presence.OfflineWhenDone when !hasSessions => Presence.Offline,
            _ => e.Presence,
        };
        Set(turn, agent, presence, e.Reason);
        if (presence == Presence.Offline)
        {
            Connections.GiveUpSessions(turn, e.AgentId, PresenceReason);
        }

        return null;
    }

    /// <summary>O4: one more offer missed; at the limit the agent is set to away.</summary>
    public static void CountMiss(Turn turn, long agentId)
    {
        var agent = turn.Agent(agentId);
        var streak = agent.MissStreak + 1;
        if (streak < turn.Memory.Desk.Desk.AgentSettings.MissLimit)
        {
            turn.Put(agent with { MissStreak = streak });
            return;
        }

        // The streak begins anew: one more miss after coming back is not the second in a row.
        turn.Put(agent with { MissStreak = 0 });
        if (agent.Presence == Presence.Online)
        {
            Force(turn, agentId, Presence.Away, Missed);
        }
    }

    /// <summary>An agent who wanted to leave and has nothing left is offline.</summary>
    public static void GoOfflineWhenDone(Turn turn, long agentId)
    {
        if (turn.Memory.Agent(agentId) is { Presence: Presence.OfflineWhenDone } && !HasWork(turn, agentId))
        {
            Force(turn, agentId, Presence.Offline, Done);
        }
    }

    /// <summary>Who takes a session by hand while offline is offline when that is done (rule A5).</summary>
    public static void StayForSessions(Turn turn, long agentId, string reason)
    {
        if (turn.Agent(agentId).Presence == Presence.Offline)
        {
            Force(turn, agentId, Presence.OfflineWhenDone, reason);
        }
    }

    // What is on hold keeps nobody at work: it waits for its visitor's word and is then anybody's (S17).
    private static bool HasWork(Turn turn, long agentId) =>
        turn.Memory.AssignedTo(agentId).Any(id => turn.Session(id).Status != SessionStatus.OnHold);

    private static void Force(Turn turn, long agentId, Presence presence, string reason)
    {
        Set(turn, turn.Agent(agentId), presence, reason);
        turn.Emit(new AgentForced(agentId, presence) { Reason = reason });
    }

    private static void Set(Turn turn, AgentState agent, Presence presence, string? reason)
    {
        if (agent.Presence == presence && agent.PresenceReason == reason)
        {
            return;
        }

        turn.Put(agent with
        {
            Presence = presence,
            PresenceReason = reason,
            PresenceSince = turn.At,
            PresenceRevision = agent.PresenceRevision + 1,
        });
        if (presence != Presence.Online && agent.PendingOfferId is { } ringing)
        {
            OfferClosing.RescindFor(turn, turn.Memory.Offer(ringing)!, PresenceReason);
        }
    }
}
