using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ServiceDesk.Server.Storage;

/// <summary>The embedded database: one file, WAL, <c>synchronous=FULL</c>.</summary>
public sealed class SqliteDeskDb(DbContextOptions<SqliteDeskDb> options) : DeskDb(options)
{
    protected override string OpenSessionsFilter => "\"Open\" = 1";

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        // SQLite has no type for instants; as milliseconds since 1970 they compare and sort.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
    }

    private sealed class UnixMilliseconds()
        : ValueConverter<DateTimeOffset, long>(at => at.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));
}

/// <summary>Gives contexts out of a pool; the caller disposes them.</summary>
public sealed class DeskDbs(DbContextOptions<SqliteDeskDb> options, WriteGate gate)
{
    private readonly PooledDbContextFactory<SqliteDeskDb> _pool =
        new(new DbContextOptionsBuilder<SqliteDeskDb>(options).AddInterceptors(UngatedWrites.Refuse).Options);

    public DeskDb Open()
    {
        var db = _pool.CreateDbContext();
        db.Gate = gate;
        return db;
    }
}
