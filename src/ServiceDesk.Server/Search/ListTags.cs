using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Search;

/// <summary>GET /api/tags: the words under which sessions that the caller may see are filed, the most used first, at most 100.</summary>
internal sealed class ListTags(DeskDbs dbs, StaffScope scope)
{
    private const int Most = 100;

    public async Task<IReadOnlyList<string>> Handle(StaffCaller caller, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        return await db.SessionTags.Join(scope.Visible(db, caller), t => t.SessionId, s => s.Id, (t, _) => t)
            .GroupBy(t => t.Key).Select(g => new { g.Key, Name = g.Min(t => t.Name), Count = g.Count() })
            .OrderByDescending(t => t.Count).ThenBy(t => t.Key).Take(Most).Select(t => t.Name!).ToListAsync(cancellation);
    }
}
