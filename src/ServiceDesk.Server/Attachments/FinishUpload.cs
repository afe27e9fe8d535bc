using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Attachments;

/// <summary>
/// Makes a complete upload ready or refuses it. Whoever holds the upload's turn calls it; what a crash interrupts, the next call does again.
/// </summary>
internal sealed partial class FinishUpload(
    DeskDbs dbs,
    PartialUploads partial,
    ContentCheck check,
    Thumbnails thumbnails,
    IFileStore store,
    AttachmentOptions options,
    TimeProvider time,
    ILogger<FinishUpload> log) : IDisposable
{
    private const int NameBytes = 16;
    private const string ThumbnailType = "image/webp";

    // Decoded pictures are what costs memory.
    private readonly SemaphoreSlim _checks = new(options.ChecksAtATime, options.ChecksAtATime);

    /// <summary>The row as it is afterwards: ready or refused.</summary>
    public async Task<AttachmentRow> Handle(AttachmentRow row, CancellationToken cancellation)
    {
        if (row.State != UploadStates.Uploading)
        {
            return row;
        }

        await _checks.WaitAsync(cancellation);
        try
        {
            var content = await check.Look(row, cancellation);
            return content.Refusal is { } code ? await Refuse(row, code, cancellation) : await Keep(row, content, cancellation);
        }
        finally
        {
            _checks.Release();
        }
    }

    /// <summary>The name of a file's small picture in the store.</summary>
    public static string ThumbnailName(string fileId) => fileId + "t";

    public void Dispose() => _checks.Dispose();

    private async Task<AttachmentRow> Keep(AttachmentRow row, CheckedContent content, CancellationToken cancellation)
    {
        if (await Link(row, content, null, cancellation) is { } linked)
        {
            return linked;
        }

        var thumbnail = content.Picture is { } picture ? thumbnails.Of(picture) : [];
        if (thumbnail is null)
        {
            return await Refuse(row, ErrorCodes.UnsupportedType, cancellation);
        }

        var file = await Announce(row, content, thumbnail.Length, cancellation);
        await Write(row, content, file, thumbnail, cancellation);
        return await Link(row, content, file.Id, cancellation) ?? throw new InvalidOperationException("A file that was written is not there.");
    }

    // A row stands before the bytes do, so that what a crash leaves in the store is found.
    private async Task<StoredFile> Announce(AttachmentRow row, CheckedContent content, int thumbnailSize, CancellationToken cancellation)
    {
        var picture = content.Picture;
        var file = new StoredFile
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes)),
            Sha256 = content.Sha256,
            State = StoredFileStates.Writing,
            MediaType = content.Kind!.MediaType,
            Size = picture?.Clean.Length ?? row.Size,
            Width = picture is null ? null : picture.IsTurned ? picture.Height : picture.Width,
            Height = picture is null ? null : picture.IsTurned ? picture.Width : picture.Height,
            ThumbnailSize = thumbnailSize,
            CreatedAt = time.Now(),
        };
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        db.StoredFiles.Add(file);
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        return file;
    }

    private async Task Write(AttachmentRow row, CheckedContent content, StoredFile file, byte[] thumbnail, CancellationToken cancellation)
    {
        await using Stream bytes = content.Picture is { } picture ? new MemoryStream(picture.Clean, writable: false) : partial.Read(row.Id);
        await store.Put(file.Id, file.MediaType, bytes, cancellation);
        if (thumbnail.Length > 0)
        {
            await using var small = new MemoryStream(thumbnail, writable: false);
            await store.Put(ThumbnailName(file.Id), ThumbnailType, small, cancellation);
        }
    }

    /// <summary>Makes the attachment a reference to what holds the same content. Null when nothing does yet.</summary>
    /// <param name="written">A file that was written for it.</param>
    private async Task<AttachmentRow?> Link(AttachmentRow row, CheckedContent content, string? written, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var file = await db.StoredFiles
            .Where(f => f.Sha256 == content.Sha256 && f.MediaType == content.Kind!.MediaType && (f.State == StoredFileStates.Ready || f.Id == written))
            .OrderByDescending(f => f.State == StoredFileStates.Ready).FirstOrDefaultAsync(cancellation);
        if (file is null)
        {
            return null;
        }

        // Another upload of the same content was faster: what was written for this one is cleared away.
        file.State = StoredFileStates.Ready;
        var linked = await db.Attachments.SingleAsync(a => a.Id == row.Id, cancellation);
        linked.State = UploadStates.Ready;
        linked.FileId = file.Id;
        linked.ExpiresAt = time.Now().AddHours(options.UnsentHours);
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        partial.Delete(row.Id);
        return linked;
    }

    private async Task<AttachmentRow> Refuse(AttachmentRow row, string code, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var refused = await db.Attachments.SingleAsync(a => a.Id == row.Id, cancellation);
        refused.State = UploadStates.Refused;
        refused.Code = code;
        refused.ExpiresAt = time.Now().AddDays(options.QuarantineDays);
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        partial.Quarantine(row.Id);
        ContentRefused(row.Id, row.Owner, code);
        return refused;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Upload {Id} of {Owner} was refused: {Code}. It is in the quarantine folder.")]
    private partial void ContentRefused(string id, string owner, string code);
}
