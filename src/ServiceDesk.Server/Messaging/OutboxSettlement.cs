using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Messaging;

/// <summary>One handing over of an outbox row.</summary>
public readonly record struct Delivery(long RowId, Guid EventId);

public enum FailureKind
{
    /// <summary>Counts towards the limit of tries.</summary>
    Fault,

    /// <summary>Something that the effect needs is away; tried again without counting.</summary>
    NotNow,

    /// <summary>No try can succeed: a dead letter at once.</summary>
    Hopeless,
}

/// <summary>
/// Knows which rows are under way on this node and writes what became of them, many in one transaction. A row stays under
/// way until its outcome is committed, so the relay never hands it over again meanwhile.
/// </summary>
public sealed partial class OutboxSettlement(
    DeskDbs dbs,
    IOptions<MessagingOptions> options,
    TimeProvider time,
    ILogger<OutboxSettlement> log) : BackgroundService
{
    private const int BatchSize = 500;
    private const int ErrorLength = 1000;
    private const int WriteTries = 3;

    private readonly MessagingOptions _options = options.Value;
    private readonly ConcurrentDictionary<long, DateTimeOffset> _underWay = new();
    private readonly PriorityQueue<long, DateTimeOffset> _retries = new();
    private readonly Lock _retriesLock = new();
    private readonly Channel<Outcome> _outcomes = Channel.CreateUnbounded<Outcome>(new UnboundedChannelOptions { SingleReader = true });

    private sealed record Outcome(Delivery Delivery, string? UnrecordedBy, Exception? Fault, FailureKind Kind);

    public int InFlight => _underWay.Count;

    /// <summary>Called after a retry was planned; set by the relay.</summary>
    public Action RetryPlanned { get; set; } = static () => { };

    public DateTimeOffset? NextRetry
    {
        get
        {
            lock (_retriesLock)
            {
                return _retries.TryPeek(out _, out var at) ? at : null;
            }
        }
    }

    /// <summary>False when the row is under way already.</summary>
    public bool Begin(long rowId, DateTimeOffset at) => _underWay.TryAdd(rowId, at);

    public void Forget(long rowId) => _underWay.TryRemove(rowId, out _);

    /// <summary>Gives up on rows handed over before an instant: the transport lost them.</summary>
    public void ForgetLost(DateTimeOffset before)
    {
        foreach (var (row, since) in _underWay)
        {
            if (since < before)
            {
                Forget(row);
            }
        }
    }

    /// <summary>The effect is committed together with its consumed row.</summary>
    public void Done(Delivery delivery) => _outcomes.Writer.TryWrite(new Outcome(delivery, null, null, default));

    /// <summary>There was nothing to do, or another record makes the effect idempotent: the consumed row is written with the done mark.</summary>
    public void DoneUnrecorded(Delivery delivery, string consumer) =>
        _outcomes.Writer.TryWrite(new Outcome(delivery, consumer, null, default));

    public void Failed(Delivery delivery, Exception fault, FailureKind kind) =>
        _outcomes.Writer.TryWrite(new Outcome(delivery, null, fault, kind));

    /// <summary>Removes and gives the rows whose back-off is over.</summary>
    public IReadOnlyList<long> TakeDueRetries(DateTimeOffset now)
    {
        var due = new List<long>();
        lock (_retriesLock)
        {
            while (_retries.TryPeek(out var row, out var at) && at <= now)
            {
                _retries.Dequeue();
                due.Add(row);
            }
        }

        return due;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Outcome>();
        while (await _outcomes.Reader.WaitToReadAsync(stoppingToken))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_options.SettleMilliseconds), time, stoppingToken);
            while (batch.Count < BatchSize && _outcomes.Reader.TryRead(out var outcome))
            {
                batch.Add(outcome);
            }

            await Settle(batch, stoppingToken);
            batch.Clear();
        }
    }

    /// <summary>An outcome that cannot be written is forgotten: its row is still open, the sweep hands it over again, and the effect stays one.</summary>
    private async Task Settle(List<Outcome> batch, CancellationToken cancellation)
    {
        for (var tried = 1; !await TryWrite(batch, cancellation); tried++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellation);
            if (tried < WriteTries)
            {
                continue;
            }

            // One outcome may spoil the transaction of all.
            foreach (var outcome in batch)
            {
                if (!await TryWrite([outcome], cancellation))
                {
                    Forget(outcome.Delivery.RowId);
                }
            }

            return;
        }
    }

    private async Task<bool> TryWrite(IReadOnlyList<Outcome> batch, CancellationToken cancellation)
    {
        try
        {
            var retries = await Write(batch, cancellation);
            foreach (var outcome in batch)
            {
                Forget(outcome.Delivery.RowId);
            }

            Plan(retries);
            return true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever broke, the next outcomes must be written.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            SettleFailed(fault, batch.Count);
            return false;
        }
    }

    private async Task<IReadOnlyList<(long Row, DateTimeOffset At)>> Write(IReadOnlyList<Outcome> batch, CancellationToken cancellation)
    {
        var now = time.Now();
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var done = batch.Where(o => o.Fault is null).ToList();
        await AddMissingMarks(db, done, now, cancellation);
        var doneRows = done.Select(o => o.Delivery.RowId).ToArray();
        await db.Outbox.Where(o => doneRows.Contains(o.Id) && o.DoneAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.DoneAt, now), cancellation);
        var retries = await MarkFailures(db, [.. batch.Where(o => o.Fault is not null)], now, cancellation);
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        return retries;
    }

    private static async Task AddMissingMarks(DeskDb db, List<Outcome> done, DateTimeOffset now, CancellationToken cancellation)
    {
        var unrecorded = done.Where(o => o.UnrecordedBy is not null)
            .Select(o => (Consumer: o.UnrecordedBy!, o.Delivery.EventId)).Distinct().ToList();
        var events = unrecorded.Select(u => u.EventId).ToArray();
        var known = (await db.Consumed.AsNoTracking().Where(c => events.Contains(c.EventId)).ToListAsync(cancellation))
            .Select(c => (c.Consumer, c.EventId)).ToHashSet();
        db.Consumed.AddRange(unrecorded.Where(u => !known.Contains(u))
            .Select(u => new Consumed { Consumer = u.Consumer, EventId = u.EventId, At = now }));
    }

    private async Task<IReadOnlyList<(long Row, DateTimeOffset At)>> MarkFailures(
        DeskDb db, List<Outcome> failed, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = failed.Select(o => o.Delivery.RowId).ToArray();
        var rows = await db.Outbox.Where(o => ids.Contains(o.Id) && o.DoneAt == null).ToDictionaryAsync(o => o.Id, cancellation);
        var retries = new List<(long, DateTimeOffset)>();
        foreach (var outcome in failed)
        {
            if (!rows.TryGetValue(outcome.Delivery.RowId, out var row))
            {
                continue;
            }

            row.Tries++;
            row.LastError = Cut(outcome.Fault!.Message);
            if (outcome.Kind == FailureKind.Hopeless || (outcome.Kind == FailureKind.Fault && row.Tries >= _options.TryLimit))
            {
                row.DeadAt = now;
                DeadLetter(outcome.Fault, row.Kind, row.Id, row.Tries);
                continue;
            }

            row.RetryAt = now + BackOff(row.Tries);
            retries.Add((row.Id, row.RetryAt.Value));
        }

        return retries;
    }

    private TimeSpan BackOff(int tries)
    {
        var longest = TimeSpan.FromSeconds(_options.LongestBackOffSeconds);
        var wait = TimeSpan.FromMilliseconds(_options.FirstBackOffMilliseconds * Math.Pow(2, Math.Min(tries - 1, 20)));
        return wait < longest ? wait : longest;
    }

    private void Plan(IReadOnlyList<(long Row, DateTimeOffset At)> retries)
    {
        if (retries.Count == 0)
        {
            return;
        }

        lock (_retriesLock)
        {
            foreach (var (row, at) in retries)
            {
                _retries.Enqueue(row, at);
            }
        }

        RetryPlanned();
    }

    private static string Cut(string text) => text.Length <= ErrorLength ? text : text[..ErrorLength];

    [LoggerMessage(Level = LogLevel.Error, Message = "Dead letter: {Kind} in outbox row {Row} failed {Tries} times.")]
    private partial void DeadLetter(Exception fault, string kind, long row, int tries);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of {Count} outbox rows could not be written.")]
    private partial void SettleFailed(Exception fault, int count);
}
