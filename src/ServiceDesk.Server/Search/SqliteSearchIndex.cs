using System.Globalization;
using Microsoft.Data.Sqlite;
using ServiceDesk.Decisions.Search;
using ServiceDesk.Server.Setup;

namespace ServiceDesk.Server.Search;

/// <summary>
/// The index beside the embedded database, in a file of its own with one writer, the follower: nothing of it passes the write gate, and
/// a file that is lost is built anew. FTS5 holds the words without the text; a row's id is the message's position, so that hits come
/// newest first as they are read.
/// </summary>
internal sealed class SqliteSearchIndex(SqliteDatabase database) : ISearchIndex, IDisposable
{
    // Another shape of the file, or other words for the same text, need another number: the index is then built anew.
    private const string Shape = "2";

    private const string Create = """
        CREATE TABLE IF NOT EXISTS message(id INTEGER PRIMARY KEY, conversation INTEGER NOT NULL, seq INTEGER NOT NULL,
            service INTEGER NOT NULL, session INTEGER NOT NULL, at INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS cursor(id INTEGER PRIMARY KEY CHECK (id = 1), shape TEXT NOT NULL, position INTEGER NOT NULL,
            conversation INTEGER NOT NULL, seq INTEGER NOT NULL);
        CREATE VIRTUAL TABLE IF NOT EXISTS word USING fts5(said, place, content='', contentless_delete=1, tokenize='ascii');
        """;

    private readonly string _connectionString =
        new SqliteConnectionStringBuilder { DataSource = Path.ChangeExtension(database.Path, "search.db"), DefaultTimeout = 30 }.ConnectionString;

    private SqliteIndexWriter? _writer;

    public async Task<IndexCursor?> Open(CancellationToken cancellation)
    {
        await using var connection = await Connect(cancellation);
        Run(connection, "PRAGMA journal_mode=WAL");
        Run(connection, Create);
        using var read = Command(connection, "SELECT position, conversation, seq FROM cursor WHERE shape = $shape", ("$shape", Shape));
        using var row = read.ExecuteReader();
        return row.Read() ? new IndexCursor(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)) : null;
    }

    public async Task Clear(CancellationToken cancellation)
    {
        Dispose();
        await using var connection = await Connect(cancellation);
        using var transaction = connection.BeginTransaction();
        Run(connection, "DROP TABLE IF EXISTS message; DROP TABLE IF EXISTS cursor; DROP TABLE IF EXISTS word;");
        Run(connection, Create);
        transaction.Commit();
    }

    public Task Write(IReadOnlyList<IndexChange> changes, IndexCursor cursor, CancellationToken cancellation) =>
        Write(writer => writer.Write(changes, cursor, Shape), cancellation);

    public Task Forget(CancellationToken cancellation) => Write(writer => writer.Forget(), cancellation);

    private async Task Write(Action<SqliteIndexWriter> write, CancellationToken cancellation)
    {
        var writer = _writer ??= new SqliteIndexWriter(await Connect(cancellation, pooled: false));
        try
        {
            write(writer);
        }
        catch
        {
            // Whatever became of its transaction, the next batch gets a new one.
            Dispose();
            throw;
        }
    }

    public async Task<IReadOnlyList<IndexedMessage>> Find(IndexQuery query, int limit, CancellationToken cancellation)
    {
        await using var connection = await Connect(cancellation);
        var first = query.From is { } from ? FirstAt(connection, from.ToUnixTimeMilliseconds()) : 0;
        var end = query.To is { } to ? FirstAt(connection, to.ToUnixTimeMilliseconds()) : long.MaxValue;
        end = Math.Min(end, query.Before ?? long.MaxValue);
        using var find = Command(
            connection,
            """
            SELECT m.id, m.conversation, m.seq, m.service, m.session, m.at
            FROM word JOIN message m ON m.id = word.rowid
            WHERE word MATCH $words AND word.rowid >= $first AND word.rowid < $end ORDER BY word.rowid DESC LIMIT $limit
            """,
            ("$words", Match(query)), ("$first", first), ("$end", end), ("$limit", limit));
        using var row = find.ExecuteReader();
        var found = new List<IndexedMessage>();
        while (row.Read())
        {
            found.Add(new IndexedMessage(
                row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5))));
        }

        return found;
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _writer = null;
    }

    // Words hold letters and digits only, so nothing in them is a sign of the query language.
    private static string Match(IndexQuery query)
    {
        var said = string.Join(" AND ", query.Phrases.Phrases.Select(p => $"\"{string.Join(' ', p)}\""));
        return query.Conversations is { } conversations
            ? $"said : ({said}) AND place : ({string.Join(" OR ", conversations.Select(c => $"\"{SqliteIndexWriter.Place(c)}\""))})"
            : $"said : ({said})";
    }

    // Positions are given in order of time, so the first message at or after an instant is found by halving.
    private static long FirstAt(SqliteConnection connection, long at)
    {
        using var next = Command(connection, "SELECT id, at FROM message WHERE id >= $id ORDER BY id LIMIT 1", ("$id", 0L));
        using var last = Command(connection, "SELECT coalesce(max(id), 0) FROM message");
        var (low, high) = (0L, Convert.ToInt64(last.ExecuteScalar(), CultureInfo.InvariantCulture) + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            Set(next, middle);
            using var row = next.ExecuteReader();
            if (row.Read() && row.GetInt64(1) < at)
            {
                low = row.GetInt64(0) + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <param name="pooled">False for one whose transactions the provider does not know: closing it is what takes them back.</param>
    private async Task<SqliteConnection> Connect(CancellationToken cancellation, bool pooled = true)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(_connectionString) { Pooling = pooled }.ConnectionString);
        await connection.OpenAsync(cancellation);
        // What the last second wrote is followed once more after a power cut.
        Run(connection, "PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;");
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this file; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    private static void Set(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }
    }
}
