using Microsoft.Data.Sqlite;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Setup;

/// <summary>
/// Copies SQLite's write-ahead log into the database file beside the writers. SQLite itself would do it within the commit that
/// makes the log 1,000 pages long, and whoever committed it would wait for the copy and two flushes.
/// </summary>
internal sealed partial class Checkpoints(
    SqliteDatabase database, DatabaseSettings settings, WriteGate gate, TimeProvider time, ILogger<Checkpoints> log) : BackgroundService
{
    // Also at the start: what was to be emptied before a stop is emptied then.
    private volatile bool _emptying = true;

    /// <summary>Has the log emptied soon: until it is written over, it holds pages as they were before what was erased.</summary>
    public void Empty() => _emptying = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(settings.CheckpointMilliseconds), time);
        var copied = -1L;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var written = gate.Left;
            if (written == copied && !_emptying)
            {
                continue;
            }

            try
            {
                var done = await Run(stoppingToken);
                copied = done.Copied == done.Pages ? written : -1;
            }
#pragma warning disable CA1031 // The log only grows until a later one succeeds.
            catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
            {
                Failed(fault);
            }
        }
    }

    /// <summary>One checkpoint. The next writer begins the log anew only if all of it is copied, so a long log is finished behind the gate.</summary>
    /// <returns>Pages in the log when it began, and those of them that are copied.</returns>
    public async Task<(long Pages, long Copied)> Run(CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync(cancellation);
        var (_, pages, copied) = Checkpoint(connection, "PRAGMA wal_checkpoint(PASSIVE)");
        if (_emptying)
        {
            using var turn = await gate.Enter(WriteKind.Other, cancellation);
            _emptying = false;
            var busy = true;
            try
            {
                (busy, pages, copied) = Checkpoint(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            }
            finally
            {
                if (busy)
                {
                    _emptying = true;
                }
            }
        }
        else if (pages >= settings.WalPages)
        {
            // Both figures are of the first one's beginning; what was committed since must be copied too.
            using var turn = await gate.Enter(WriteKind.Other, cancellation);
            (_, pages, copied) = Checkpoint(connection, "PRAGMA wal_checkpoint(PASSIVE)");
        }

        return (pages, copied);
    }

    // Busy while somebody reads from the log, which then stays as it is.
    private static (bool Busy, long Pages, long Copied) Checkpoint(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this file.
        command.CommandText = pragma;
#pragma warning restore CA2100
        using var row = command.ExecuteReader();
        row.Read();
        return (row.GetInt64(0) != 0, row.GetInt64(1), row.GetInt64(2));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The write-ahead log was not checkpointed; the next try follows.")]
    private partial void Failed(Exception fault);
}
