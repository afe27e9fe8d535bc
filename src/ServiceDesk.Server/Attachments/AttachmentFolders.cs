using ServiceDesk.Server.Setup;

namespace ServiceDesk.Server.Attachments;

/// <summary>Where bytes lie on this machine: files (unless in a bucket), uploads under way, what was refused.</summary>
internal sealed class AttachmentFolders(AttachmentOptions options, SqliteDatabase database, IHostEnvironment environment)
{
    private readonly string _root = options.Folder is { } folder
        ? Path.GetFullPath(folder, environment.ContentRootPath)
        : Path.GetDirectoryName(database.Path)!;

    public string Files => Path.Combine(_root, "files");

    public string Uploads => Path.Combine(_root, "uploads");

    public string Quarantine => Path.Combine(_root, "quarantine");
}
