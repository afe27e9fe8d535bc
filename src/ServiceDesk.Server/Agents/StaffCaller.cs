using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Agents;

/// <summary>The member of staff behind a call.</summary>
/// <param name="Roles">Of <see cref="StaffRoles"/>.</param>
public sealed record StaffCaller(long AgentId, string Name, IReadOnlyList<string> Roles)
{
    public string Person => $"agent:{AgentId}";

    public bool IsAdministrator => Roles.Contains(StaffRoles.Administrator);

    /// <summary>Oversees queues: all, or those that the desk names; see <see cref="StaffScope"/>.</summary>
    public bool IsSupervisor => IsAdministrator || Roles.Contains(StaffRoles.Supervisor);
}
