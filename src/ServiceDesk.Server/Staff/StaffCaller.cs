using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Staff;

/// <summary>The member of staff behind a call.</summary>
/// <param name="AgentId">The account's id, which is the agent's id in routing too.</param>
/// <param name="Roles">Of <see cref="StaffRoles"/>.</param>
internal sealed record StaffCaller(long AgentId, string Name, IReadOnlySet<string> Roles, string ConnectionId)
{
    /// <summary>Supervisors and administrators see every queue.</summary>
    public bool Supervises => Roles.Contains(StaffRoles.Supervisor) || Roles.Contains(StaffRoles.Administrator);
}
