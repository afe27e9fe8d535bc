namespace ServiceDesk.Server.Attachments;

/// <summary>
/// The bytes of uploads under way, one file each: its length is the upload's offset, so nothing else can disagree with what is stored.
/// </summary>
internal sealed class PartialUploads(AttachmentFolders folders)
{
    private const int BufferBytes = 81_920;

    public void Create(string id)
    {
        Directory.CreateDirectory(folders.Uploads);
        using var file = new FileStream(PathOf(id), FileMode.CreateNew);
    }

    public long Offset(string id) => new FileInfo(PathOf(id)) is { Exists: true } file ? file.Length : 0;

    public FileStream Read(string id) => new(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.Asynchronous);

    /// <summary>Adds what comes, at most <paramref name="most"/> bytes. What has come when the sender breaks off stays.</summary>
    /// <returns>False when more came than that; nothing of the surplus is stored.</returns>
    public async Task<bool> Append(string id, Stream content, long most, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folders.Uploads);
        await using var file = new FileStream(PathOf(id), FileMode.Append, FileAccess.Write, FileShare.Read, BufferBytes, FileOptions.Asynchronous);
        try
        {
            return await Copy(content, file, most, cancellation);
        }
        finally
        {
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>Adds a piece only if its hash is the expected one.</summary>
    public async Task<ChunkResult> AppendChecked(string id, Stream content, long most, ChunkChecksum checksum, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folders.Uploads);
        var piece = PathOf(id) + ".piece";
        await using var file = new FileStream(
            piece, FileMode.Create, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        if (!await Copy(content, file, most, cancellation))
        {
            return ChunkResult.TooLong;
        }

        file.Position = 0;
        if (!await checksum.Fits(file, cancellation))
        {
            return ChunkResult.Mismatch;
        }

        file.Position = 0;
        // From here on it is taken, whatever becomes of the sender.
        await Append(id, file, most, CancellationToken.None);
        return ChunkResult.Stored;
    }

    public void Delete(string id)
    {
        if (Directory.Exists(folders.Uploads))
        {
            File.Delete(PathOf(id));
        }
    }

    /// <summary>Puts a refused one where nothing is ever served from.</summary>
    public void Quarantine(string id)
    {
        if (File.Exists(PathOf(id)))
        {
            Directory.CreateDirectory(folders.Quarantine);
            File.Move(PathOf(id), Path.Combine(folders.Quarantine, id), overwrite: true);
        }
    }

    public void DeleteQuarantined(string id)
    {
        if (Directory.Exists(folders.Quarantine))
        {
            File.Delete(Path.Combine(folders.Quarantine, id));
        }
    }

    private string PathOf(string id) => Path.Combine(folders.Uploads, id);

    private static async Task<bool> Copy(Stream from, FileStream to, long most, CancellationToken cancellation)
    {
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = await from.ReadAsync(buffer, cancellation)) > 0)
        {
            if (read > most)
            {
                return false;
            }

            most -= read;
            // Not cut in the middle by a sender who is gone.
            await to.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
        }

        return true;
    }
}

internal enum ChunkResult
{
    Stored,
    Mismatch,
    TooLong,
}
