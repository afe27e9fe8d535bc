using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Setup;

/// <summary>Brings the embedded database to this version's schema by its migrations, and makes sure that its settings hold.</summary>
internal sealed class Schema(DbContextOptions<SqliteDeskDb> options, SqliteDatabase database)
{
    private static readonly (string Name, string Value)[] Settings = [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")];

    /// <summary>Call with the data lock held.</summary>
    /// <exception cref="StartRefusedException">The schema is newer than this version or half applied, or a setting does not hold.</exception>
    public async Task Apply(CancellationToken cancellation)
    {
        // Without the gate: nobody else runs yet.
        await using var db = new SqliteDeskDb(options);
        await db.Database.OpenConnectionAsync(cancellation);
        await CheckSettings(db, cancellation);
        await CheckHistory(db, cancellation);
        await ClearLock(db, cancellation);
        await db.Database.MigrateAsync(cancellation);
        await CheckTables(db, cancellation);
    }

    private async Task CheckSettings(SqliteDeskDb db, CancellationToken cancellation)
    {
        await Text(db, "PRAGMA journal_mode=WAL", cancellation);
        foreach (var (name, value) in Settings)
        {
            var read = await Text(db, $"PRAGMA {name}", cancellation);
            if (read != value)
            {
#if PLANTED_FAULTS
                if (PlantedFaults.Is(PlantedFault.WalNormal))
                {
                    continue;
                }
#endif
                throw new StartRefusedException($"The database {database.Path} has {name} = {read}, and only {value} keeps what was acknowledged.");
            }
        }
    }

    private async Task CheckHistory(SqliteDeskDb db, CancellationToken cancellation)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellation)).ToList();
        if (applied.Except(known).ToList() is { Count: > 0 } newer)
        {
            throw new StartRefusedException(
                $"The database {database.Path} has the schema of a newer version ({string.Join(", ", newer)}). Start that version, or go back to a backup of this one.");
        }

        if (!applied.SequenceEqual(known.Take(applied.Count)) || (applied.Count == 0 && (await Tables(db, cancellation)).Count > 0))
        {
            throw HalfApplied($"its history holds {(applied.Count == 0 ? "nothing" : string.Join(", ", applied))}");
        }
    }

    // A migration that was killed leaves a row on which the next one would wait for ever. The data lock shows that nobody migrates now.
    private static async Task ClearLock(SqliteDeskDb db, CancellationToken cancellation)
    {
        if (await Text(db, "SELECT name FROM sqlite_master WHERE name = '__EFMigrationsLock'", cancellation) is { Length: > 0 })
        {
            await Text(db, "DELETE FROM \"__EFMigrationsLock\"", cancellation);
        }
    }

    private async Task CheckTables(SqliteDeskDb db, CancellationToken cancellation)
    {
        var present = await Tables(db, cancellation);
        var missing = db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Where(t => !present.Contains(t)).Distinct().ToList();
        if (missing.Count > 0)
        {
            throw HalfApplied($"it lacks {string.Join(", ", missing)}");
        }
    }

    private StartRefusedException HalfApplied(string why) =>
        new($"The schema of the database {database.Path} is half applied: {why}. Go back to a backup, or start anew by deleting the file.");

    private static async Task<HashSet<string>> Tables(SqliteDeskDb db, CancellationToken cancellation)
    {
        const string All = "SELECT group_concat(name) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\'";
        return [.. (await Text(db, All, cancellation) ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static async Task<string?> Text(SqliteDeskDb db, string sql, CancellationToken cancellation)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }
}
