using System.Globalization;
using Microsoft.Data.Sqlite;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Search;

/// <summary>The writing side of the index: its connection and compiled statements, kept from one batch to the next. For one caller at a time.</summary>
/// <param name="connection">Open; closed with the writer.</param>
internal sealed class SqliteIndexWriter(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly SqliteStatement _commit = new(connection, "COMMIT");
    private readonly SqliteStatement _drop = new(connection, "DELETE FROM message WHERE id = ?1");
    private readonly SqliteStatement _forget = new(connection, "DELETE FROM word WHERE rowid = ?1");
    private readonly SqliteStatement _learn = new(connection, "INSERT INTO word(rowid, said, place) VALUES (?1, ?2, ?3)");
    private readonly SqliteStatement _place = new(
        connection, "INSERT INTO message(id, conversation, seq, service, session, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");

    private readonly SqliteStatement _moved = new(
        connection,
        "INSERT INTO cursor(id, position, conversation, seq, shape) VALUES (1, ?1, ?2, ?3, ?4) "
        + "ON CONFLICT(id) DO UPDATE SET shape = excluded.shape, position = excluded.position, conversation = excluded.conversation, seq = excluded.seq");

    /// <summary>All of it in one transaction.</summary>
    /// <exception cref="SqliteException">Nothing of it is stored once the writer is disposed, which is all that may be done with it then.</exception>
    public void Write(IReadOnlyList<IndexChange> changes, IndexCursor cursor, string shape)
    {
        Run(_begin);
        foreach (var (message, words, again) in changes)
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

        _moved.Bind(4, shape);
        Run(_moved, cursor.Position, cursor.ConversationId, cursor.Seq);
        Run(_commit);
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _drop, _forget, _learn, _place, _moved })
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    /// <summary>A conversation as a word of the index.</summary>
    internal static string Place(long conversation) => conversation.ToString(CultureInfo.InvariantCulture);

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
