using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>
/// One turn inside its transaction: reads what the events depend on, applies them, writes what follows. Used once. When it
/// does not end in a commit, the memory it worked on is spoiled and must be loaded again.
/// </summary>
internal sealed class RoutingTurn(DeskDb db, DomainMemory memory, DateTimeOffset now, string node)
{
    private readonly Dictionary<long, NewSession> _starts = [];
    private readonly long _lastSeqBefore = memory.LastSeq;
    private CommandLedger _ledger = null!;

    public TurnReport Report { get; } = new();

    /// <summary>Applies commands until the time is up, then what else is due.</summary>
    /// <returns>How many commands were taken.</returns>
    public async Task<int> Apply(IReadOnlyList<PendingCommand> commands, TimeSpan limit, CancellationToken cancellation)
    {
        _ledger = await CommandLedger.Read(db, commands, cancellation);
        var began = Stopwatch.GetTimestamp();
        var taken = 0;
        while (taken < commands.Count && (taken == 0 || Stopwatch.GetElapsedTime(began) < limit))
        {
            await Apply(commands[taken++], cancellation);
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
            return true;
        }

        Report.Published = Report.Applied.Exists(a => a.Event is RulesetPublished && a.Outcome.Refusal is null) ? memory.Core.Desk : null;
        if (!await Fence(cancellation))
        {
            return false;
        }

        await new TurnWriter(db, memory.Core, now, node, _starts, Report).Write(cancellation);
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

    private async Task Apply(PendingCommand command, CancellationToken cancellation)
    {
        var at = Later(command.ReceivedAt, memory.LastAt);
        // A new writer says so first: what fell due while none ran has another meaning.
        if (command.Event is not Restarted)
        {
            TickWhenDue(at);
        }

        var e = await Prepare(command, cancellation);
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

        await HearOfFirstReply(e, at, cancellation);
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
    private async Task HearOfFirstReply(RoutingEvent e, DateTimeOffset at, CancellationToken cancellation)
    {
        if (EndingSession(e) is not { Status: SessionStatus.Active, FirstReplyAt: null, Assignment: { } assignment } session
            || Report.Applied.Exists(a => a.Outcome.Effects.OfType<Assigned>().Any(x => x.SessionId == session.Id)))
        {
            return;
        }

        var replied = await db.Conversations.AnyAsync(
            c => c.Id == session.ConversationId && c.OpenSession == session.Id && !c.FirstReplyDue, cancellation);
        if (replied)
        {
            ApplyStamped(new FirstReply(session.Id, assignment.AgentId) { At = at, Seq = memory.LastSeq + 1 }, null);
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
        if (memory.Core.NextWake <= at)
        {
            ApplyStamped(new Tick { At = at, Seq = memory.LastSeq + 1 }, null);
        }
    }

    private async Task<RoutingEvent?> Prepare(PendingCommand command, CancellationToken cancellation) => command switch
    {
        { Start: { } start } => await Started(start, cancellation),
        { Event: DeadlineDue due } => due with { Facts = await Facts(due.SessionId, cancellation) },
        _ => command.Event,
    };

    private async Task<SessionStarted?> Started(NewSession start, CancellationToken cancellation)
    {
        if (memory.Core.Desk.EntryPoints.All(p => p.Key != start.EntryPoint))
        {
            return null;
        }

        var conversation = await db.Conversations
            .FirstOrDefaultAsync(c => c.VisitorId == start.VisitorId && c.EntryPoint == start.EntryPoint, cancellation)
            ?? await NewConversation(start, cancellation);
        _starts[memory.LastSessionId + 1] = start;
        return new SessionStarted(
            ++memory.LastSessionId, conversation.Id, start.VisitorId, start.EntryPoint, start.Page.Url, start.Locale, start.VisitorConnected)
        { At = default, Seq = 0 };
    }

    private async Task<Conversation> NewConversation(NewSession start, CancellationToken cancellation)
    {
        var conversation = new Conversation
        {
            Kind = "service",
            VisitorId = start.VisitorId,
            EntryPoint = start.EntryPoint,
            Epoch = 1,
            WaitingOn = WaitingOnWords.Nobody,
        };
        db.Conversations.Add(conversation);
        await db.SaveChangesAsync(cancellation);
        db.Members.Add(new Member
        {
            ConversationId = conversation.Id,
            Person = Persons.Visitor(start.VisitorId),
            Role = "visitor",
            JoinedAt = now,
        });
        return conversation;
    }

    // The deadline was computed from facts that may be old: it is judged by the row as this transaction sees it.
    private async Task<ConversationFacts> Facts(long sessionId, CancellationToken cancellation)
    {
        var id = memory.Core.Session(sessionId)?.ConversationId;
        var row = await db.Conversations.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancellation);
        return ConversationFactsOf.Row(row, now);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
