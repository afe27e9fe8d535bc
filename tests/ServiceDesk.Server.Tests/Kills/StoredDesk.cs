using Microsoft.Data.Sqlite;

namespace ServiceDesk.Server.Tests.Kills;

/// <summary>Reads the server's database file beside it, as an auditor would: no code of the server in between.</summary>
internal sealed class StoredDesk(string folder)
{
    private readonly string _source = $"Data Source={Path.Combine(folder, "data", "servicedesk.db")};Mode=ReadOnly;Pooling=False";

    public IReadOnlyList<StoredEvent> Events(long conversation) => Read(
        "SELECT Seq, N, Sender, Type, ClientMsgId, Body FROM event WHERE ConversationId = $id ORDER BY Seq",
        conversation,
        row => new StoredEvent(row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4), row.GetString(5)));

    public long Count(string sql, long id) => Read(sql, id, row => row.GetInt64(0)).Single();

    /// <summary>Effects of a kind that are committed as wanted and not yet done.</summary>
    public long Undone(string kind, long conversation) =>
        Count($"SELECT COUNT(*) FROM outbox WHERE ConversationId = $id AND Kind = '{kind}' AND DoneAt IS NULL", conversation);

    private List<T> Read<T>(string sql, long id, Func<SqliteDataReader, T> take)
    {
        using var connection = new SqliteConnection(_source);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$id", id);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(take(reader));
        }

        return rows;
    }
}

internal sealed record StoredEvent(long Seq, long N, string Sender, string Type, string? ClientMsgId, string Body);
