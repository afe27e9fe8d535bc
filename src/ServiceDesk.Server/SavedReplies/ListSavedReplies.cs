using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.SavedReplies;

/// <summary>GET /api/saved-replies.</summary>
internal sealed class ListSavedReplies(DeskDbs dbs)
{
    public async Task<SavedReplyList> Handle(StaffCaller caller, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var rows = await db.SavedReplies.AsNoTracking().Where(r => r.OwnerId == null || r.OwnerId == caller.AgentId)
            .OrderBy(r => r.Shortcut).ThenBy(r => r.Id).ToListAsync(cancellation);
        return new SavedReplyList([.. rows.Select(View)]);
    }

    public static SavedReply View(SavedReplyRow row) => new(row.Id, row.OwnerId is null, row.Locale, row.Shortcut, row.Text, row.Revision);
}
