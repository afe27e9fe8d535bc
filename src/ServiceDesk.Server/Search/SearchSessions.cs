using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Reports;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Search;

/// <summary>The sessions that a search may show: by the caller's right, which is read anew each time, and by its filters.</summary>
internal sealed class SearchSessions(StaffScope scope)
{
    private const char Escape = '\\';

    /// <summary>Those that the caller may see and that are of the queue and the agent.</summary>
    public IQueryable<Session> Wanted(DeskDb db, StaffCaller caller, SearchQuery query)
    {
        var sessions = scope.Visible(db, caller);
        sessions = query.Queue is { Length: > 0 } queue ? sessions.Where(s => s.Queue == queue) : sessions;
        sessions = string.IsNullOrWhiteSpace(query.Tag) ? sessions : Tagged(db, sessions, TagSession.KeyOf(query.Tag));
        return query.Agent is { } agent
            ? sessions.Where(s => s.AgentId == agent || db.Assignments.Any(a => a.SessionId == s.Id && a.AgentId == agent))
            : sessions;
    }

    /// <summary>True when every session is one of them.</summary>
    public bool AreAll(StaffCaller caller, SearchQuery query) =>
        scope.SeesAll(caller) && string.IsNullOrEmpty(query.Queue) && query.Agent is null && string.IsNullOrWhiteSpace(query.Topic)
        && string.IsNullOrWhiteSpace(query.Tag);

    /// <summary>Whether the session is about the topic that is looked for.</summary>
    public static bool IsAbout(SearchQuery query, string core) =>
        string.IsNullOrWhiteSpace(query.Topic) || string.Equals(SessionFacts.TopicOf(core), query.Topic.Trim(), StringComparison.OrdinalIgnoreCase);

    private static IQueryable<Session> Tagged(DeskDb db, IQueryable<Session> sessions, string key) =>
        sessions.Where(s => db.SessionTags.Any(t => t.SessionId == s.Id && t.Key == key));

    /// <summary>The newest visitors whose name, mail address or left mail address holds the text, or whose short name it is.</summary>
    public static async Task<IReadOnlyList<string>> Visitors(DeskDb db, string part, int most, CancellationToken cancellation)
    {
        var pattern = $"%{Literal(part.Trim())}%";
        var beginning = VisitorNames.IdBeginning(part.Trim());
        var known = await db.Visitors
            .Where(v => v.ErasedAt == null && (EF.Functions.Like(v.Name!, pattern, "\\") || EF.Functions.Like(v.Email!, pattern, "\\")
                || (beginning != null && string.IsNullOrEmpty(v.Name) && v.Id.StartsWith(beginning))))
            .OrderByDescending(v => v.CreatedAt).Select(v => v.Id).Take(most).ToListAsync(cancellation);
        var left = await db.Tickets.Where(t => EF.Functions.Like(t.Email!, pattern, "\\"))
            .OrderByDescending(t => t.Id).Select(t => t.VisitorId).Distinct().Take(most).ToListAsync(cancellation);
        return [.. known.Union(left).Take(most)];
    }

    // A sign of the pattern language that people type is a sign like others.
    private static string Literal(string text) => string.Concat(text.Select(c => c is '%' or '_' or Escape ? $"{Escape}{c}" : $"{c}"));
}
