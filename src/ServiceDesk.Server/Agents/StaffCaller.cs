using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Agents;

/// <summary>The member of staff behind a call.</summary>
/// <param name="Roles">Of <see cref="StaffRoles"/>.</param>
public sealed record StaffCaller(long AgentId, string Name, IReadOnlyList<string> Roles)
{
    public string Person => $"agent:{AgentId}";

    public bool IsAdministrator => Roles.Contains(StaffRoles.Administrator);

    /// <summary>Oversees queues: all, or those that the desk names; see <see cref="StaffScope"/>.</summary>
    public bool IsSupervisor => IsAdministrator || Roles.Contains(StaffRoles.Supervisor);

    /// <summary>An active account with a role, as if it called; null when there is none.</summary>
    internal static async Task<StaffCaller?> Of(DeskDb db, long id, CancellationToken cancellation)
    {
        var name = await db.Users.Where(u => u.Id == id && u.Active).Select(u => u.Name).SingleOrDefaultAsync(cancellation);
        var roles = await (
            from held in db.UserRoles
            join role in db.Roles on held.RoleId equals role.Id
            where held.UserId == id
            select role.Name!).ToListAsync(cancellation);
        return name is null || roles.Count == 0 ? null : new StaffCaller(id, name, roles);
    }
}
