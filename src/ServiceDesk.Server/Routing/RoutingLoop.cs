using System.Threading.Channels;
using Microsoft.Extensions.Options;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>
/// The single writer: one loop, one turn at a time. A turn takes what has arrived, applies it in memory and commits it; a
/// turn that is not committed spoils the memory, which is then rebuilt from the database, and nobody hears of it.
/// </summary>
internal sealed partial class RoutingLoop(
    RoutingDomain domain,
    DomainLoad load,
    DeskDbs dbs,
    AfterCommit after,
    LiveBoard board,
    CurrentDesk desk,
    RoutingCounters counters,
    NodeIdentity node,
    IOptions<RoutingOptions> options,
    TimeProvider time,
    ILogger<RoutingLoop> log) : BackgroundService
{
    // Timers of the framework take no longer wait; waking early finds nothing due.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    // A wake that stays due although a tick ran is a fault of the core; it must not burn a processor.
    private static readonly TimeSpan StuckWait = TimeSpan.FromSeconds(1);

    private readonly TurnQueries _queries = new();
    private readonly List<PendingCommand> _waiting = [];
    private Task<bool>? _arrival;
    private DomainMemory? _memory;
    private bool _idleTick;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                if (_memory is null)
                {
                    await TakeOver(stoppingToken);
                }

                await Gather(stoppingToken);
                if (_waiting.Count > 0 || _memory!.Core.NextWake <= time.Now())
                {
                    await Turn(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            _waiting.ForEach(c => c.Answer(CommandResult.Unavailable));
            domain.Close();
        }
    }

    /// <summary>Waits for a command or for the next deadline, then takes what there is.</summary>
    private async Task Gather(CancellationToken cancellation)
    {
        if (_waiting.Count == 0)
        {
            await Wait(cancellation);
        }

        while (_waiting.Count < options.Value.TurnCommands && domain.Mailbox.TryRead(out var command))
        {
            if (command.Look is null)
            {
                _waiting.Add(command);
            }
            else
            {
                Look(command);
            }
        }
    }

    // Between two turns the memory is what is committed.
    private void Look(PendingCommand command)
    {
        try
        {
            command.Look!(_memory!.Core);
            command.Answer(new CommandResult(null));
        }
#pragma warning disable CA1031 // A question that fails is the asker's matter, not the writer's.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            command.Fail(fault);
        }
    }

    private async Task Wait(CancellationToken cancellation)
    {
        var wait = LongestWait;
        if (_memory!.Core.NextWake is { } due)
        {
            var until = due - time.Now();
            wait = until > LongestWait ? LongestWait : until > TimeSpan.Zero ? until : _idleTick ? StuckWait : TimeSpan.Zero;
        }

        // One wait for arrivals at a time: it outlives the deadline that interrupts it.
        _arrival ??= domain.Mailbox.WaitToReadAsync(cancellation).AsTask();
        if (wait > TimeSpan.Zero && !_arrival.IsCompleted)
        {
            // Under load a deadline ends the wait some 40 times a second; nobody needs an exception for each.
            await ((Task)_arrival).WaitAsync(wait, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
        }

        if (_arrival.IsCompleted)
        {
            _arrival = null;
        }
    }

    /// <returns>False when nothing was committed and the memory was loaded again, or given up.</returns>
    private async Task<bool> Turn(CancellationToken cancellation)
    {
        try
        {
            if (await Commit(cancellation))
            {
                return true;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever broke, nothing is committed, and the writer must go on from what is.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            counters.FailedOnce();
            TurnFailed(fault, _waiting.Count);
        }

        // Nobody has seen anything of it (case 91).
        _waiting.ForEach(c => c.Answer(CommandResult.Unavailable));
        _waiting.Clear();
        await Reload(cancellation);
        return false;
    }

    /// <returns>False when another writer has begun.</returns>
    private async Task<bool> Commit(CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Routing, cancellation);
        var now = time.Now();
        var turn = new RoutingTurn(db, _queries, _memory!, now > _memory!.LastAt ? now : _memory.LastAt, node.Id);
        var taken = await turn.Apply(_waiting, TimeSpan.FromMilliseconds(options.Value.TurnMilliseconds), cancellation);
        if (!await turn.Write(cancellation))
        {
            counters.FencedOut();
            FencedOut(_memory.Epoch, _memory.LastSeq);
            return false;
        }

        await write.Commit(cancellation);
        _waiting.RemoveRange(0, taken);
        _idleTick = taken == 0 && turn.Report.Applied.Count == 0 && _memory.Core.NextWake <= time.Now();
        MakeKnown(turn.Report);
        return true;
    }

    /// <summary>Who has his answer reads what it says, wherever he asks: the answers come last.</summary>
    private void MakeKnown(TurnReport report)
    {
        if (report.Applied.Count > 0)
        {
            Publish(report);
        }

        report.Answers.ForEach(a => a.Command.Answer(a.Result));
    }

    private void Publish(TurnReport report)
    {
        counters.Committed(report.Applied.Count);
        try
        {
            after.Publish(report);
        }
#pragma warning disable CA1031 // It is committed: a push that fails is no reason to doubt the memory.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            PublishFailed(fault);
        }
    }

    private async Task Reload(CancellationToken cancellation)
    {
        var spoiled = _memory!;
        _memory = null;
        while (_memory is null)
        {
            try
            {
                if (await load.Again(spoiled, cancellation) is not { } again)
                {
                    return;
                }

                Begin(again);
                // The turn may have been stored all the same, with a desk that names other agents.
                domain.AskPresence();
            }
#pragma warning disable CA1031 // The database is away; it is tried until it is back.
            catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
            {
                await AfterFailure(fault, cancellation);
            }
        }
    }

    private async Task TakeOver(CancellationToken cancellation)
    {
        while (_memory is null)
        {
            try
            {
                var taken = await load.TakeOver(cancellation);
                var unpublished = await load.Unpublished(taken, cancellation);
                Begin(taken);
                var now = time.Now();
                _waiting.Insert(0, new PendingCommand(null, new Restarted { At = now, Seq = 0 }, null, now));
                if (unpublished is not null)
                {
                    _waiting.Insert(1, new PendingCommand(null, new RulesetPublished(unpublished) { At = now, Seq = 0 }, null, now));
                }

                while (_waiting.Count > 0 && _memory is not null)
                {
                    // A take-over that is not committed as a whole begins anew.
                    _memory = await Turn(cancellation) ? _memory : null;
                }

                if (_memory is not null && await load.Unpublished(_memory, cancellation) is { } refused)
                {
                    NotPublished(refused.Version, string.Join("; ", DeskChecks.Faults(refused)));
                }
            }
#pragma warning disable CA1031 // The database is away; it is tried until it is back.
            catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
            {
                await AfterFailure(fault, cancellation);
            }
        }

        TookOver(_memory.Epoch, _memory.LastSeq);
        domain.Open();
    }

    private void Begin(DomainMemory memory)
    {
        _memory = memory;
        desk.Swap(memory.Core.Desk);
        board.Reset(memory.Core.Sessions, memory.Core.Agents);
    }

    private async Task AfterFailure(Exception fault, CancellationToken cancellation)
    {
        LoadFailed(fault);
        await Task.Delay(TimeSpan.FromMilliseconds(options.Value.ReloadMilliseconds), time, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A routing turn of {Commands} commands failed; the state is loaded again.")]
    private partial void TurnFailed(Exception fault, int commands);

    [LoggerMessage(Level = LogLevel.Error, Message = "Another writer has begun: the turn under epoch {Epoch} after event {Seq} is discarded.")]
    private partial void FencedOut(int epoch, long seq);

    [LoggerMessage(Level = LogLevel.Error, Message = "A committed routing turn could not be made known; clients ask again when they reconnect.")]
    private partial void PublishFailed(Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Ruleset {Version} cannot be published and the one before it stays in force: {Faults}")]
    private partial void NotPublished(int version, string faults);

    [LoggerMessage(Level = LogLevel.Information, Message = "Routing under epoch {Epoch}, after event {Seq}.")]
    private partial void TookOver(int epoch, long seq);

    [LoggerMessage(Level = LogLevel.Error, Message = "The routing state could not be loaded.")]
    private partial void LoadFailed(Exception fault);
}
