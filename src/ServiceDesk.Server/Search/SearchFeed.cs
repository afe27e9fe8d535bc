using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Search;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Search;

/// <summary>
/// The committed events in the order of their commits. SQLite numbers the rows of a table as they come, and one writer at a time
/// commits, so the row's number is that order at no cost to the message path. VACUUM may number them anew, which
/// <see cref="Holds"/> notices.
/// </summary>
internal sealed class SearchFeed(DeskDbs dbs, SearchOptions options)
{
    // An edit or a recall is about an earlier message, whose row holds what may be shown now: that one is indexed again.
    private const string Next = """
        SELECT e.rowid, e."ConversationId", e."Seq", m.rowid, m."Seq", m."At", m."Type", m."Body", coalesce(c."StaffOf", c."Id"),
            coalesce((SELECT max(s."Id") FROM session s WHERE s."ConversationId" = coalesce(c."StaffOf", c."Id") AND s."StartedAt" <= m."At"), 0)
        FROM event e JOIN conversation c ON c."Id" = e."ConversationId"
        LEFT JOIN event m ON m."ConversationId" = e."ConversationId"
            AND m."Seq" = CASE WHEN e."Type" IN ('edit', 'recall') THEN json_extract(e."Body", '$.target') ELSE e."Seq" END
        WHERE e.rowid > ?1 ORDER BY e.rowid LIMIT ?2
        """;

    /// <summary>What follows a position, and how far it goes; null when nothing does.</summary>
    public async Task<(IReadOnlyList<IndexChange> Changes, IndexCursor Cursor)?> After(long position, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await db.Database.OpenConnectionAsync(cancellation);
        using var row = new SqliteStatement((SqliteConnection)db.Database.GetDbConnection(), Next);
        row.Bind(1, position);
        row.Bind(2, options.Batch);
        var changes = new List<IndexChange>();
        IndexCursor? cursor = null;
        while (row.Step())
        {
            cursor = new IndexCursor(row.Integer(0), row.Integer(1), row.Integer(2));
            if (!row.IsNull(3) && EventTypes.IsCountable(row.Text(6)))
            {
                var message = new IndexedMessage(
                    row.Integer(3), row.Integer(1), row.Integer(4), row.Integer(8), row.Integer(9), DateTimeOffset.FromUnixTimeMilliseconds(row.Integer(5)));
                var body = EventBodies.Read(row.Text(7));
                changes.Add(new IndexChange(message, Words(body), Again: message.Position != cursor.Position, Erased: body.Purged == true));
            }
        }

        return cursor is null ? null : (changes, cursor);
    }

    /// <summary>Whether the database still has that event at that position.</summary>
    public async Task<bool> Holds(IndexCursor cursor, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await db.Database.OpenConnectionAsync(cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = """SELECT count(*) FROM event WHERE rowid = $position AND "ConversationId" = $conversation AND "Seq" = $seq""";
        Add(command, "$position", cursor.Position);
        Add(command, "$conversation", cursor.ConversationId);
        Add(command, "$seq", cursor.Seq);
        return await command.ExecuteScalarAsync(cancellation) is > 0L;
    }

    private List<string>? Words(EventBody body) =>
        SearchedText.Of(body) is { } text
            ? SearchWords.Of(text, options.MessageWords).ConvertAll(w => w.Word)
            : null;

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
