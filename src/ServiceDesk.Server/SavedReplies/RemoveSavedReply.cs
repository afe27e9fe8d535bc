using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.SavedReplies;

/// <summary>DELETE /api/saved-replies/{id}.</summary>
internal sealed class RemoveSavedReply(DeskDbs dbs, TimeProvider time)
{
    public async Task<Error?> Handle(StaffCaller caller, long id, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var (row, error) = await EditSavedReply.Find(db, caller, id, cancellation);
        if (row is null)
        {
            return error;
        }

        db.SavedReplies.Remove(row);
        EditSavedReply.Audit(db, caller, row, "saved_reply.remove", time.Now());
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        return null;
    }
}
