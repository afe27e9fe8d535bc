using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Decisions.Metrics;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Surveys;
using MessagePosted = ServiceDesk.Decisions.Metrics.MessagePosted;

namespace ServiceDesk.Server.Reports;

/// <summary>All facts of one session, in their order.</summary>
/// <param name="RoutedAt">The ledger's numbers of its routing effects, ascending.</param>
internal sealed record SessionLedger(long SessionId, IReadOnlyList<long> RoutedAt, IReadOnlyList<SessionFact> Facts);

/// <summary>Reads sessions out of the ledger: routing effects by session, messages by segment, surveys, later sessions of the visitor.</summary>
internal sealed class SessionFacts(DeskDb db)
{
    /// <summary>The effects that figures need. Decisions with their candidates stay where they are.</summary>
    public static readonly string[] Types =
    [
        nameof(BotStarted), nameof(Enqueued), nameof(Requeued), nameof(OfferClosed), nameof(AssignmentOpened), nameof(Assigned),
        nameof(AssignmentChanged), nameof(AssignmentClosed), nameof(Deferred), nameof(SessionEnded),
    ];

    private sealed record Line(DateTimeOffset At, int Rank, long Seq, SessionFact Fact);

    private sealed record Head(long Id, long ConversationId, string EntryPoint, DateTimeOffset StartedAt);

    /// <summary>Sessions by id, each once; unknown ids are left out.</summary>
    public async Task<IReadOnlyList<SessionLedger>> Read(IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        var heads = await db.Sessions.AsNoTracking().Where(s => ids.Contains(s.Id)).OrderBy(s => s.Id)
            .Select(s => new Head(s.Id, s.ConversationId, s.EntryPoint, s.StartedAt)).ToListAsync(cancellation);
        var lines = heads.ToDictionary(h => h.Id, h => new List<Line>
        {
            new(h.StartedAt, 0, 0, new ConversationOpened(h.EntryPoint) { SessionId = h.Id, At = h.StartedAt }),
        });
        var routed = await Routed(ids, lines, cancellation);
        await Said(ids, lines, cancellation);
        await Surveyed(ids, lines, cancellation);
        await CameBack(heads, lines, cancellation);
        return heads.ConvertAll(h => new SessionLedger(h.Id, routed.GetValueOrDefault(h.Id) ?? [], InOrder(lines[h.Id])));
    }

    private async Task<Dictionary<long, List<long>>> Routed(
        IReadOnlyCollection<long> ids, Dictionary<long, List<Line>> lines, CancellationToken cancellation)
    {
        var rows = await db.RoutingEffects.AsNoTracking()
            .Where(f => f.SessionId != null && ids.Contains(f.SessionId.Value) && Types.Contains(f.Type))
            .Join(db.RoutingEvents, f => new { f.Domain, f.Seq }, e => new { e.Domain, e.Seq }, (f, e) => new
            {
                Session = f.SessionId!.Value, f.Seq, f.Ord, e.At, f.Payload, Cause = f.Type == nameof(Enqueued) ? e.Payload : null,
            })
            .OrderBy(f => f.Seq).ThenBy(f => f.Ord).ToListAsync(cancellation);
        var readers = new Dictionary<long, RoutingFacts>();
        var routed = new Dictionary<long, List<long>>();
        foreach (var row in rows.Where(r => lines.ContainsKey(r.Session)))
        {
            if (!readers.TryGetValue(row.Session, out var reader))
            {
                readers[row.Session] = reader = new RoutingFacts(row.Session);
                routed[row.Session] = [];
            }

            routed[row.Session].Add(row.Seq);
            foreach (var fact in reader.Of(RoutingJson.Read<RoutingEffect>(row.Payload), row.At, TopicOf(row.Cause)))
            {
                lines[row.Session].Add(new Line(row.At, 1, row.Seq, fact));
            }
        }

        return routed;
    }

    private async Task Said(IReadOnlyCollection<long> ids, Dictionary<long, List<Line>> lines, CancellationToken cancellation)
    {
        var messages = await (
            from segment in db.Segments.AsNoTracking()
            join session in db.Sessions on segment.SessionId equals session.Id
            join e in db.Events on session.ConversationId equals e.ConversationId
            where ids.Contains(segment.SessionId) && e.Type == Contracts.EventTypes.Message
                && e.Seq >= segment.FromSeq && (segment.ToSeq == null || e.Seq <= segment.ToSeq)
            select new
            {
                segment.SessionId, e.Seq, e.At, e.Sender, Confident = !e.Sender.StartsWith("bot:") || (e.Original ?? e.Body).Contains("\"sources\":"),
            }).ToListAsync(cancellation);
        foreach (var message in messages)
        {
            var by = Conversations.Persons.IsVisitor(message.Sender) ? Author.Visitor : Conversations.Persons.IsBot(message.Sender) ? Author.Bot : Author.Agent;
            lines[message.SessionId].Add(new Line(message.At, 2, message.Seq, new MessagePosted(
                by, Conversations.Persons.AgentId(message.Sender), message.Confident) { SessionId = message.SessionId, At = message.At }));
        }
    }

    private async Task Surveyed(IReadOnlyCollection<long> ids, Dictionary<long, List<Line>> lines, CancellationToken cancellation)
    {
        var surveys = await db.Surveys.AsNoTracking().Where(s => ids.Contains(s.SessionId))
            .Select(s => new { s.SessionId, s.Segment, s.OfferedAt, s.AnsweredAt, s.Score, s.Solved, s.State }).ToListAsync(cancellation);
        foreach (var survey in surveys.Where(s => lines.ContainsKey(s.SessionId)))
        {
            var told = lines[survey.SessionId];
            told.Add(new Line(survey.OfferedAt, 3, survey.Segment, new SurveyDelivered { SessionId = survey.SessionId, At = survey.OfferedAt }));
            if (survey is { State: SurveyStates.Answered, AnsweredAt: { } at, Score: { } score })
            {
                told.Add(new Line(at, 4, survey.Segment, new SurveyAnswered(score, survey.Solved) { SessionId = survey.SessionId, At = at }));
            }
        }
    }

    // The next sessions of the same visitor at the same entry point, for what speaks against "solved at first contact".
    private async Task CameBack(List<Head> heads, Dictionary<long, List<Line>> lines, CancellationToken cancellation)
    {
        if (heads.Count == 0)
        {
            return;
        }

        var conversations = heads.Select(h => h.ConversationId).Distinct().ToList();
        var first = heads[0].Id;
        var later = await db.Sessions.AsNoTracking().Where(s => conversations.Contains(s.ConversationId) && s.Id > first)
            .Select(s => new { s.Id, s.ConversationId, s.StartedAt, s.Core }).ToListAsync(cancellation);
        foreach (var head in heads)
        {
            foreach (var next in later.Where(s => s.ConversationId == head.ConversationId && s.Id > head.Id))
            {
                lines[head.Id].Add(new Line(next.StartedAt, 5, next.Id, new VisitorReturned(TopicOf(next.Core)) { SessionId = head.Id, At = next.StartedAt }));
            }
        }
    }

    // What happened in one instant: the router first, then what was said, then what was rated.
    private static List<SessionFact> InOrder(List<Line> lines) =>
        [.. lines.OrderBy(l => l.At).ThenBy(l => l.Rank).ThenBy(l => l.Seq).Select(l => l.Fact)];

    /// <summary>The matter that an event, or a session's state, names.</summary>
    public static string? TopicOf(string? json)
    {
        if (json is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("topic", out var topic) ? topic.GetString() : null;
    }
}
