using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Messaging;

/// <summary>
/// Takes committed outbox rows to their consumers: this node's rows at once and in order of their ids; rows that were not
/// brought home (their node was killed, a message was lost by the transport) by a sweep at start and every few seconds.
/// Handing a row over twice is harmless: consumers have one effect per event id.
/// </summary>
public sealed partial class OutboxRelay(
    DeskDbs dbs,
    OutboxBus bus,
    OutboxSettlement settlement,
    NodeIdentity node,
    IOptions<MessagingOptions> options,
    TimeProvider time,
    ILogger<OutboxRelay> log) : BackgroundService
{
    private const int ReadSize = 200;

    private readonly MessagingOptions _options = options.Value;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private long _lastOwnRow;

    /// <summary>Says that this node committed outbox rows. Never waits; call it after the commit.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        settlement.RetryPlanned = Wake;
        await bus.Started(stoppingToken);
        var age = TimeSpan.Zero;
        var sweepAt = time.Now();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RelayOwn(stoppingToken);
                await RelayRetries(stoppingToken);
                if (time.Now() >= sweepAt)
                {
                    await Sweep(age, stoppingToken);
                    age = TimeSpan.FromSeconds(_options.SweepAgeSeconds);
                    sweepAt = time.Now().AddSeconds(_options.SweepSeconds);
                }

                await Sleep(sweepAt, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database that is away must not end the relay.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                RelayFailed(fault);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
            }
        }
    }

    /// <summary>Rows of one node become visible in the order of their ids, because it writes behind one gate; the sweep finds the rest.</summary>
    private async Task RelayOwn(CancellationToken cancellation)
    {
        while (true)
        {
            List<OutboxRow> rows;
            await using (var db = dbs.Open())
            {
                rows = await db.Outbox.AsNoTracking()
                    .Where(o => o.DoneAt == null && o.Id > _lastOwnRow && o.Node == node.Id)
                    .OrderBy(o => o.Id).Take(ReadSize).ToListAsync(cancellation);
            }

            await HandOver(rows, cancellation);
            if (rows.Count > 0)
            {
                _lastOwnRow = rows[^1].Id;
            }

            if (rows.Count < ReadSize)
            {
                return;
            }
        }
    }

    private async Task RelayRetries(CancellationToken cancellation)
    {
        var due = settlement.TakeDueRetries(time.Now());
        foreach (var ids in due.Chunk(ReadSize))
        {
            await using var db = dbs.Open();
            var rows = await db.Outbox.AsNoTracking()
                .Where(o => o.DoneAt == null && o.DeadAt == null && ids.Contains(o.Id))
                .OrderBy(o => o.Id).ToListAsync(cancellation);
            await HandOver(rows, cancellation);
        }
    }

    private async Task Sweep(TimeSpan age, CancellationToken cancellation)
    {
        var now = time.Now();
        var before = now - age;
        settlement.ForgetLost(now.AddSeconds(-_options.InFlightSeconds));
        var after = 0L;
        while (true)
        {
            await using var db = dbs.Open();
            var rows = await db.Outbox.AsNoTracking()
                .Where(o => o.DoneAt == null && o.DeadAt == null && o.Id > after && o.CreatedAt <= before && (o.RetryAt == null || o.RetryAt <= now))
                .OrderBy(o => o.Id).Take(ReadSize).ToListAsync(cancellation);
            await HandOver(rows, cancellation);
            if (rows.Count < ReadSize)
            {
                return;
            }

            after = rows[^1].Id;
        }
    }

    private async Task HandOver(IReadOnlyList<OutboxRow> rows, CancellationToken cancellation)
    {
        foreach (var row in rows)
        {
            while (settlement.InFlight >= _options.InFlightLimit)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellation);
            }

            if (settlement.Begin(row.Id, time.Now()))
            {
                await HandOver(row, cancellation);
            }
        }
    }

    private async Task HandOver(OutboxRow row, CancellationToken cancellation)
    {
        try
        {
#if PLANTED_FAULTS
            await PlantedFaults.HandedOver(dbs, row, cancellation);
#endif
            await bus.Publish(row, cancellation);
        }
        catch (UnreadableMessageException fault)
        {
            settlement.Failed(new Delivery(row.Id, row.EventId), fault, FailureKind.Hopeless);
        }
        catch
        {
            settlement.Forget(row.Id);
            throw;
        }
    }

    private async Task Sleep(DateTimeOffset sweepAt, CancellationToken cancellation)
    {
        var until = settlement.NextRetry is { } retry && retry < sweepAt ? retry : sweepAt;
        var span = until - time.Now();
        if (span <= TimeSpan.Zero)
        {
            return;
        }

        using var alarm = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(
            _wake.Reader.WaitToReadAsync(alarm.Token).AsTask(),
            Task.Delay(span, time, alarm.Token));
        await alarm.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        _wake.Reader.TryRead(out _);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be read or handed over; trying again in a second.")]
    private partial void RelayFailed(Exception fault);
}
