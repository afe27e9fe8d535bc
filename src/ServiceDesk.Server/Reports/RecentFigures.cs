using Microsoft.EntityFrameworkCore;
using ServiceDesk.Decisions.Metrics;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Reports;

/// <summary>
/// The live figures: the reports' own fold, going on. It begins with what the ledger says of the last minutes, so that a
/// restart loses nothing, and then reads only what was added since.
/// </summary>
public sealed class RecentFigures(DeskDbs dbs, CurrentDesk desk, ReportOptions options, TimeProvider time) : IQueueTerms, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<long, Told> _told = [];
    private readonly RecentWindow _window = new();
    private (IQueueTerms Terms, int Version)? _terms;
    private long? _last;

    /// <param name="Upto">The ledger's number up to which the session was read when it was first met.</param>
    private sealed record Told(RoutingFacts Reader, SessionStory Story, long Upto);

    /// <summary>Reads what is new and answers the figures of this instant. One caller at a time; others wait.</summary>
    internal async Task<RecentPicture> Read(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var now = time.Now();
            await using var db = dbs.Open();
            var head = await LedgerSeq.Last(db, cancellation);
            if (_last is null)
            {
                await Begin(db, now, cancellation);
            }
            else if (head > _last)
            {
                await GoOn(db, _last.Value, head, cancellation);
            }

            _last = head;
            _window.Forget(now.AddMinutes(-options.BoardWindowMinutes));
            var open = new RecentWindow();
            foreach (var told in _told.Values)
            {
                told.Story.Finish(open, now);
            }

            return RecentPicture.Of(_window, open.Waits, now, options.BoardWindowMinutes);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>By the desk in force: a live figure is compared with today's target.</summary>
    public QueueTerms Of(string queueId, DateTimeOffset at)
    {
        var now = desk.Value;
        if (_terms is not { } known || known.Version != now.Version)
        {
            _terms = known = (QueueTermsHistory.Of(now), now.Version);
        }

        return known.Terms.Of(queueId, at);
    }

    public void Dispose() => _one.Dispose();

    private async Task Begin(DeskDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var from = await LedgerSeq.At(db, now.AddMinutes(-options.BoardWindowMinutes), cancellation);
        var touched = await db.RoutingEffects.AsNoTracking()
            .Where(f => f.Domain == DomainMemory.Domain && f.Seq >= from && f.SessionId != null && SessionFacts.Types.Contains(f.Type))
            .Select(f => f.SessionId!.Value).Distinct().ToListAsync(cancellation);
        var open = await db.Sessions.AsNoTracking().Where(s => s.Open).Select(s => s.Id).ToListAsync(cancellation);
        foreach (var batch in touched.Concat(open).Distinct().Order().Chunk(options.BatchSessions))
        {
            await Read(db, f => f.SessionId != null && batch.Contains(f.SessionId.Value), cancellation);
        }
    }

    private async Task GoOn(DeskDb db, long after, long upTo, CancellationToken cancellation) =>
        await Read(db, f => f.Domain == DomainMemory.Domain && f.Seq > after && f.Seq <= upTo && f.SessionId != null, cancellation);

    private async Task Read(
        DeskDb db, System.Linq.Expressions.Expression<Func<RoutingEffectRow, bool>> which, CancellationToken cancellation)
    {
        var rows = await db.RoutingEffects.AsNoTracking().Where(which).Where(f => SessionFacts.Types.Contains(f.Type))
            .Join(db.RoutingEvents, f => new { f.Domain, f.Seq }, e => new { e.Domain, e.Seq }, (f, e) => new { Session = f.SessionId!.Value, f.Seq, f.Ord, e.At, f.Payload })
            .OrderBy(f => f.Seq).ThenBy(f => f.Ord).ToListAsync(cancellation);
        var first = _last is null;
        foreach (var row in rows)
        {
            if (!_told.TryGetValue(row.Session, out var told))
            {
                _told[row.Session] = told = new Told(new RoutingFacts(row.Session), new SessionStory(row.Session, this, new MetricTerms(), _window), 0);
            }

            if (row.Seq <= told.Upto)
            {
                continue;
            }

            foreach (var fact in told.Reader.Of(RoutingJson.Read<RoutingEffect>(row.Payload), row.At))
            {
                told.Story.Tell(fact);
            }
        }

        Forget(rows.Select(r => (r.Session, r.Seq)), first);
    }

    // An ended session has told all. What was committed while the beginning read is met again by the next reading, which must
    // pass it over: so the beginning marks how far each session was read.
    private void Forget(IEnumerable<(long Session, long Seq)> read, bool first)
    {
        foreach (var (session, seq) in read)
        {
            if (first)
            {
                _told[session] = _told[session] with { Upto = seq };
            }
            else if (_told.TryGetValue(session, out var told) && told.Reader.IsOver)
            {
                _told.Remove(session);
            }
        }
    }
}
