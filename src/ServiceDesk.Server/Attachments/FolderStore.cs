namespace ServiceDesk.Server.Attachments;

/// <summary>Files in a folder of this machine, in 256 subfolders by the first two characters of their names.</summary>
internal sealed class FolderStore(AttachmentFolders folders) : IFileStore
{
    private const int BufferBytes = 81_920;

    public async Task Put(string name, string mediaType, Stream content, CancellationToken cancellation)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var half = path + ".half";
        await using (var file = new FileStream(half, FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes, FileOptions.Asynchronous))
        {
            await content.CopyToAsync(file, cancellation);
            file.Flush(flushToDisk: true);
        }

        File.Move(half, path, overwrite: true);
    }

    public Task<Stream?> Open(string name, long offset, CancellationToken cancellation)
    {
        try
        {
            var file = new FileStream(
                PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);
            file.Seek(offset, SeekOrigin.Begin);
            return Task.FromResult<Stream?>(file);
        }
        catch (IOException fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task Delete(string name, CancellationToken cancellation)
    {
        var path = PathOf(name);
        if (Directory.Exists(Path.GetDirectoryName(path)))
        {
            File.Delete(path);
        }

        return Task.CompletedTask;
    }

    private string PathOf(string name) => name.Length > 2 && name.All(char.IsAsciiLetterOrDigit)
        ? Path.Combine(folders.Files, name[..2], name)
        : throw new ArgumentException("A stored name has letters and digits only.", nameof(name));
}
