using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Attachments;

/// <summary>
/// Clears away uploads past their time (incomplete, never sent, refused) and then the files that no attachment names. What a crash leaves
/// between two steps, the next run finds by its row.
/// </summary>
public sealed class ClearAttachments
{
    private const int BatchSize = 200;

    // A file that is being written has no reference yet.
    private static readonly TimeSpan WritingTime = TimeSpan.FromHours(1);

    private readonly DeskDbs _dbs;
    private readonly PartialUploads _partial;
    private readonly IFileStore _store;
    private readonly TimeProvider _time;

    internal ClearAttachments(DeskDbs dbs, PartialUploads partial, IFileStore store, TimeProvider time) =>
        (_dbs, _partial, _store, _time) = (dbs, partial, store, time);

    public async Task Run(CancellationToken cancellation)
    {
        while (await ClearUploads(cancellation) == BatchSize)
        {
        }

        while (await MarkUnused(cancellation) == BatchSize)
        {
        }

        while (await DeleteMarked(cancellation) == BatchSize)
        {
        }
    }

    private async Task<int> ClearUploads(CancellationToken cancellation)
    {
        var now = _time.Now();
        await using var db = _dbs.Open();
        if (!await db.Attachments.AnyAsync(a => a.ExpiresAt <= now, cancellation))
        {
            return 0;
        }

        List<AttachmentRow> over;
        await using (var write = await db.BeginWrite(WriteKind.Other, cancellation))
        {
            over = await db.Attachments.Where(a => a.ExpiresAt <= now).OrderBy(a => a.ExpiresAt).Take(BatchSize).ToListAsync(cancellation);
            db.Attachments.RemoveRange(over);
            await db.SaveChangesAsync(cancellation);
            await write.Commit(cancellation);
        }

        foreach (var row in over)
        {
            _partial.Delete(row.Id);
            _partial.DeleteQuarantined(row.Id);
        }

        return over.Count;
    }

    private async Task<int> MarkUnused(CancellationToken cancellation)
    {
        var before = _time.Now() - WritingTime;
        await using var db = _dbs.Open();
        var unused = db.StoredFiles.Where(f => f.State != StoredFileStates.Deleting && (f.State == StoredFileStates.Ready || f.CreatedAt < before)
            && !db.Attachments.Any(a => a.FileId == f.Id));
        if (!await unused.AnyAsync(cancellation))
        {
            return 0;
        }

        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var marked = await unused.OrderBy(f => f.Id).Take(BatchSize).ToListAsync(cancellation);
        marked.ForEach(f => f.State = StoredFileStates.Deleting);
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        return marked.Count;
    }

    private async Task<int> DeleteMarked(CancellationToken cancellation)
    {
        await using var db = _dbs.Open();
        var marked = await db.StoredFiles.Where(f => f.State == StoredFileStates.Deleting).OrderBy(f => f.Id).Take(BatchSize).ToListAsync(cancellation);
        if (marked.Count == 0)
        {
            return 0;
        }

        foreach (var file in marked)
        {
            await _store.Delete(file.Id, cancellation);
            await _store.Delete(FinishUpload.ThumbnailName(file.Id), cancellation);
        }

        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        db.StoredFiles.RemoveRange(marked);
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        return marked.Count;
    }
}
