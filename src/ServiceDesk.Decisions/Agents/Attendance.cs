namespace ServiceDesk.Decisions.Agents;

/// <summary>What follows from an agent's presence and connection (rules A1–A3).</summary>
internal static class Attendance
{
    /// <summary>Online and firmly connected, whatever the load.</summary>
    public static bool IsAttending(this AgentState agent) =>
        agent is { Presence: Presence.Online, Connection: Connection.Connected, HoldDownUntil: null };

    /// <summary>Attending, with a free unit and no offer that rings.</summary>
    public static bool IsRoutable(this AgentState agent, int capacity) =>
        agent.IsAttending() && agent.PendingOfferId is null && agent.Used < capacity;

    /// <summary>Whether the agent can still be given back a session that is being passed on.</summary>
    public static bool HoldsSessions(this AgentState agent) =>
        agent.Connection != Connection.Lost && agent.Presence != Presence.Offline;
}
