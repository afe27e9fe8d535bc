using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ServiceDesk.Server.Storage;
using SQLitePCL;

namespace ServiceDesk.Server.Setup;

/// <summary>Section <c>Database</c>; the place is <c>ConnectionStrings:Sqlite</c>, default <c>Data Source=data/servicedesk.db</c> under the content root.</summary>
public sealed class DatabaseSettings
{
    /// <summary>How long SQLite itself waits for another process that holds the file. Default 5,000 ms, 0–60,000.</summary>
    [Range(0, 60_000)]
    public int BusyTimeoutMs { get; set; } = 5_000;

    /// <summary>How often the write-ahead log is copied into the file, beside the writers. Default 200 ms, 10–60,000.</summary>
    [Range(10, 60_000)]
    public int CheckpointMilliseconds { get; set; } = 200;

    /// <summary>So many compiled statements stay with each open connection. Default 200, 0–2,000.</summary>
    [Range(0, 2_000)]
    public int KeptStatements { get; set; } = 200;

    /// <summary>A log of so many pages (4 KB each) is finished while writers wait for a moment. Default 4,000, 100–1,000,000.</summary>
    [Range(100, 1_000_000)]
    public int WalPages { get; set; } = 4_000;
}

/// <summary>Where the embedded database is and how its connections are set.</summary>
internal sealed class SqliteDatabase(IConfiguration configuration, IHostEnvironment environment, DatabaseSettings settings)
{
    private const string Default = "Data Source=data/servicedesk.db";

    /// <summary>Absolute path of the file.</summary>
    public string Path { get; } = PathOf(configuration, environment);

    public string ConnectionString =>
        new SqliteConnectionStringBuilder(configuration.GetConnectionString("Sqlite") ?? Default) { DataSource = Path, ForeignKeys = true }.ConnectionString;

    public DbContextOptions<SqliteDeskDb> Options() => new DbContextOptionsBuilder<SqliteDeskDb>()
        // A list as one parameter: as one parameter an item, which is the default, the statement is written anew for each query.
        .UseSqlite(ConnectionString, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
        .AddInterceptors(new Connections(settings.BusyTimeoutMs))
        .Options;

    private static string PathOf(IConfiguration configuration, IHostEnvironment environment) =>
        System.IO.Path.GetFullPath(
            new SqliteConnectionStringBuilder(configuration.GetConnectionString("Sqlite") ?? Default).DataSource,
            environment.ContentRootPath);

    /// <summary>
    /// Sets what SQLite forgets with each connection. A commit that is acknowledged must survive a power cut, which
    /// <c>synchronous=FULL</c> gives and NORMAL does not (measured: 427 of 50,094 acknowledged commits lost).
    /// </summary>
    private sealed class Connections(int busyTimeoutMs) : DbConnectionInterceptor
    {
        // A connection of the pool keeps what was set; its handle tells it again.
        private readonly ConditionalWeakTable<sqlite3, object> _set = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            // The provider's asynchronous calls are synchronous ones.
            Set(connection);
            return Task.CompletedTask;
        }

        private void Set(DbConnection connection)
        {
            var handle = ((SqliteConnection)connection).Handle!;
            if (_set.TryGetValue(handle, out _))
            {
                return;
            }

            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA synchronous=FULL; PRAGMA busy_timeout={busyTimeoutMs}; PRAGMA wal_autocheckpoint=0;";
#if PLANTED_FAULTS
            command.CommandText = PlantedFaults.Is(PlantedFault.WalNormal) ? command.CommandText.Replace("FULL", "NORMAL", StringComparison.Ordinal) : command.CommandText;
#endif
            command.ExecuteNonQuery();
            _set.Add(handle, this);
        }
    }
}
