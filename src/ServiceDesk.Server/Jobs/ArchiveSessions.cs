using Microsoft.EntityFrameworkCore;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Jobs;

/// <summary>Ends the time in which sessions that are over could go on (rule S22): asks the router, page by page, and writes nothing itself.</summary>
public sealed class ArchiveSessions(DeskDbs dbs, RoutingDomain routing, TimeProvider time)
{
    private const int Page = 200;
    private static readonly string[] Over = [StateNames.Of(SessionStatus.Ended), StateNames.Of(SessionStatus.Deferred)];

    public async Task Run(CancellationToken cancellation)
    {
        var now = time.Now();
        var after = 0L;
        List<long> due;
        do
        {
            due = await Due(after, now, cancellation);
            await Task.WhenAll(due.Select(id => routing.Submit(null, Deadline(id, now), cancellation)));
            after = due.LastOrDefault();
        }
        while (due.Count == Page);
    }

    private async Task<List<long>> Due(long after, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        return await db.Sessions.Where(s => !s.Open && s.WakeAt <= now && Over.Contains(s.State) && s.Id > after)
            .OrderBy(s => s.Id).Select(s => s.Id).Take(Page).ToListAsync(cancellation);
    }

    private static DeadlineDue Deadline(long session, DateTimeOffset now) =>
        new(session, DeadlineKind.Resume, new ConversationFacts(WaitingOn.Nobody, now, 0)) { At = default, Seq = 0 };
}
