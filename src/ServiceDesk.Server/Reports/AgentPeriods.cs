using ServiceDesk.Decisions.Metrics;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Reports;

/// <summary>An agent's stored change of state as a fact.</summary>
internal static class AgentPeriods
{
    private const string Online = "online";
    private const string Offline = "offline";
    private const string Connected = "connected";
    private const string Lost = "lost";

    public static AgentStateChanged Fact(AgentChange row) => new(
        row.AgentId,
        SignedIn: row.Presence != Offline && row.Connection != Lost,
        Available: row is { Presence: Online, Connection: Connected },
        row.Presence,
        row.Reason,
        row.Capacity)
    { At = row.At };
}
