using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using ServiceDesk.Contracts;
using ServiceDesk.History.Tests.Record;

namespace ServiceDesk.History.Tests.Drive;

/// <summary>Reads everything back after the healing: over hubs by connections that have seen nothing, and from the database file with own SQL.</summary>
internal sealed class FinalReads(World world)
{
    private readonly HistoryRecorder _recorder = world.Recorder;

    /// <summary>Each visitor's conversation by a fresh connection of the visitor, and by the supervisor.</summary>
    public async Task OverHubs(CancellationToken cancellation)
    {
        foreach (var visitor in world.Visitors.Where(v => v.Session is not null))
        {
            var conversation = visitor.Session!.ConversationId;
            await using var tab = await visitor.Tab("reads", cancellation);
            await Pages(tab, conversation, cancellation);
            await tab.Count(conversation, cancellation);
            await Pages(world.Supervisor!.Own, conversation, cancellation);
        }
    }

    /// <summary>How many effects are wanted and not done.</summary>
    public long OpenEffects() => Scalar("SELECT COUNT(*) FROM outbox WHERE DoneAt IS NULL AND DeadAt IS NULL");

    /// <summary>How many sessions wait for an agent although one could take more.</summary>
    public long WaitingInVain() => FreeUnits() > 0 ? Scalar("SELECT COUNT(*) FROM session WHERE Open = 1 AND State IN ('queued', 'offered')") : 0;

    /// <summary>The file itself, the server being away.</summary>
    public void FromFile()
    {
        Store();
        Rows("SELECT ConversationId, Seq, Sender, SenderName, Type, ClientMsgId, Body FROM event ORDER BY ConversationId, Seq", Event);
        Rows("SELECT Id, HeadSeq, HeadN FROM conversation", r => Line(Ops.FinalHead, $"c:{r.GetInt64(0)}", new HistoryValue { Seq = r.GetInt64(1), N = r.GetInt64(2) }));
        Rows(
            "SELECT m.ConversationId, m.Person, m.ReadSeq, m.ReadN, c.HeadSeq, c.HeadN FROM member m JOIN conversation c ON c.Id = m.ConversationId WHERE m.LeftAt IS NULL",
            r => Line(Ops.FinalMember, $"c:{r.GetInt64(0)}", new HistoryValue
            {
                Sender = r.GetString(1), ReadSeq = r.GetInt64(2), ReadN = r.GetInt64(3), Seq = r.GetInt64(4), N = r.GetInt64(5),
            }));
        Rows(
            "SELECT Seq, Type, SessionId, AgentId, json_extract(Payload, '$.weight') FROM routing_effect WHERE Type IN ('AssignmentOpened', 'AssignmentChanged', 'AssignmentClosed', 'OverCapacity', 'Reactivated') ORDER BY Seq, Ord",
            r => Line(Ops.FinalEffect, $"s:{r.GetInt64(2)}", new HistoryValue
            {
                Seq = r.GetInt64(0), Type = r.GetString(1), Session = r.GetInt64(2), Agent = Number(r, 3), Count = Number(r, 4),
            }));
        Rows("SELECT Seq, CommandId FROM routing_event ORDER BY Seq", r => Line(Ops.FinalCommand, "", new HistoryValue { Seq = r.GetInt64(0), Id = Id(r, 1) }));
        Rows(
            "SELECT o.EventId, o.Kind, o.DoneAt, o.DeadAt, json_extract(o.Payload, '$.sessionId'), json_extract(o.Payload, '$.segment'), (SELECT COUNT(*) FROM consumed c WHERE c.EventId = o.EventId) FROM outbox o",
            r => Line(Ops.FinalOutbox, "", new HistoryValue
            {
                Id = Id(r, 0), Type = r.GetString(1), Is = !r.IsDBNull(2), Code = r.IsDBNull(3) ? "open" : "dead", Session = Number(r, 4), Count = Number(r, 5), N = r.GetInt64(6),
            }));
        Rows("SELECT SessionId, Segment, CommandId FROM survey", r => Line(Ops.FinalSurvey, $"s:{r.GetInt64(0)}", new HistoryValue { Session = r.GetInt64(0), Count = r.GetInt64(1), Id = Id(r, 2) }));
        var free = FreeUnits();
        Rows("SELECT Id, State FROM session WHERE Open = 1", r => Line(Ops.FinalSession, $"s:{r.GetInt64(0)}", new HistoryValue
        {
            Type = free > 0 ? r.GetString(1) : "any", Count = free,
        }));
    }

