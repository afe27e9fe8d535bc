using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>
/// What the log reads and writes with every post, prepared on a connection that it keeps. EF Core spends two to three times as
/// long on tracking and comparing these few rows as the database on storing them. Anything seldom goes through <see cref="Db"/>.
/// </summary>
internal sealed class LogStatements : IAsyncDisposable
{
    private LogStatements(DeskDb db)
    {
        Db = db;
        var (conversations, members, events) = (new PreparedTable<Conversation>(db), new PreparedTable<Member>(db), new PreparedTable<EventRow>(db));
        Conversation = conversations.Read(nameof(Storage.Conversation.Id));
        Member = members.Read(nameof(Storage.Member.ConversationId), nameof(Storage.Member.Person));
        Known = events.Read(nameof(EventRow.ClientMsgId));
        Event = events.Insert();
        Outbox = new PreparedTable<OutboxRow>(db).Insert();
        Consumed = new PreparedTable<Consumed>(db).Insert();
        // The log's own columns only: the others are the router's.
        Heads = conversations.Update(
            nameof(Storage.Conversation.HeadSeq),
            nameof(Storage.Conversation.HeadN),
            nameof(Storage.Conversation.HeadA),
            nameof(Storage.Conversation.PurgeVersion),
            nameof(Storage.Conversation.FirstReplyDue),
            nameof(Storage.Conversation.VisitorSpokeAt),
            nameof(Storage.Conversation.WaitingOn),
            nameof(Storage.Conversation.WaitingSince),
            nameof(Storage.Conversation.LastPublicSeq));
        Pins = conversations.Update(nameof(Storage.Conversation.Pinned));
        Marks = members.Update(
            nameof(Storage.Member.ReadSeq), nameof(Storage.Member.ReadN), nameof(Storage.Member.ReadA), nameof(Storage.Member.DeliveredSeq));
    }

    /// <summary>The context that begins the transactions; for what is not prepared.</summary>
    public DeskDb Db { get; }

    public PreparedRead<Conversation> Conversation { get; }

    public PreparedRead<Member> Member { get; }

    public PreparedRead<EventRow> Known { get; }

    public PreparedWrite<Conversation> Heads { get; }

    /// <summary>Apart from the head, which moves with every message: a list is turned into JSON each time it is stored.</summary>
    public PreparedWrite<Conversation> Pins { get; }

    public PreparedWrite<Member> Marks { get; }

    public PreparedWrite<EventRow> Event { get; }

    public PreparedWrite<OutboxRow> Outbox { get; }

    public PreparedWrite<Consumed> Consumed { get; }

    public static async Task<LogStatements> Open(DeskDbs dbs, DatabaseSettings settings, CancellationToken cancellation)
    {
        var db = dbs.Open();
        try
        {
            await db.Database.OpenConnectionAsync(cancellation);
            var statements = new LogStatements(db);
            using var cache = new SqliteStatement((SqliteConnection)db.Database.GetDbConnection(), $"PRAGMA cache_size=-{settings.LogCacheKiB}");
            cache.Step();
            return statements;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (IDisposable statement in new IDisposable[] { Conversation, Member, Known, Heads, Pins, Marks, Event, Outbox, Consumed })
        {
            statement.Dispose();
        }

        return Db.DisposeAsync();
    }
}
