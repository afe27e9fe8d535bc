using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Messaging;

/// <summary>Deletes rows that were done, and marks that were made, longer ago than they are kept. Dead letters stay until somebody deletes them.</summary>
public sealed class OutboxCleanup(DeskDbs dbs, IOptions<MessagingOptions> options, TimeProvider time)
{
    /// <summary>Rows per transaction: a larger one would hold up the messages.</summary>
    private const int BatchSize = 1000;

    public async Task Run(CancellationToken cancellation)
    {
        var before = time.Now().AddDays(-options.Value.RetainDays);
        await Repeat(
            db => db.Outbox.Where(o => o.DoneAt != null && o.DoneAt < before).OrderBy(o => o.DoneAt).Take(BatchSize), cancellation);
        await Repeat(db => db.Consumed.Where(c => c.At < before).OrderBy(c => c.At).Take(BatchSize), cancellation);
    }

    private async Task Repeat<T>(Func<DeskDb, IQueryable<T>> old, CancellationToken cancellation)
    {
        int deleted;
        do
        {
            await using var db = dbs.Open();
            await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
            deleted = await old(db).ExecuteDeleteAsync(cancellation);
            await write.Commit(cancellation);
        }
        while (deleted == BatchSize);
    }
}
