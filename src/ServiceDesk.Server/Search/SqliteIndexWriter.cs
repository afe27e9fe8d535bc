using System.Globalization;
using Microsoft.Data.Sqlite;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Search;

/// <summary>The writing side of the index: its connection and compiled statements, kept from one batch to the next. For one caller at a time.</summary>
/// <param name="connection">Open; closed with the writer.</param>
internal sealed class SqliteIndexWriter(SqliteConnection connection) : IDisposable
{
    private const int ToMerge = 1;
    private const int ToEmpty = 2;

    private readonly SqliteStatement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly SqliteStatement _commit = new(connection, "COMMIT");
    private readonly SqliteStatement _drop = new(connection, "DELETE FROM message WHERE id = ?1");
    private readonly SqliteStatement _forget = new(connection, "DELETE FROM word WHERE rowid = ?1");
    private readonly SqliteStatement _learn = new(connection, "INSERT INTO word(rowid, said, place) VALUES (?1, ?2, ?3)");
    private readonly SqliteStatement _place = new(
        connection, "INSERT INTO message(id, conversation, seq, service, session, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");

    // What is to be done since something was erased, in the file itself: it stands and falls with what was written.
    private readonly SqliteStatement _toDo = new(connection, "SELECT user_version FROM pragma_user_version");
    private readonly SqliteStatement _toMerge = new(connection, $"PRAGMA user_version={ToMerge}");
    private readonly SqliteStatement _toEmpty = new(connection, $"PRAGMA user_version={ToEmpty}");
    private readonly SqliteStatement _nothingToDo = new(connection, "PRAGMA user_version=0");

    // A row that is deleted stays in the segments of FTS5 beside a mark, until they are merged.
    private readonly SqliteStatement _merge = new(connection, "INSERT INTO word(word) VALUES ('optimize')");
    private readonly SqliteStatement _empty = new(connection, "PRAGMA wal_checkpoint(TRUNCATE)");

    private readonly SqliteStatement _moved = new(
        connection,
        "INSERT INTO cursor(id, position, conversation, seq, shape) VALUES (1, ?1, ?2, ?3, ?4) "
        + "ON CONFLICT(id) DO UPDATE SET shape = excluded.shape, position = excluded.position, conversation = excluded.conversation, seq = excluded.seq");

    /// <summary>All of it in one transaction.</summary>
    /// <exception cref="SqliteException">Nothing of it is stored once the writer is disposed, which is all that may be done with it then.</exception>
    public void Write(IReadOnlyList<IndexChange> changes, IndexCursor cursor, string shape)
    {
        Run(_begin);
        foreach (var (message, words, again, _) in changes)
        {
            if (again && Run(_drop, message.Position) > 0)
            {
                Run(_forget, message.Position);
            }

            if (words is { Count: > 0 })
            {
                Run(_place, message.Position, message.ConversationId, message.Seq, message.Service, message.SessionId, message.At.ToUnixTimeMilliseconds());
                _learn.Bind(2, string.Join(' ', words));
                _learn.Bind(3, Place(message.Service));
                Run(_learn, message.Position);
            }
        }

        if (changes.Any(c => c.Erased))
        {
            Run(_toMerge);
        }

        _moved.Bind(4, shape);
        Run(_moved, cursor.Position, cursor.ConversationId, cursor.Seq);
        Run(_commit);
    }

    /// <summary>If something was erased, merges all that is there and writes over what was there before.</summary>
    /// <exception cref="SqliteException">As of <see cref="Write"/>; the next call tries again.</exception>
    public void Forget()
    {
        var left = Asked(_toDo);
        if (left == ToMerge)
        {
            Run(_begin);
            Run(_merge);
            Run(_toEmpty);
            Run(_commit);
        }

        // Not while somebody searches: the next call tries again.
        if (left != 0 && Asked(_empty) == 0)
        {
            Run(_nothingToDo);
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _drop, _forget, _learn, _place, _moved, _toDo, _toMerge, _toEmpty, _nothingToDo, _merge, _empty })
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    /// <summary>A conversation as a word of the index.</summary>
    internal static string Place(long conversation) => conversation.ToString(CultureInfo.InvariantCulture);

    private static long Asked(SqliteStatement statement)
    {
        try
        {
            statement.Step();
            return statement.Integer(0);
        }
        finally
        {
            statement.Reset();
        }
    }

    private static int Run(SqliteStatement statement, params ReadOnlySpan<long> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            statement.Bind(i + 1, values[i]);
        }

        try
        {
            statement.Step();
            return statement.Changes;
        }
        finally
        {
            statement.Reset();
        }
    }
}
