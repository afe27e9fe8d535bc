using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Setup;

/// <summary>Brings the embedded database to this version's schema, and makes sure that its settings hold.</summary>
internal sealed class Schema(DbContextOptions<SqliteDeskDb> options, SqliteDatabase database)
{
    /// <summary>Call with the data lock held. Tells whether the database is new.</summary>
    /// <exception cref="StartRefusedException">The settings do not hold.</exception>
    public async Task<bool> Apply(CancellationToken cancellation)
    {
        // Without the gate: nobody else runs yet.
        await using var db = new SqliteDeskDb(options, gate: null);
        await Refuse(db, cancellation);
        var isNew = await db.Database.EnsureCreatedAsync(cancellation);
        return isNew;
    }

    private async Task Refuse(SqliteDeskDb db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var wanted = new (string Name, string Value)[] { ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1") };
        await Scalar(db, "PRAGMA journal_mode=WAL", cancellation);
        foreach (var (name, value) in wanted)
        {
            var read = await Scalar(db, $"PRAGMA {name}", cancellation);
            if (read != value)
            {
                throw new StartRefusedException($"The database {database.Path} has {name} = {read}, and only {value} keeps what was acknowledged.");
            }
        }
    }

    private static async Task<string?> Scalar(SqliteDeskDb db, string sql, CancellationToken cancellation)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture);
    }
}
