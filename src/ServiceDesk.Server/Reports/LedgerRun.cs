using Microsoft.EntityFrameworkCore;
using ServiceDesk.Decisions.Metrics;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Reports;

/// <summary>
/// Tells a sink everything that the ledger knows about an interval. The ledger is walked in windows and the sessions in
/// batches, so memory does not grow with the interval; only reads, each short, so writers are never kept waiting.
/// </summary>
internal sealed class LedgerRun(DeskDbs dbs, QueueTermsHistory terms, ReportOptions options, TimeProvider time)
{
    // Longer than any session stays open without the router noticing.
    private const int LookAheadDays = 7;

    /// <param name="withSessions">False tells only the agents' states.</param>
    /// <returns>Up to which instant was known.</returns>
    public async Task<DateTimeOffset> Tell(IMeasures sink, DateTimeOffset from, DateTimeOffset to, bool withSessions, CancellationToken cancellation)
    {
        var now = time.Now();
        await using var db = dbs.Open();
        await Agents(db, sink, from, to < now ? to : now, cancellation);
        if (withSessions)
        {
            var promises = await terms.Over(from.AddDays(-1), to.AddDays(7), cancellation);
            var end = to < now ? to : now;
            await Sessions(db, new Telling(sink, promises, end, now), from, to, cancellation);
        }

        return now;
    }

    /// <param name="End">The instant of the backlog.</param>
    private sealed record Telling(IMeasures Sink, IQueueTerms Promises, DateTimeOffset End, DateTimeOffset Now)
    {
        public void Tell(SessionLedger session)
        {
            var story = new SessionStory(session.SessionId, Promises, new MetricTerms(), Sink);
            var counted = false;
            foreach (var fact in session.Facts)
            {
                if (!counted && fact.At >= End)
                {
                    counted = true;
                    story.Count(Sink, End);
                }

                story.Tell(fact);
            }

            if (!counted)
            {
                story.Count(Sink, End);
            }

            story.Finish(Sink, Now);
        }
    }

    private async Task Sessions(DeskDb db, Telling telling, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var (first, end) = (await LedgerSeq.At(db, from, cancellation), await LedgerSeq.At(db, to, cancellation));
        for (var low = first; low < end; low += options.WindowEvents)
        {
            var high = Math.Min(end, low + options.WindowEvents);
            var touched = await db.RoutingEffects.AsNoTracking()
                .Where(f => f.Domain == DomainMemory.Domain && f.Seq >= low && f.Seq < high && f.SessionId != null && SessionFacts.Types.Contains(f.Type))
                .Select(f => f.SessionId!.Value).Distinct().OrderBy(id => id).ToListAsync(cancellation);
            // A session belongs to the window of its last effect in the interval, so that it is told once.
            await Batches(touched, s => LastBefore(s, end) >= low && LastBefore(s, end) < high, telling, cancellation);
        }

        await Batches(await Untouched(db, from, to, cancellation), s => !IsTouched(s, first, end), telling, cancellation);

        static long LastBefore(SessionLedger session, long end) => session.RoutedAt.LastOrDefault(seq => seq < end);
        static bool IsTouched(SessionLedger session, long first, long end) => session.RoutedAt.Any(seq => seq >= first && seq < end);
    }

    // Those that the router left alone: rated within it, opened in it with nothing after, or going on all through it.
    private static async Task<List<long>> Untouched(DeskDb db, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var asked = await db.Surveys.AsNoTracking()
            .Where(v => (v.OfferedAt >= from && v.OfferedAt < to) || (v.AnsweredAt >= from && v.AnsweredAt < to))
            .Join(db.Sessions, v => v.SessionId, s => s.Id, (v, s) => s)
            .Where(s => s.EndedAt == null || s.EndedAt < from || s.EndedAt >= to).Select(s => s.Id).ToListAsync(cancellation);
        var open = await db.Sessions.AsNoTracking().Where(s => s.Open && s.StartedAt < to).Select(s => s.Id).ToListAsync(cancellation);
        var through = await db.Sessions.AsNoTracking().Where(s => s.EndedAt >= to && s.EndedAt < to.AddDays(LookAheadDays) && s.StartedAt < to)
            .Select(s => s.Id).ToListAsync(cancellation);
        return [.. asked.Concat(open).Concat(through).Distinct().Order()];
    }

    private async Task Batches(List<long> ids, Func<SessionLedger, bool> belongs, Telling telling, CancellationToken cancellation)
    {
        foreach (var batch in ids.Chunk(options.BatchSessions))
        {
            await using var db = dbs.Open();
            foreach (var session in await new SessionFacts(db).Read(batch, cancellation))
            {
                if (belongs(session))
                {
                    telling.Tell(session);
                }
            }
        }
    }

    private static async Task Agents(DeskDb db, IMeasures sink, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var agents = await db.AgentStates.AsNoTracking().Select(a => a.AgentId).ToListAsync(cancellation);
        foreach (var agent in agents)
        {
            var story = new AgentStory(agent, sink);
            var before = await db.AgentHistory.AsNoTracking().Where(h => h.AgentId == agent && h.At < from)
                .OrderByDescending(h => h.At).ThenByDescending(h => h.Seq).FirstOrDefaultAsync(cancellation);
            var within = await db.AgentHistory.AsNoTracking().Where(h => h.AgentId == agent && h.At >= from && h.At < to)
                .OrderBy(h => h.At).ThenBy(h => h.Seq).ToListAsync(cancellation);
            foreach (var row in before is null ? within : within.Prepend(before))
            {
                story.Tell(AgentPeriods.Fact(row));
            }

            story.Finish(sink, to);
        }
    }
}
