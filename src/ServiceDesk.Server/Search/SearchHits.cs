using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Search;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Search;

/// <summary>What a hit shows, read as it is now.</summary>
internal sealed class SearchHits(StaffScope scope, SearchOptions options)
{
    /// <summary>One hit for each session, with its last message.</summary>
    public async Task<IReadOnlyList<SearchHit>> Sessions(DeskDb db, StaffCaller caller, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        var about = await About(db, caller, ids, cancellation);
        return [.. ids.Where(about.ContainsKey).Select(id => about[id]).Select(a => Hit(a, null, a.Session.StartedAt, Piece(SessionRows.TextOf(a.LastText))))];
    }

    /// <summary>Those of the messages that still hold every phrase.</summary>
    public async Task<IReadOnlyList<(IndexedMessage Message, SearchHit Hit)>> Messages(
        DeskDb db, StaffCaller caller, IReadOnlyList<IndexedMessage> messages, SearchPhrases phrases, CancellationToken cancellation)
    {
        var conversations = messages.Select(m => m.ConversationId).Distinct().ToArray();
        var seqs = messages.Select(m => m.Seq).Distinct().ToArray();
        // A few more than wanted where conversations share a seq.
        var events = await db.Events.AsNoTracking()
            .Where(e => EF.Parameter(conversations).Contains(e.ConversationId) && EF.Parameter(seqs).Contains(e.Seq))
            .ToDictionaryAsync(e => (e.ConversationId, e.Seq), cancellation);
        var about = await About(db, caller, [.. messages.Select(m => m.SessionId).Distinct()], cancellation);
        var hits = new List<(IndexedMessage, SearchHit)>();
        foreach (var message in messages)
        {
            if (about.TryGetValue(message.SessionId, out var of)
                && events.TryGetValue((message.ConversationId, message.Seq), out var said)
                && SearchedText.Of(EventBodies.Read(said.Body)) is { } text
                && Snippet.Of(text, phrases, options.SnippetLength, options.MessageWords) is { } pieces)
            {
                hits.Add((message, Hit(of, said, said.At, [.. pieces.Select(p => new SearchPiece(p.Text, p.Hit))])));
            }
        }

        return hits;
    }

    private sealed record SessionAbout(Session Session, string? Name, string? Email, string? Agent, string? LastText, bool Readable);

    private async Task<Dictionary<long, SessionAbout>> About(DeskDb db, StaffCaller caller, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        var read = await db.Sessions.AsNoTracking().Where(s => EF.Parameter(ids).Contains(s.Id)).Select(s => new
        {
            Session = s,
            // One column each: for two, the provider numbers all visitors first.
            Name = db.Visitors.Where(v => v.Id == s.VisitorId).Select(v => v.Name).FirstOrDefault(),
            Email = db.Visitors.Where(v => v.Id == s.VisitorId).Select(v => v.Email).FirstOrDefault(),
            Agent = db.Users.Where(u => u.Id == s.AgentId).Select(u => u.Name).FirstOrDefault(),
            Latest = db.Sessions.Where(x => x.ConversationId == s.ConversationId).Max(x => x.Id),
            Text = db.Events.Where(e => e.ConversationId == s.ConversationId && e.Type == EventTypes.Message)
                .OrderByDescending(e => e.Seq).Select(e => e.Body).FirstOrDefault(),
        }).ToListAsync(cancellation);
        var latest = read.Select(r => r.Latest).Distinct().ToArray();
        var readable = scope.SeesAll(caller)
            ? [.. latest]
            : (await scope.Visible(db, caller).Where(s => EF.Parameter(latest).Contains(s.Id)).Select(s => s.Id).ToListAsync(cancellation)).ToHashSet();
        return read.ToDictionary(
            r => r.Session.Id, r => new SessionAbout(r.Session, r.Name, r.Email, r.Agent, r.Text, readable.Contains(r.Latest)));
    }

    private static SearchPiece[] Piece(string? text) => text is null ? [] : [new SearchPiece(text, false)];

    private static SearchHit Hit(SessionAbout about, EventRow? said, DateTimeOffset at, IReadOnlyList<SearchPiece> snippet) => new(
        about.Session.ConversationId,
        about.Session.Id,
        said?.Seq,
        at,
        said is not null && said.ConversationId != about.Session.ConversationId,
        said?.Sender,
        said?.SenderName,
        VisitorNames.Of(about.Session.VisitorId, about.Name),
        about.Email,
        about.Session.Queue,
        about.Agent,
        about.Session.EntryPoint,
        about.Session.Open,
        about.Readable,
        snippet);
}
