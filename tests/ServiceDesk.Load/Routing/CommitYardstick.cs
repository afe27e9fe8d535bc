using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace ServiceDesk.Load.Routing;

/// <summary>What the disk and SQLite take for one row in a transaction of its own, WAL and synchronous=FULL as the server's.</summary>
internal sealed class CommitYardstick : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;

    /// <param name="folder">On the disk of the server's database.</param>
    public CommitYardstick(string folder)
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(folder, "yardstick.db")};Pooling=False");
        _connection.Open();
        using var setup = _connection.CreateCommand();
        setup.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS row(id INTEGER PRIMARY KEY, body TEXT NOT NULL);";
        setup.ExecuteNonQuery();
        _insert = _connection.CreateCommand();
        _insert.CommandText = "INSERT INTO row(body) VALUES ($body)";
        _insert.Parameters.AddWithValue("$body", new string('x', 256));
        _insert.Prepare();
    }

    public Samples Commits { get; } = new();

    public void Commit(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            // Without an explicit transaction each statement commits by itself.
            _insert.ExecuteNonQuery();
            Commits.Add(Stopwatch.GetTimestamp() - clock);
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }
}
