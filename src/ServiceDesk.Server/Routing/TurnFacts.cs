using Microsoft.EntityFrameworkCore;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>What the commands of a turn depend on beside the memory, read in its transaction before the first is applied.</summary>
internal sealed class TurnFacts
{
    private readonly Dictionary<(string Visitor, string EntryPoint), Conversation> _homes = [];
    private readonly Dictionary<string, LastServed> _lastServed = [];
    private Dictionary<long, Conversation> _rows = [];
    private Dictionary<long, SessionState> _stored = [];

    public static async Task<TurnFacts> Read(
        DeskDb db, RoutingCore core, IReadOnlyList<PendingCommand> commands, DateTimeOffset now, CancellationToken cancellation)
    {
        var facts = new TurnFacts();
        await facts.ReadHomes(db, core, [.. commands.Select(c => c.Start).OfType<NewSession>()], now, cancellation);
        await facts.ReadRows(db, core, commands, now, cancellation);
        if (commands.Any(c => c.Event is RulesetPublished { Publication.DraftRevision: not null }))
        {
            facts.DraftRevision = await db.DeskDrafts.Where(d => d.Id == DeskDraftRow.Main).Select(d => d.Revision).SingleOrDefaultAsync(cancellation);
        }

        await facts.ReadStored(db, core, commands, cancellation);
        return facts;
    }

    /// <summary>The draft's revision as this transaction sees it, when a command publishes it.</summary>
    public long DraftRevision { get; private set; }

    /// <summary>The visitor's conversation at an entry point, made when it was the first time; null for an unknown entry point.</summary>
    public Conversation? HomeOf(NewSession start) => _homes.GetValueOrDefault((start.VisitorId, start.EntryPoint));

    /// <summary>Who served the visitor last, at whatever entry point; null when nobody did.</summary>
    public LastServed? LastServed(string visitorId) => _lastServed.GetValueOrDefault(visitorId);

    /// <summary>The conversation's row as this transaction sees it, for a session that a command ends or whose deadline is due.</summary>
    public Conversation? Row(long? conversationId) => conversationId is { } id ? _rows.GetValueOrDefault(id) : null;

    /// <summary>A session that is over and that the core has forgotten; null for any other.</summary>
    public SessionState? Stored(long sessionId) => _stored.GetValueOrDefault(sessionId);

    private async Task ReadHomes(
        DeskDb db, RoutingCore core, IReadOnlyList<NewSession> starts, DateTimeOffset now, CancellationToken cancellation)
    {
        if (starts.Count == 0)
        {
            return;
        }

        var visitors = starts.Select(s => s.VisitorId).Distinct().ToList();
        var doors = core.Desk.EntryPoints.Select(p => p.Key).ToHashSet();
        await foreach (var home in db.Conversations.Where(c => c.EntryPoint != null && visitors.Contains(c.VisitorId!))
            .OrderBy(c => c.Id).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            _homes[(home.VisitorId!, home.EntryPoint!)] = home;
        }

        await ReadLastServed(db, cancellation);

        var added = starts.Where(s => doors.Contains(s.EntryPoint)).Select(s => (s.VisitorId, s.EntryPoint)).Distinct()
            .Where(home => !_homes.ContainsKey(home)).Select(home => _homes[home] = New(home.VisitorId, home.EntryPoint)).ToList();
        if (added.Count == 0)
        {
            return;
        }

        db.Conversations.AddRange(added);
        // The events name the conversations, so their ids are needed first.
        await db.SaveChangesAsync(cancellation);
        db.Members.AddRange(added.Select(c => new Member
        {
            ConversationId = c.Id,
            Person = Persons.Visitor(c.VisitorId!),
            Role = "visitor",
            JoinedAt = now,
        }));
    }

    // The latest session of a conversation carries what it knew of those before it. Read by the index (conversation, id).
    private async Task ReadLastServed(DeskDb db, CancellationToken cancellation)
    {
        var conversations = _homes.Values.Select(h => h.Id).ToList();
        if (conversations.Count == 0)
        {
            return;
        }

        var latest = db.Sessions.Where(s => conversations.Contains(s.ConversationId)).GroupBy(s => s.ConversationId).Select(g => g.Max(s => s.Id));
        var states = await db.Sessions.Where(s => latest.Contains(s.Id)).Select(s => s.Core).ToListAsync(cancellation);
        foreach (var session in states.Select(RoutingJson.Read<SessionState>))
        {
            if (session.LastServed is { } last && !(_lastServed.GetValueOrDefault(session.VisitorId)?.At > last.At))
            {
                _lastServed[session.VisitorId] = last;
            }
        }
    }

    private async Task ReadRows(
        DeskDb db, RoutingCore core, IReadOnlyList<PendingCommand> commands, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = commands.Select(c => c.Event switch
        {
            DeadlineDue due => core.Session(due.SessionId)?.ConversationId,
            Ended ended => core.Session(ended.SessionId)?.ConversationId,
            _ => null,
        }).OfType<long>().Concat(core.OwingFirstReply(now).Select(s => s.ConversationId)).Distinct().ToList();
        if (ids.Count > 0)
        {
            _rows = await db.Conversations.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
        }
    }

    private async Task ReadStored(DeskDb db, RoutingCore core, IReadOnlyList<PendingCommand> commands, CancellationToken cancellation)
    {
        var ids = commands.Select(c => c.Event switch
        {
            MessagePosted posted => posted.SessionId,
            FallbackChosen chosen => chosen.SessionId,
            TicketOpened opened => opened.SessionId,
            DeadlineDue due => due.SessionId,
            _ => (long?)null,
        }).OfType<long>().Where(id => core.Session(id) is null).Distinct().ToList();
        if (ids.Count > 0)
        {
            var rows = await db.Sessions.AsNoTracking().Where(s => ids.Contains(s.Id) && !s.Open).Select(s => s.Core).ToListAsync(cancellation);
            _stored = rows.Select(RoutingJson.Read<SessionState>).ToDictionary(s => s.Id);
        }
    }

    private static Conversation New(string visitor, string entryPoint) => new()
    {
        Kind = ConversationKinds.Service,
        VisitorId = visitor,
        EntryPoint = entryPoint,
        Epoch = 1,
        WaitingOn = WaitingOnWords.Nobody,
    };
}