    private async Task Pages<THub, TClient>(RecordedConnection<THub, TClient> reader, long conversation, CancellationToken cancellation)
        where THub : class, IConversationHub
        where TClient : class, IConversationClient
    {
        var heads = await reader.Link.Hub(cancellation);
        var epoch = (await heads.Ping(new PingRequest([conversation]))).Value?.Heads is [var head] ? head.Epoch : 1;
        for (var (after, more) = (0L, true); more;)
        {
            var page = (await (await reader.Link.Hub(cancellation)).Fetch(new FetchRequest(conversation, epoch, After: after, Limit: 200))).Value
                ?? throw new InvalidOperationException($"{reader.Process} could not read conversation {conversation} after {after}.");
            foreach (var e in page.Events)
            {
                _recorder.Write(reader.Process, Happened.Ok, Ops.FinalEvent, HistoryRecorder.Conversation(conversation), new HistoryValue
                {
                    Seq = e.Seq, Type = e.Type, Sender = e.Sender, Id = e.ClientMsgId?.ToString(), Hash = HistoryRecorder.Hash(e.Body.Text),
                });
                after = e.Seq;
            }

            more = page.More;
        }
    }

    private void Event(SqliteDataReader row)
    {
        using var body = JsonDocument.Parse(row.GetString(6));
        var root = body.RootElement;
        var note = root.TryGetProperty("note", out var n) ? n : (JsonElement?)null;
        var survey = root.TryGetProperty("survey", out var s) ? s : (JsonElement?)null;
        Line(Ops.FinalEvent, $"c:{row.GetInt64(0)}", new HistoryValue
        {
            Seq = row.GetInt64(1),
            Sender = row.GetString(2),
            Name = note is null ? row.IsDBNull(3) ? null : row.GetString(3) : Text(note.Value.GetProperty("args"), "agent"),
            Type = row.GetString(4),
            Id = Id(row, 5),
            Hash = HistoryRecorder.Hash(Text(root, "text")),
            Code = note is null ? null : Text(note.Value, "kind"),
            Session = survey?.GetProperty("sessionId").GetInt64(),
            Count = survey?.GetProperty("segment").GetInt64(),
        });
    }

    private void Store()
    {
        using var connection = Open(SqliteOpenMode.ReadWrite);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        Line(Ops.FinalStore, "", new HistoryValue { Code = (string)command.ExecuteScalar()! });
    }

    private long FreeUnits() => Scalar(string.Create(
        CultureInfo.InvariantCulture,
        $"SELECT COALESCE(SUM(MAX(0, {World.Capacity} - Used)), 0) FROM agent_state WHERE Presence = 'online' AND Connection = 'connected'"));

    private long Scalar(string sql)
    {
        var found = 0L;
        Rows(sql, row => found = row.GetInt64(0));
        return found;
    }

    private void Rows(string sql, Action<SqliteDataReader> take)
    {
        using var connection = Open(SqliteOpenMode.ReadOnly);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            take(reader);
        }
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(world.Server.Folder, "data", "servicedesk.db"), Mode = mode, Pooling = false, DefaultTimeout = 10,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    private void Line(string op, string key, HistoryValue value) => _recorder.Write("database", Happened.Ok, op, key, value);

    private static string? Id(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : Guid.Parse(row.GetString(column)).ToString();

    private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;
}
