using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ServiceDesk.Server.Storage;

/// <summary>Gives contexts out of a pool, each with its connection open; the caller disposes them.</summary>
public sealed class DeskDbs : IDisposable
{
    private readonly ConcurrentBag<KeptConnection> _connections = [];
    private readonly DbContextOptions<SqliteDeskDb> _options;
    private readonly PooledDbContextFactory<SqliteDeskDb> _pool;
    private readonly DatabaseSettings _settings;
    private readonly WriteGate _gate;
    private readonly Action _returned;
    private int _pooled;

    public DeskDbs(DbContextOptions<SqliteDeskDb> options, DatabaseSettings settings, WriteGate gate)
    {
        _options = new DbContextOptionsBuilder<SqliteDeskDb>(options).AddInterceptors(UngatedWrites.Refuse, new KeptStatements()).Options;
        _pool = new PooledDbContextFactory<SqliteDeskDb>(_options, settings.KeptConnections);
        (_settings, _gate) = (settings, gate);
        _returned = () => Interlocked.Decrement(ref _pooled);
    }

    /// <summary>How many connections are kept open; never more than the setting.</summary>
    internal int Kept => _connections.Count;

    public DeskDb Open()
    {
        if (Interlocked.Increment(ref _pooled) > _settings.KeptConnections)
        {
            // A burst: what it opens is not worth its memory afterwards.
            Interlocked.Decrement(ref _pooled);
            return new SqliteDeskDb(_options) { Gate = _gate };
        }

        var db = _pool.CreateDbContext();
        db.Gate = _gate;
        db.OnReturn(_returned);
        if (db.Database.GetDbConnection() is not KeptConnection)
        {
            Connect(db);
        }

        return db;
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }
    }

    private void Connect(SqliteDeskDb db)
    {
        var connection = new KeptConnection(db.Database.GetConnectionString()!, _settings.KeptStatements);
        _connections.Add(connection);
        // Not owned: EF Core closes its own whenever a context goes back to its pool. Opened through it all the same, for its settings.
        db.Database.SetDbConnection(connection, contextOwnsConnection: false);
        db.Database.OpenConnection();
    }
}
