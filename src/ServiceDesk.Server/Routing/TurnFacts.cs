using Microsoft.EntityFrameworkCore;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>What the commands of a turn depend on beside the memory, read in its transaction before the first is applied.</summary>
internal sealed class TurnFacts
{
    private readonly DeskDb _db;
    private readonly TurnQueries _queries;
    private readonly Dictionary<(string Visitor, string EntryPoint), Conversation> _homes = [];
    private readonly Dictionary<string, LastServed> _lastServed = [];
    private Dictionary<long, Conversation> _rows = [];
    private Dictionary<long, SessionState> _stored = [];

    private TurnFacts(DeskDb db, TurnQueries queries) => (_db, _queries) = (db, queries);

    public static async Task<TurnFacts> Read(
        DeskDb db, TurnQueries queries, RoutingCore core, IReadOnlyList<PendingCommand> commands, DateTimeOffset now, CancellationToken cancellation)
    {
        var facts = new TurnFacts(db, queries);
        await facts.ReadHomes(core, [.. commands.Select(c => c.Start).OfType<NewSession>()], now, cancellation);
        await facts.ReadRows(core, commands, now, cancellation);
        if (commands.Any(c => c.Event is RulesetPublished { Publication.DraftRevision: not null }))
        {
            facts.DraftRevision = await db.DeskDrafts.Where(d => d.Id == DeskDraftRow.Main).Select(d => d.Revision).SingleOrDefaultAsync(cancellation);
        }

        await facts.ReadStored(core, commands, cancellation);
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
        RoutingCore core, IReadOnlyList<NewSession> starts, DateTimeOffset now, CancellationToken cancellation)
    {
        if (starts.Count == 0)
        {
            return;
        }

        var visitors = starts.Select(s => s.VisitorId).Distinct().ToList();
        var doors = core.Desk.EntryPoints.Select(p => p.Key).ToHashSet();
        await foreach (var home in _queries.Homes(_db, visitors).WithCancellation(cancellation))
        {
            _homes[(home.VisitorId!, home.EntryPoint!)] = home;
        }

        await ReadLastServed(cancellation);

        var added = starts.Where(s => doors.Contains(s.EntryPoint)).Select(s => (s.VisitorId, s.EntryPoint)).Distinct()
            .Where(home => !_homes.ContainsKey(home)).Select(home => _homes[home] = New(home.VisitorId, home.EntryPoint)).ToList();
        if (added.Count == 0)
        {
            return;
        }

        _db.Conversations.AddRange(added);
        // The events name the conversations, so their ids are needed first.
        await _db.SaveChangesAsync(cancellation);
        _db.Members.AddRange(added.Select(c => new Member
        {
            ConversationId = c.Id,
            Person = Persons.Visitor(c.VisitorId!),
            Role = "visitor",
            JoinedAt = now,
        }));
    }

    // The latest session of a conversation carries what it knew of those before it.
    private async Task ReadLastServed(CancellationToken cancellation)
    {
        var conversations = _homes.Values.Select(h => h.Id).ToList();
        if (conversations.Count == 0)
        {
            return;
        }

        await foreach (var core in _queries.LatestSessions(_db, conversations).WithCancellation(cancellation))
        {
            var session = RoutingJson.Read<SessionState>(core);
            if (session.LastServed is { } last && !(_lastServed.GetValueOrDefault(session.VisitorId)?.At > last.At))
            {
                _lastServed[session.VisitorId] = last;
            }
        }
    }

    private async Task ReadRows(
        RoutingCore core, IReadOnlyList<PendingCommand> commands, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = commands.Select(c => c.Event switch
        {
            DeadlineDue due => core.Session(due.SessionId)?.ConversationId,
            Ended ended => core.Session(ended.SessionId)?.ConversationId,
            _ => null,
        }).OfType<long>().Concat(core.OwingFirstReply(now).Select(s => s.ConversationId)).Distinct().ToList();
        if (ids.Count > 0)
        {
            _rows = await _queries.ConversationsAsTheyAre(_db, ids).ToDictionaryAsync(c => c.Id, cancellationToken: cancellation);
        }
    }

    private async Task ReadStored(RoutingCore core, IReadOnlyList<PendingCommand> commands, CancellationToken cancellation)
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
            var rows = await _db.Sessions.AsNoTracking().Where(s => ids.Contains(s.Id) && !s.Open).Select(s => s.Core).ToListAsync(cancellation);
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
