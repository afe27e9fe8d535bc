using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Files;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Attachments;

/// <summary>
/// GET /w/files/GRANT, by ranges. The right is looked up each time: what was taken away, erased or is over is not_found from then on,
/// and a browser keeps what it got for no more than a minute.
/// </summary>
internal sealed class ServeFile(DeskDbs dbs, AttachmentRights rights, FileLinks links, IFileStore store)
{
    private const int CacheSeconds = 60;
    private const string ThumbnailType = "image/webp";

    public async Task<IResult> Handle(HttpContext http, string grant)
    {
        var cancellation = http.RequestAborted;
        if (links.Read(grant) is not { } granted || await Find(granted, cancellation) is not var (row, file))
        {
            return NotFound;
        }

        var name = granted.Thumbnail ? FinishUpload.ThumbnailName(file.Id) : file.Id;
        if (await store.Open(name, 0, cancellation) is not { } first)
        {
            return NotFound;
        }

        Describe(http.Response.Headers, row, file, granted.Thumbnail);
        return Results.Stream(
            new StoredContent(store, name, granted.Thumbnail ? file.ThumbnailSize : file.Size, first),
            granted.Thumbnail ? ThumbnailType : file.MediaType == FileKinds.Text.MediaType ? "text/plain; charset=utf-8" : file.MediaType,
            entityTag: new EntityTagHeaderValue($"\"{name}\""),
            enableRangeProcessing: true);
    }

    private static IResult NotFound => Problems.Of(new Error(ErrorCodes.NotFound, "There is no such file, or this address is over."));

    private async Task<(AttachmentRow Row, StoredFile File)?> Find(FileGrant grant, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var conversation = await db.Attachments.Where(a => a.Id == grant.AttachmentId).Select(a => (long?)a.ConversationId).SingleOrDefaultAsync(cancellation);
        var readable = conversation is null ? [] : await rights.Readable(db, grant.Person, conversation.Value, [grant.AttachmentId], cancellation);
        return readable is [var row]
            && await db.StoredFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == row.FileId && f.State == StoredFileStates.Ready, cancellation) is { } file
            ? (row, file)
            : null;
    }

    private static void Describe(IHeaderDictionary headers, AttachmentRow row, StoredFile file, bool thumbnail)
    {
        var shown = thumbnail || FileKinds.All.Any(kind => kind.MediaType == file.MediaType && kind.Inline);
        var disposition = new ContentDispositionHeaderValue(shown ? "inline" : "attachment");
        disposition.SetHttpFileName(row.Name);
        headers.ContentDisposition = disposition.ToString();
        // Opened as a page it has an origin of its own and runs nothing.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; frame-ancestors 'none'; sandbox";
        headers.CacheControl = $"private, max-age={CacheSeconds}";
    }
}

/// <summary>The endpoint of <see cref="ServeFile"/>.</summary>
internal static class FileEndpoint
{
    public static void MapFiles(this IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods(FileLinks.Path + "/{grant}", [HttpMethods.Get, HttpMethods.Head], (string grant, HttpContext http, ServeFile serve) => serve.Handle(http, grant))
        .ExcludeFromDescription();
}
