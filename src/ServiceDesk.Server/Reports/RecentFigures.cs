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
    private static readonly MetricTerms Terms = new();
    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<long, Told> _told = [];
    private readonly RecentWindow _window = new();
    private (IQueueTerms Terms, int Version)? _terms;
    private long? _last;

    /// <summary>What is known of one session. Most are with the bot and show on no board: of those only the bot's coming is kept.</summary>
    private sealed class Told(long sessionId)
    {
        private BotTookOver? _bot;
        private SessionStory? _story;

        public RoutingFacts Reader { get; } = new(sessionId);

        /// <summary>The ledger's number up to which the session was read when it was first met.</summary>
        public long Upto { get; set; }

        public void Tell(SessionFact fact, Func<long, SessionStory> begin)
        {
            if (_story is null && _bot is null && fact is BotTookOver bot)
            {
                _bot = bot;
                return;
            }

            if (_story is null)
            {
                _story = begin(sessionId);
                if (_bot is not null)
                {
                    _story.Tell(_bot);
                }
            }

            _story.Tell(fact);
        }

        public void Finish(IMeasures sink, DateTimeOffset now) => _story?.Finish(sink, now);
    }

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
            var tally = new RecentTally(now, options.BoardWindowMinutes);
            tally.Add(_window);
            foreach (var told in _told.Values)
            {
                told.Finish(tally, now);
            }

            return tally.Picture();
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

    private SessionStory Begin(long session) => new(session, this, Terms, _window);

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
                _told[row.Session] = told = new Told(row.Session);
            }

            if (row.Seq <= told.Upto)
            {
                continue;
            }

            foreach (var fact in told.Reader.Of(RoutingJson.Read<RoutingEffect>(row.Payload), row.At))
            {
                told.Tell(fact, Begin);
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
                _told[session].Upto = seq;
            }
            else if (_told.TryGetValue(session, out var told) && told.Reader.IsOver)
            {
                _told.Remove(session);
            }
        }
    }
}
