using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Visitors;

namespace ServiceDesk.Server.Conversations;

/// <summary>
/// Stored events by fixed pages over HTTP, so that long reads do not queue behind sends on the hub. Who may read is checked first; a page
/// that is full is then answered from memory, or with 304, until an edit, a recall or a purge changes what it is called.
/// </summary>
internal sealed class ReadHistoryPage(
    DeskDbs dbs, WatchConversation watch, VisitorTokens tokens, RateLimits limits, HistoryOptions options) : IDisposable
{
    private const string Scheme = "Bearer ";

    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = Math.Max(1, options.CacheBytes) });

    public async Task<IResult> ForVisitor(HttpContext http, long conversation, long page, CancellationToken cancellation)
    {
        var bearer = http.Request.Headers.Authorization.ToString();
        var check = await tokens.Check(bearer.StartsWith(Scheme, StringComparison.Ordinal) ? bearer[Scheme.Length..] : null, cancellation);
        if (check.Identity is not { } identity)
        {
            return Problems.Of(check.Refusal!);
        }

        var person = Persons.Visitor(identity.VisitorId);
        if (limits.Fetch(person) is { } limited)
        {
            return Problems.Of(limited);
        }

        await using var db = dbs.Open();
        var row = await db.Conversations.AsNoTracking().SingleOrDefaultAsync(
            c => c.Id == conversation && c.VisitorId == identity.VisitorId && c.EntryPoint == identity.EntryPoint, cancellation);
        var member = row is null ? null : await db.Members.AsNoTracking()
            .SingleOrDefaultAsync(m => m.ConversationId == conversation && m.Person == person && m.LeftAt == null, cancellation);
        return row is null || member is null
            ? Problems.Of(NotFound)
            : await Answer(http, db, row, new Reader(Math.Max(1, member.Floor), OfStaff: false), page, cancellation);
    }

    public async Task<IResult> ForStaff(HttpContext http, StaffCaller caller, long conversation, long page, CancellationToken cancellation)
    {
        if (limits.Fetch(caller.Person) is { } limited)
        {
            return Problems.Of(limited);
        }

        if (await watch.Handle(caller, new WatchRequest(conversation), cancellation) is { Ok: false, Error: { } refusal })
        {
            return Problems.Of(refusal);
        }

        await using var db = dbs.Open();
        var row = await db.Conversations.AsNoTracking().SingleAsync(c => c.Id == conversation, cancellation);
        return await Answer(http, db, row, new Reader(1, OfStaff: true), page, cancellation);
    }

    public void Dispose() => _pages.Dispose();

    private static Error NotFound => new(ErrorCodes.NotFound, "There is no such conversation.");

    private async Task<IResult> Answer(
        HttpContext http, DeskDb db, Conversation conversation, Reader reader, long page, CancellationToken cancellation)
    {
        if (page < 1 || page - 1 > Math.Max(0, conversation.HeadSeq - 1) / HistoryPage.Size)
        {
            return Problems.Of(new Error(ErrorCodes.NotFound, $"This conversation has no page {page}."));
        }

        var last = page * HistoryPage.Size;
        if (last < reader.Floor)
        {
            return Problems.Of(FetchEvents.Truncated(reader.Floor));
        }

        var full = conversation.HeadSeq >= last;
        var name = new PageName(conversation.Id, conversation.Epoch, page, conversation.PurgeVersion, reader, full ? null : conversation.HeadSeq);
        http.Response.Headers.ETag = name.Tag;
        // Kept by the reader's browser only, and asked for again each time: the right to it may end.
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Vary = "Authorization, Cookie";
        return http.Request.Headers.IfNoneMatch == name.Tag
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(await Body(db, name, cancellation), "application/json");
    }

    // The name was read before the rows: what is kept under it is never older than it says.
    private async Task<byte[]> Body(DeskDb db, PageName name, CancellationToken cancellation)
    {
        if (_pages.TryGetValue<byte[]>(name, out var kept))
        {
            return kept!;
        }

        var (first, last) = (Math.Max(name.Reader.Floor, ((name.Page - 1) * HistoryPage.Size) + 1), name.Head ?? name.Page * HistoryPage.Size);
        var rows = await db.Events.AsNoTracking().Where(e => e.ConversationId == name.Conversation && e.Seq >= first && e.Seq <= last)
            .OrderBy(e => e.Seq).ToListAsync(cancellation);
        await QuotedEvents.Fill(db, name.Conversation, name.Reader.Floor, rows, cancellation);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new HistoryPage(
                name.Conversation, name.Epoch, name.Page, name.Head is null, [.. rows.Select(row => name.Reader.OfStaff ? EventViews.ForStaff(row) : EventViews.ForVisitor(row))], name.Head),
            WireJson.Options);
        if (name.Head is null && body.Length <= options.CacheBytes)
        {
            _pages.Set(name, body, new MemoryCacheEntryOptions { Size = body.Length });
        }

        return body;
    }

    /// <summary>What one sees of a page depends on no more than this.</summary>
    private sealed record Reader(long Floor, bool OfStaff);

    /// <param name="Head">Null for a full page.</param>
    private sealed record PageName(long Conversation, int Epoch, long Page, long PurgeVersion, Reader Reader, long? Head)
    {
        public string Tag => string.Create(
            CultureInfo.InvariantCulture,
            $"\"{Epoch}.{Page}.{PurgeVersion}{(Reader.OfStaff ? ".s" : $".v{Reader.Floor}")}{(Head is { } head ? $".{head}" : "")}\"");
    }
}

internal static class HistoryPageEndpoints
{
    private const string Summary = "A page of a hundred stored events";

    public static void MapHistoryPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(
                "/api/conversations/{conversation:long}/events/pages/{page:long}",
                (long conversation, long page, HttpContext http, ReadHistoryPage read, CancellationToken cancellation) =>
                    read.ForStaff(http, http.User.Caller(), conversation, page, cancellation))
            .RequireAuthorization(StaffPolicies.Desk)
            .WithTags("Conversations").WithName("ReadHistoryPage").WithSummary(Summary)
            .Produces<HistoryPage>().Produces(StatusCodes.Status304NotModified)
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.NotFound, ErrorCodes.RateLimited);
        endpoints.MapGet(
                "/api/visitor/conversations/{conversation:long}/events/pages/{page:long}",
                (long conversation, long page, HttpContext http, ReadHistoryPage read, CancellationToken cancellation) =>
                    read.ForVisitor(http, conversation, page, cancellation))
            .WithTags("Conversations").WithName("ReadOwnHistoryPage").WithSummary(Summary + " of the visitor's own conversation, by bearer token")
            .Produces<HistoryPage>().Produces(StatusCodes.Status304NotModified)
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.TokenExpired, ErrorCodes.Banned, ErrorCodes.NotFound, ErrorCodes.HistoryTruncated, ErrorCodes.RateLimited);
    }
}
