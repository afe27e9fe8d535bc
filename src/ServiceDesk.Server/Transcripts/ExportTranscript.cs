using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Supervision;

namespace ServiceDesk.Server.Transcripts;

/// <summary>GET /api/sessions/{id}/transcript: what was said in a session that the caller may see, as a file. Each export is one audit row.</summary>
internal sealed class ExportTranscript(DeskDbs dbs, StaffScope scope, TranscriptReader reader, TimeProvider time)
{
    private const string Deed = "session.export";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/api/sessions/{id:long}/transcript", (ClaimsPrincipal user, long id, string? format, string? locale, string? zone, ExportTranscript export, CancellationToken cancellation) =>
            export.Handle(user.Caller(), id, format, locale, zone, cancellation))
        .RequireAuthorization(StaffPolicies.Desk)
        .WithTags("Sessions").WithName("ExportTranscript").WithSummary("What was said in a session, as HTML or text, without what staff said among themselves; audited")
        .Produces<string>(contentType: "text/html")
        .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.NotFound, ErrorCodes.Invalid);

    public async Task<IResult> Handle(StaffCaller caller, long sessionId, string? format, string? locale, string? zone, CancellationToken cancellation)
    {
        if (TranscriptReader.FormatOf(format) is not { } written)
        {
            return Problems.Of(TranscriptReader.UnknownFormat(format));
        }

        await using var db = dbs.Open();
        if (await scope.Visible(db, caller).AsNoTracking().SingleOrDefaultAsync(s => s.Id == sessionId, cancellation) is not { } session)
        {
            return Problems.Of(DownloadTranscript.Unknown(sessionId));
        }

        var transcript = await reader.Read(db, session, locale, zone, toVisitor: false, cancellation);
        db.Audit.Add(Audited.Row(time.Now(), caller.Person, Deed, Audited.Session(sessionId), session.Queue, written == TranscriptFormat.Text ? "text" : "html"));
        await db.SaveChangesAsync(cancellation);
        return TranscriptReader.File(transcript, written, sessionId);
    }
}
