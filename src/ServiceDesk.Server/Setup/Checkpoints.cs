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
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(settings.CheckpointMilliseconds), time);
        var copied = -1L;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var written = gate.Left;
            if (written == copied)
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
        var done = Passive(connection);
        if (done.Pages >= settings.WalPages)
        {
            // Both figures are of the first one's beginning; what was committed since must be copied too.
            using var turn = await gate.Enter(WriteKind.Other, cancellation);
            done = Passive(connection);
        }

        return done;
    }

    private static (long Pages, long Copied) Passive(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        using var row = command.ExecuteReader();
        row.Read();
        return (row.GetInt64(1), row.GetInt64(2));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The write-ahead log was not checkpointed; the next try follows.")]
    private partial void Failed(Exception fault);
}
