using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Visitors;

namespace ServiceDesk.Server.Transcripts;

/// <summary>GET /api/visitor/transcript: what was said in an own session, as a file.</summary>
internal sealed class DownloadTranscript(DeskDbs dbs, VisitorBearer bearer, TranscriptReader reader, RateLimits limits)
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/api/visitor/transcript", (HttpContext http, long session, string? format, string? locale, string? zone, DownloadTranscript download, CancellationToken cancellation) =>
            download.Handle(http, session, format, locale, zone, cancellation))
        .WithTags("Visitors").WithName("DownloadTranscript").WithSummary("What was said in a session of the visitor's own, as HTML or text")
        .Produces<string>(contentType: "text/html")
        .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.TokenExpired, ErrorCodes.Banned, ErrorCodes.NotFound, ErrorCodes.Invalid, ErrorCodes.RateLimited);

    public async Task<IResult> Handle(HttpContext http, long sessionId, string? format, string? locale, string? zone, CancellationToken cancellation)
    {
        var check = await bearer.Check(http);
        if (check.Identity is not { } visitor)
        {
            return Problems.Of(check.Refusal!);
        }

        if (TranscriptReader.FormatOf(format) is not { } written)
        {
            return Problems.Of(TranscriptReader.UnknownFormat(format));
        }

        if (limits.Fetch(Persons.Visitor(visitor.VisitorId)) is { } limited)
        {
            return Problems.Of(limited);
        }

        await using var db = dbs.Open();
        return await Own(db, visitor, sessionId, cancellation) is { } session
            ? TranscriptReader.File(await reader.Read(db, session, locale, zone, toVisitor: true, cancellation), written, session.Id)
            : Problems.Of(Unknown(sessionId));
    }

    /// <summary>The session when it is the visitor's, by the same entry point.</summary>
    public static Task<Session?> Own(DeskDb db, VisitorIdentity visitor, long sessionId, CancellationToken cancellation) => db.Sessions.AsNoTracking()
        .SingleOrDefaultAsync(s => s.Id == sessionId && s.VisitorId == visitor.VisitorId && s.EntryPoint == visitor.EntryPoint, cancellation);

    public static Error Unknown(long sessionId) => new(ErrorCodes.NotFound, $"There is no session {sessionId}.");
}
