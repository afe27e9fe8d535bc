using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ServiceDesk.Server.Storage;

/// <summary>Gives contexts out of a pool, each with its connection open; the caller disposes them.</summary>
public sealed class DeskDbs(DbContextOptions<SqliteDeskDb> options, DatabaseSettings settings, WriteGate gate) : IDisposable
{
    private readonly ConcurrentBag<KeptConnection> _connections = [];
    private readonly PooledDbContextFactory<SqliteDeskDb> _pool =
        new(new DbContextOptionsBuilder<SqliteDeskDb>(options).AddInterceptors(UngatedWrites.Refuse, new KeptStatements()).Options);

    public DeskDb Open()
    {
        var db = _pool.CreateDbContext();
        db.Gate = gate;
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
        var connection = new KeptConnection(db.Database.GetConnectionString()!, settings.KeptStatements);
        _connections.Add(connection);
        // Not owned: EF Core closes its own whenever a context goes back to its pool. Opened through it all the same, for its settings.
        db.Database.SetDbConnection(connection, contextOwnsConnection: false);
        db.Database.OpenConnection();
    }
}
