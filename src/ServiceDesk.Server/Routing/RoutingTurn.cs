using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>
/// One turn inside its transaction: reads what the events depend on, applies them, writes what follows. Used once. When it
/// does not end in a commit, the memory it worked on is spoiled and must be loaded again.
/// </summary>
internal sealed class RoutingTurn(DeskDb db, TurnQueries queries, DomainMemory memory, DateTimeOffset now, string node)
{
    private readonly Dictionary<long, NewSession> _starts = [];
    private readonly long _lastSeqBefore = memory.LastSeq;
    private CommandLedger _ledger = null!;
    private TurnFacts _facts = null!;

    public TurnReport Report { get; } = new();

    /// <summary>Applies commands until the time is up, then what else is due.</summary>
    /// <returns>How many commands were taken.</returns>
    public async Task<int> Apply(IReadOnlyList<PendingCommand> commands, TimeSpan limit, CancellationToken cancellation)
    {
        _ledger = await CommandLedger.Read(db, queries, commands, cancellation);
        _facts = await TurnFacts.Read(db, queries, memory.Core, commands, now, cancellation);
        var began = Stopwatch.GetTimestamp();
        var taken = 0;
        while (taken < commands.Count && (taken == 0 || Stopwatch.GetElapsedTime(began) < limit))
        {
            Apply(commands[taken++]);
        }

        TickWhenDue(now);
        return taken;
    }

    /// <summary>Writes what was applied, under the fence.</summary>
    /// <returns>False when another writer has begun: then nothing may be committed or published.</returns>
    public async Task<bool> Write(CancellationToken cancellation)
    {
        if (Report.Applied.Count == 0)
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }

        Report.Published = Report.Applied.Exists(a => a.Event is RulesetPublished && a.Outcome.Refusal is null) ? memory.Core.Desk : null;
        if (!await Fence(cancellation))
        {
            return false;
        }

        await new TurnWriter(db, queries, memory.Core, now, node, _starts, Report).Write(cancellation);
        await PublishedRows.Write(db, Report.Applied, cancellation);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    // Zero rows mean another epoch or another last number: somebody else writes this domain (cases 16, 17).
    private async Task<bool> Fence(CancellationToken cancellation)
    {
        var version = memory.Core.Desk.Version;
        return await db.RoutingDomains
            .Where(d => d.Id == DomainMemory.Domain && d.Epoch == memory.Epoch && d.LastEventSeq == _lastSeqBefore)
            .ExecuteUpdateAsync(d => d.SetProperty(r => r.LastEventSeq, memory.LastSeq).SetProperty(r => r.RulesetVersion, version), cancellation) == 1;
    }

    private void Apply(PendingCommand command)
    {
        var at = Later(command.ReceivedAt, memory.LastAt);
        // A new writer says so first: what fell due while none ran has another meaning.
        if (command.Event is not Restarted)
        {
            TickWhenDue(at);
        }

        var e = Prepare(command);
        if (e is null)
        {
            Report.Answers.Add((command, new CommandResult(
                new Error(ErrorCodes.NotFound, $"There is no entry point {command.Start!.EntryPoint}."))));
            return;
        }

        if (_ledger.Repeated(command.CommandId, e, memory.Core) is { } repeated)
        {
            Report.Answers.Add((command, repeated));
            return;
        }

        HearOfFirstReply(e, at);
        var result = ApplyStamped(e with { At = at, Seq = memory.LastSeq + 1 }, command.CommandId);
        Report.Answers.Add((command, CommandLedger.Answer(result, memory.Core)));
    }

    private StoredResult ApplyStamped(RoutingEvent e, Guid? commandId)
    {
        var outcome = memory.Core.Apply(e);
        var result = new StoredResult(outcome.Refusal?.Code, outcome.Refusal?.Detail, outcome.SessionId);
        // What changed nothing leaves no trace, unless it could be repeated: the repeat must not find another state to act on.
        // A publication counts even when nobody is touched by it.
        if (outcome.Changed || commandId is not null || (e is RulesetPublished && outcome.Refusal is null))
        {
            memory.LastSeq = e.Seq;
            memory.LastAt = e.At;
            Report.Applied.Add(new AppliedEvent(e, outcome, commandId, result));
            if (commandId is { } id)
            {
                _ledger.Remember(id, e, result);
            }
        }

        return result;
    }

