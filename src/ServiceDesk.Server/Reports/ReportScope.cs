using System.Security.Claims;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Staff;

namespace ServiceDesk.Server.Reports;

/// <summary>What figures a member of staff may see.</summary>
/// <param name="Queues">Only these; null for all, and for what belongs to no queue.</param>
/// <param name="Agents">Only these agents' times; null for all.</param>
internal sealed record ReportScope(IReadOnlySet<string>? Queues, IReadOnlySet<long>? Agents)
{
    /// <summary>Administrators see all; supervisors the queues that they oversee, and all when that is every queue of the desk.</summary>
    /// <param name="wanted">Of these only; null for all that may be seen.</param>
    /// <returns>The scope, or why not: a queue that is not the caller's is as unknown as one that does not exist.</returns>
    public static (ReportScope? Scope, Error? Error) Of(StaffCaller caller, StaffScope staff, CurrentDesk desk, IReadOnlyList<string>? wanted)
    {
        var all = desk.Value.Queues.Select(q => q.Id).ToHashSet();
        var own = staff.Overseen(caller).ToHashSet();
        if (wanted is { Count: > 0 })
        {
            return wanted.FirstOrDefault(q => !own.Contains(q)) is { } foreign
                ? (null, new Error(ErrorCodes.NotFound, $"There is no queue {foreign}."))
                : (Of(wanted.ToHashSet(), desk), null);
        }

        return (own.SetEquals(all) ? new ReportScope(null, null) : Of(own, desk), null);
    }

    public static StaffCaller Caller(ClaimsPrincipal user) =>
        new(user.StaffId(), user.Identity?.Name ?? "", [.. user.FindAll(ClaimTypes.Role).Select(c => c.Value)]);

    private static ReportScope Of(HashSet<string> queues, CurrentDesk desk) => new(
        queues,
        desk.Value.Agents.Where(a => a.Memberships.Any(m => queues.Contains(m.QueueId))).Select(a => a.Id).ToHashSet());
}
