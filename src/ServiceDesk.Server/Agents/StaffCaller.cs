using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Agents;

/// <summary>The member of staff behind a call.</summary>
/// <param name="Roles">Of <see cref="StaffRoles"/>.</param>
public sealed record StaffCaller(long AgentId, string Name, IReadOnlyList<string> Roles)
{
    public string Person => $"agent:{AgentId}";

    /// <summary>Supervisors and administrators see every session; agents their own and those of their queues.</summary>
    public bool SeesAll => Roles.Contains(StaffRoles.Supervisor) || Roles.Contains(StaffRoles.Administrator);
}
