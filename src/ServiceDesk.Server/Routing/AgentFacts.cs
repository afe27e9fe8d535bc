using ServiceDesk.Decisions.Agents;

namespace ServiceDesk.Server.Routing;

/// <summary>What lists and boards read of an agent's state.</summary>
internal static class AgentFacts
{
    /// <summary>When presence or connection last changed; null before the first change.</summary>
    public static DateTimeOffset? Since(AgentState state) =>
        state.PresenceSince > state.ConnectionSince ? state.PresenceSince : state.ConnectionSince ?? state.PresenceSince;

    /// <summary>Whether an offer could come now.</summary>
    public static bool Routable(AgentState state, int capacity) => FreeSlots(state, capacity) > 0 && state.PendingOfferId is null;

    /// <summary>Sessions that the agent could still take.</summary>
    public static int FreeSlots(AgentState state, int capacity) =>
        state is { Presence: Presence.Online, Connection: Connection.Connected, HoldDownUntil: null }
            ? Math.Max(0, capacity - state.Used)
            : 0;
}
