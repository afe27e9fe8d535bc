using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Alerts;

/// <summary>GET /api/alerts: the open ones as the board shows them, or the history, newest first.</summary>
internal sealed class ListAlerts(DeskDbs dbs, AlertBoard board, AlertRows rows, StaffScope scope, AlertOptions options)
{
    /// <param name="open">True: only those that are open.</param>
    /// <param name="before">Only those with a smaller id, for the next page.</param>
    public async Task<AlertList> Handle(StaffCaller caller, bool open, long? before, CancellationToken cancellation)
    {
        var queues = scope.Overseen(caller);
        if (open)
        {
            return new AlertList([.. board.Open.Where(a => a.QueueId is null || queues.Contains(a.QueueId))], false);
        }

        await using var db = dbs.Open();
        var found = await db.Alerts.AsNoTracking()
            .Where(a => (before == null || a.Id < before) && (a.Queue == null || queues.Contains(a.Queue)))
            .OrderByDescending(a => a.Id).Take(options.HistoryPage + 1).ToListAsync(cancellation);
        var now = board.Open.ToDictionary(a => a.AlertId, a => a.Now);
        return new AlertList(await rows.Of(found.Take(options.HistoryPage), now, cancellation), found.Count > options.HistoryPage);
    }
}
