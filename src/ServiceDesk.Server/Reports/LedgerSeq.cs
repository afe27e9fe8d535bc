using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Reports;

/// <summary>Finds places in the routing ledger by time: numbers and times grow together, so the primary key is index enough.</summary>
internal static class LedgerSeq
{
    /// <summary>The first number whose event is not earlier; one after the last when there is none.</summary>
    public static async Task<long> At(DeskDb db, DateTimeOffset at, CancellationToken cancellation)
    {
        var events = Events(db);
        var last = await events.OrderByDescending(e => e.Seq).Select(e => e.Seq).FirstOrDefaultAsync(cancellation);
        var (low, high) = (await events.OrderBy(e => e.Seq).Select(e => e.Seq).FirstOrDefaultAsync(cancellation), last + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var here = await events.Where(e => e.Seq >= middle).OrderBy(e => e.Seq).Select(e => new { e.Seq, e.At }).FirstAsync(cancellation);
            if (here.At < at)
            {
                low = here.Seq + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The last number; 0 for an empty ledger.</summary>
    public static Task<long> Last(DeskDb db, CancellationToken cancellation) =>
        Events(db).OrderByDescending(e => e.Seq).Select(e => e.Seq).FirstOrDefaultAsync(cancellation);

    private static IQueryable<RoutingEventRow> Events(DeskDb db) => db.RoutingEvents.AsNoTracking().Where(e => e.Domain == DomainMemory.Domain);
}
