using Microsoft.Data.Sqlite;

namespace ServiceDesk.Load.Search;

/// <summary>Prepared statements for the tables that a search reads.</summary>
internal sealed class SeedRows(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand _visitor = Command(connection, "INSERT INTO visitor(Id, Name, Email, Locale, CreatedAt) VALUES ($0, $1, $2, $3, $4)", 5);

    private readonly SqliteCommand _conversation = Command(
        connection,
        "INSERT INTO conversation(Id, Kind, VisitorId, EntryPoint, Epoch, HeadSeq, HeadN, HeadA, FirstReplyDue, Listening, WaitingOn, LastPublicSeq) "
        + "VALUES ($0, 'service', $1, 'demo-shop', 1, $2, $2, 0, 0, 0, 'nobody', $2)",
        3);

    private readonly SqliteCommand _session = Command(
        connection,
        "INSERT INTO session(Id, Domain, ConversationId, VisitorId, EntryPoint, Channel, SourceUrl, SourceTitle, Locale, State, Version, Segment, Queue, AgentId, StartedAt, EndedAt, Open, Core) "
        + "VALUES ($0, 'archive', $0, $1, 'demo-shop', 'web', 'https://shop.test/', 'Shop', $2, 'ended', 1, 1, $3, $4, $5, $6, 0, '{}')",
        7);

    private readonly SqliteCommand _segment = Command(
        connection, "INSERT INTO segment(SessionId, No, FromSeq, ToSeq, StartedAt, EndedAt) VALUES ($0, 1, 1, $1, $2, $3)", 4);

    private readonly SqliteCommand _assignment = Command(
        connection, "INSERT INTO assignment(SessionId, Segment, AgentId, \"From\", \"To\", Weight, State) VALUES ($0, 1, $1, $2, $3, 1, 'done')", 4);

    private readonly SqliteCommand _event = Command(
        connection, "INSERT INTO event(ConversationId, Seq, N, A, At, Sender, SenderName, Type, Body) VALUES ($0, $1, $1, 0, $2, $3, $4, 'message', $5)", 6);

    public void Visitor(string id, string name, string email, string locale, long at) => Run(_visitor, id, name, email, locale, at);

    public void Conversation(long id, string visitor, int head) => Run(_conversation, id, visitor, head);

    public void Session(long id, string visitor, string queue, long agent, string locale, long at, int head)
    {
        var end = at + 300_000;
        Run(_session, id, visitor, locale, queue, agent, at, end);
        Run(_segment, id, head, at, end);
        Run(_assignment, id, agent, at, end);
    }

    public void Event(long conversation, int seq, long at, string sender, string? name, string body) =>
        Run(_event, conversation, seq, at, sender, name, body);

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_visitor, _conversation, _session, _segment, _assignment, _event])
        {
            command.Dispose();
        }
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, int values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this file; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values; i++)
        {
            command.Parameters.AddWithValue($"${i}", DBNull.Value);
        }

        return command;
    }

    private static void Run(SqliteCommand command, params object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }
}
