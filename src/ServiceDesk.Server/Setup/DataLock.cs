namespace ServiceDesk.Server.Setup;

/// <summary>One server at a time on one embedded database: an exclusive lock on <c>FILE.lock</c> beside it, let go by the system when the process ends.</summary>
internal sealed class DataLock(SqliteDatabase database) : IDisposable
{
    private FileStream? _held;

    /// <exception cref="StartRefusedException">Another server holds the database, or the folder cannot be written.</exception>
    public void Take()
    {
        var path = database.Path + ".lock";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            _held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new StartRefusedException($"The database's folder cannot be written: {fault.Message}");
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new StartRefusedException($"Another server is running on {database.Path}. Stop it first, or give this one another file (ConnectionStrings:Sqlite).");
        }
        catch (IOException fault)
        {
            throw new StartRefusedException($"The database's folder cannot be used: {fault.Message}");
        }
    }

    public void Dispose() => _held?.Dispose();
}