    // The log's word of a first reply comes through the outbox and may be later than an end that depends on it. The row that
    // the log wrote with the message says the same within this transaction; the late word then changes nothing.
    private void HearOfFirstReply(RoutingEvent e, DateTimeOffset at)
    {
        if (EndingSession(e) is not { IsServed: true, FirstReplyAt: null, Assignment: { } assignment } session
            || Report.Applied.Exists(a => a.Outcome.Effects.OfType<Assigned>().Any(x => x.SessionId == session.Id)))
        {
            return;
        }

        if (_facts.Row(session.ConversationId) is { FirstReplyDue: false, OpenSession: { } open } && open == session.Id)
        {
            ApplyStamped(new FirstReply(session.Id, assignment.AgentId) { At = at, Seq = memory.LastSeq + 1 }, null);
        }
    }

    // The same for a word that was said just before its time was up (case 64).
    private void HearInTime(SessionState owing)
    {
        var seat = owing.Assignment!;
        if (_facts.Row(owing.ConversationId) is { FirstReplyDue: false, OpenSession: { } open } && open == owing.Id)
        {
            var at = Later(seat.FirstReplyBy!.Value.AddMilliseconds(-1), memory.LastAt);
            ApplyStamped(new FirstReply(owing.Id, seat.AgentId) { At = at, Seq = memory.LastSeq + 1 }, null);
        }
    }

    private SessionState? EndingSession(RoutingEvent e) => e switch
    {
        Ended ended => memory.Core.Session(ended.SessionId),
        DeadlineDue due => memory.Core.Session(due.SessionId),
        _ => null,
    };

    private void TickWhenDue(DateTimeOffset at)
    {
        foreach (var owing in memory.Core.OwingFirstReply(at).ToList())
        {
            HearInTime(owing);
        }

        if (memory.Core.NextWake <= at)
        {
            ApplyStamped(new Tick { At = at, Seq = memory.LastSeq + 1 }, null);
        }
    }

    // A deadline was computed from facts that may be old: it is judged by the row as this transaction sees it.
    private RoutingEvent? Prepare(PendingCommand command) => command switch
    {
        { Start: { } start } => Started(start),
        { Event: DeadlineDue due } => due with
        {
            Facts = ConversationFactsOf.Row(_facts.Row(memory.Core.Session(due.SessionId)?.ConversationId), now),
            Stored = _facts.Stored(due.SessionId),
        },
        { Event: RulesetPublished { Publication.ScheduleId: { } schedule } thrown } => thrown with
        {
            Desk = EmergencyOn(memory.Core.Desk, thrown.Desk, schedule),
        },
        { Event: RulesetPublished { Publication: { DraftRevision: not null } publication } published } => published with
        {
            Publication = publication with { DraftFound = _facts.DraftRevision },
        },
        { Event: Ended ended } => ended with
        {
            Facts = ConversationFactsOf.Row(_facts.Row(memory.Core.Session(ended.SessionId)?.ConversationId), now),
        },
        { Event: MessagePosted posted } => posted with { Stored = _facts.Stored(posted.SessionId) },
        { Event: FallbackChosen chosen } => chosen with { Stored = _facts.Stored(chosen.SessionId) },
        { Event: TicketOpened opened } => opened with { Stored = _facts.Stored(opened.SessionId) },
        _ => command.Event,
    };

    // The switch is thrown on whatever is in force now: it must not wait for, nor undo, what was published meanwhile.
    private static Desk EmergencyOn(Desk inForce, Desk thrown, string scheduleId) => inForce with
    {
        Version = inForce.Version + 1,
        Schedules = [.. inForce.Schedules.Select(s => s.Id == scheduleId ? s with { Emergency = thrown.Schedules.First(t => t.Id == scheduleId).Emergency } : s)],
    };

    private SessionStarted? Started(NewSession start)
    {
        if (_facts.HomeOf(start) is not { } home)
        {
            return null;
        }

        _starts[++memory.LastSessionId] = start;
        return new SessionStarted(
            memory.LastSessionId, home.Id, start.VisitorId, start.EntryPoint, start.Page.Url, start.Locale, start.VisitorConnected,
            Attributes: start.Context, LastServed: _facts.LastServed(start.VisitorId))
        { At = default, Seq = 0 };
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
