using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Search;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Search;

/// <summary>
/// GET /api/search. A message is found by whoever may see its session in the lists: administrators all, supervisors the queues that
/// they oversee, agents the queues that they serve and the sessions that they took part in.
/// </summary>
internal sealed class SearchMessages(
    DeskDbs dbs, ISearchIndex index, SearchFollower follower, SearchSessions sessions, SearchHits hits, RateLimits limits, SearchOptions options)
{
    private const int UsualLimit = 20;

    // The first look is for the page alone; when the caller may see little of it, further ones are larger.
    private const int LargestLook = 2_000;

    public async Task<Reply<SearchPage>> Handle(StaffCaller caller, SearchQuery query, CancellationToken cancellation)
    {
        if (limits.Search(caller.Person) is { } limited)
        {
            return limited;
        }

        await using var db = dbs.Open();
        var visitors = string.IsNullOrWhiteSpace(query.Visitor)
            ? null
            : await SearchSessions.Visitors(db, query.Visitor, options.Visitors, cancellation);
        if (string.IsNullOrWhiteSpace(query.Text))
        {
            return await Sessions(db, caller, query, visitors, cancellation);
        }

        if (SearchPhrases.Of(query.Text, options.QueryWords) is not { } phrases)
        {
            return new Error(
                ErrorCodes.Invalid, "The request breaks a rule.", Details: [new FieldFault("text", query.Text, "must hold a letter or a digit")]);
        }

        var conversations = await Conversations(db, query, visitors, cancellation);
        return conversations is { Count: 0 }
            ? new SearchPage([], null, follower.Behind)
            : await Messages(db, caller, query, new IndexQuery(phrases, query.Before, query.From, query.To, conversations), cancellation);
    }

    // Few of all messages: the index is asked for theirs alone.
    private static async Task<List<long>?> Conversations(
        DeskDb db, SearchQuery query, IReadOnlyList<string>? visitors, CancellationToken cancellation)
    {
        var ofVisitors = visitors is null
            ? null
            : await db.Conversations.Where(c => EF.Parameter(visitors).Contains(c.VisitorId!)).Select(c => c.Id).ToListAsync(cancellation);
        if (string.IsNullOrWhiteSpace(query.Tag))
        {
            return ofVisitors;
        }

        var key = TagSession.KeyOf(query.Tag);
        var filed = await db.SessionTags.Where(t => t.Key == key).Join(db.Sessions, t => t.SessionId, s => s.Id, (_, s) => s.ConversationId)
            .Distinct().Take(LargestLook + 1).ToListAsync(cancellation);
        // So many that looking through the newest messages finds some sooner.
        return filed.Count > LargestLook ? ofVisitors : ofVisitors?.Intersect(filed).ToList() ?? filed;
    }

    private async Task<SearchPage> Messages(DeskDb db, StaffCaller caller, SearchQuery query, IndexQuery asked, CancellationToken cancellation)
    {
        var limit = query.Limit ?? UsualLimit;
        var found = new List<(IndexedMessage Message, SearchHit Hit)>();
        var all = sessions.AreAll(caller, query);
        var (looked, look) = (0, limit + 1);
        while (looked < options.LookThrough)
        {
            var messages = await index.Find(asked, look, cancellation);
            IReadOnlyList<IndexedMessage> seen = all ? messages : await Seen(db, caller, query, messages, cancellation);
            foreach (var some in seen.Chunk(limit + 1))
            {
                found.AddRange(await hits.Messages(db, caller, some, asked.Phrases, cancellation));
                if (found.Count > limit)
                {
                    // The next page begins below the last hit of this one.
                    return new SearchPage([.. found.Take(limit).Select(f => f.Hit)], found[limit - 1].Message.Position, follower.Behind);
                }
            }

            if (messages.Count < look)
            {
                return new SearchPage([.. found.Select(f => f.Hit)], null, follower.Behind);
            }

            looked += messages.Count;
            asked = asked with { Before = messages[^1].Position };
            look = Math.Min(LargestLook, look * 4);
        }

        return new SearchPage([.. found.Select(f => f.Hit)], asked.Before, follower.Behind);
    }

    private async Task<IReadOnlyList<IndexedMessage>> Seen(
        DeskDb db, StaffCaller caller, SearchQuery query, IReadOnlyList<IndexedMessage> messages, CancellationToken cancellation)
    {
        var ids = messages.Select(m => m.SessionId).Distinct().ToArray();
        var wanted = sessions.Wanted(db, caller, query).Where(s => EF.Parameter(ids).Contains(s.Id));
        HashSet<long> seen = string.IsNullOrWhiteSpace(query.Topic)
            ? [.. await wanted.Select(s => s.Id).ToListAsync(cancellation)]
            : [.. (await wanted.Select(s => new { s.Id, s.Core }).ToListAsync(cancellation)).Where(s => SearchSessions.IsAbout(query, s.Core)).Select(s => s.Id)];
        return [.. messages.Where(m => seen.Contains(m.SessionId))];
    }

    private async Task<SearchPage> Sessions(
        DeskDb db, StaffCaller caller, SearchQuery query, IReadOnlyList<string>? visitors, CancellationToken cancellation)
    {
        var limit = query.Limit ?? UsualLimit;
        var wanted = sessions.Wanted(db, caller, query).AsNoTracking();
        wanted = visitors is null ? wanted : wanted.Where(s => EF.Parameter(visitors).Contains(s.VisitorId));
        wanted = query.From is { } from ? wanted.Where(s => s.StartedAt >= from) : wanted;
        wanted = query.To is { } to ? wanted.Where(s => s.StartedAt < to) : wanted;
        var (before, looked, ids) = (query.Before ?? long.MaxValue, 0, new List<long>());
        while (ids.Count <= limit && looked < options.LookThrough)
        {
            var some = await wanted.Where(s => s.Id < before).OrderByDescending(s => s.Id).Take(limit + 1)
                .Select(s => new { s.Id, s.Core }).ToListAsync(cancellation);
            ids.AddRange(some.Where(s => SearchSessions.IsAbout(query, s.Core)).Select(s => s.Id));
            if (some.Count <= limit)
            {
                before = 0;
                break;
            }

            (before, looked) = (some[^1].Id, looked + some.Count);
        }

        var shown = ids.Take(limit).ToList();
        long? next = ids.Count > limit ? shown[^1] : before > 0 ? before : null;
        return new SearchPage(await hits.Sessions(db, caller, shown, cancellation), next, false);
    }
}
