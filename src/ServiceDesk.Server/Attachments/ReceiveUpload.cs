using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Attachments;

/// <summary>Takes an upload's bytes, however often the sender has to begin again. Every step holds the upload's turn.</summary>
internal sealed partial class ReceiveUpload(
    DeskDbs dbs, UploadTurns turns, PartialUploads partial, FinishUpload finish, TimeProvider time, ILogger<ReceiveUpload> log)
{
    private static readonly Error Unavailable = new(ErrorCodes.Unavailable, "The file cannot be kept now; ask again.", RetryAfterMs: 2_000);

    /// <summary>HEAD: how far it has come.</summary>
    public async Task<IResult> Ask(HttpContext http, string token)
    {
        var (row, turn, refusal) = await Begin(http, token);
        using var held = turn;
        if (row is null)
        {
            return refusal!;
        }

        http.Response.Headers[Tus.Length] = row.Size.ToString(CultureInfo.InvariantCulture);
        Tus.Describe(http.Response, row, OffsetOf(row));
        return Results.Ok();
    }

    /// <summary>PATCH: the next bytes.</summary>
    public async Task<IResult> Add(HttpContext http, string token)
    {
        var (row, turn, refusal) = await Begin(http, token);
        using var held = turn;
        if (row is null)
        {
            return refusal!;
        }

        if (http.Request.ContentType != Tus.ChunkType)
        {
            return Tus.Refused(ErrorCodes.Invalid, $"Content-Type must be {Tus.ChunkType}.", StatusCodes.Status415UnsupportedMediaType);
        }

        var offset = OffsetOf(row);
        if (Tus.Number(http.Request, Tus.Offset) != offset)
        {
            return Tus.Refused(ErrorCodes.VersionConflict, $"Upload-Offset must be {offset}.", StatusCodes.Status409Conflict);
        }

        return await Take(http, row, turn!) ?? Results.NoContent();
    }

    /// <summary>The bytes that came with the creation.</summary>
    /// <returns>Null when they were taken.</returns>
    public async Task<IResult?> First(HttpContext http, UploadTicket ticket)
    {
        var (row, turn, refusal) = await Begin(http, ticket.Url[(ticket.Url.LastIndexOf('/') + 1)..]);
        using var held = turn;
        return row is null ? refusal! : await Take(http, row, turn!);
    }

    /// <summary>DELETE: gives it up.</summary>
    public async Task<IResult> Terminate(HttpContext http, string token)
    {
        var (row, turn, refusal) = await Begin(http, token);
        using var held = turn;
        if (row is null)
        {
            return refusal!;
        }

        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, http.RequestAborted);
        var deleted = await db.Attachments.Where(a => a.Id == row.Id && a.SentSeq == null).ExecuteDeleteAsync(http.RequestAborted);
        await write.Commit(http.RequestAborted);
        if (deleted == 0)
        {
            return Problems.Of(new Error(ErrorCodes.Forbidden, "It is part of a message."));
        }

        partial.Delete(row.Id);
        partial.DeleteQuarantined(row.Id);
        return Results.NoContent();
    }

    /// <summary>GET: what it became. Finishes what a crash left complete and not looked at.</summary>
    public async Task<IResult> Tell(HttpContext http, string token)
    {
        var (row, turn, refusal) = await Begin(http, token);
        using var held = turn;
        if (row is null)
        {
            return refusal!;
        }

        var offset = OffsetOf(row);
        if (row.State == UploadStates.Uploading && offset == row.Size)
        {
            if (await Finished(row, http.RequestAborted) is not { } finished)
            {
                return Problems.Of(Unavailable);
            }

            row = finished;
        }

        await using var db = dbs.Open();
        var file = row.FileId is null ? null : await db.StoredFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == row.FileId, http.RequestAborted);
        return Results.Json(
            new UploadProgress(row.Id, row.State, offset, row.Code, file is null ? null : AttachmentViews.Of(row, file)), WireJson.Options);
    }

    private async Task<IResult?> Take(HttpContext http, AttachmentRow row, UploadTurns.Turn turn)
    {
        if (row.State == UploadStates.Uploading && await Store(http, row, turn) is { } fault)
        {
            return fault;
        }

        var offset = OffsetOf(row);
        if (offset == row.Size)
        {
            if (await Finished(row, http.RequestAborted) is not { } finished)
            {
                return Problems.Of(Unavailable);
            }

            row = finished;
        }

        Tus.Describe(http.Response, row, offset);
        return row.State == UploadStates.Refused
            ? Problems.Of(new Error(row.Code!, "The content of this file is not allowed."))
            : null;
    }

    // What has come stays when the sender breaks off or begins anew elsewhere.
    private async Task<IResult?> Store(HttpContext http, AttachmentRow row, UploadTurns.Turn turn)
    {
        var most = row.Size - OffsetOf(row);
        if (http.Request.ContentLength > most)
        {
            return TooLong(row);
        }

        var header = http.Request.Headers[Tus.Checksum].ToString();
        var checksum = ChunkChecksum.Read(header);
        if (header.Length > 0 && checksum is null)
        {
            return Tus.Refused(ErrorCodes.Invalid, $"Upload-Checksum must be one of {ChunkChecksum.Algorithms} and its Base64.", StatusCodes.Status400BadRequest);
        }

        using var reading = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, turn.Superseded);
        try
        {
            if (checksum is null)
            {
                return await partial.Append(row.Id, http.Request.Body, most, reading.Token) ? null : TooLong(row);
            }

            return await partial.AppendChecked(row.Id, http.Request.Body, most, checksum, reading.Token) switch
            {
                ChunkResult.Mismatch => Tus.Refused(ErrorCodes.Invalid, "The bytes do not fit Upload-Checksum.", Tus.ChecksumMismatch),
                ChunkResult.TooLong => TooLong(row),
                _ => null,
            };
        }
        catch (OperationCanceledException) when (turn.Superseded.IsCancellationRequested)
        {
            return Tus.Refused(ErrorCodes.VersionConflict, "A later request goes on with this upload.", StatusCodes.Status409Conflict);
        }
    }

    private static IResult TooLong(AttachmentRow row) =>
        Problems.Of(new Error(ErrorCodes.TooLarge, $"More bytes than the {row.Size} that were announced."));

    // Null when the store is away: the bytes stay, and the next request tries again.
    private async Task<AttachmentRow?> Finished(AttachmentRow row, CancellationToken cancellation)
    {
        try
        {
            return await finish.Handle(row, cancellation);
        }
#pragma warning disable CA1031 // Whatever kept the bytes from their store, they are still here.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            NotKept(fault, row.Id);
            return null;
        }
    }

    // A token of somebody else is not_found to staff; what is over is gone.
    private async Task<(AttachmentRow? Row, UploadTurns.Turn? Turn, IResult? Refusal)> Begin(HttpContext http, string token)
    {
        var hash = CreateUpload.HashOf(token);
        var turn = await turns.Take(hash, http.RequestAborted);
        var kept = false;
        try
        {
            var row = await Find(http, hash);
            if (row is null)
            {
                return (null, null, Problems.Of(new Error(ErrorCodes.NotFound, "There is no such upload.")));
            }

            if (row.ExpiresAt <= time.Now())
            {
                return (null, null, Tus.Refused(ErrorCodes.NotFound, "The time of this upload is over.", StatusCodes.Status410Gone));
            }

            kept = true;
            return (row, turn, null);
        }
        finally
        {
            // Also when the sender is gone before its row is read.
            if (!kept)
            {
                turn.Dispose();
            }
        }
    }

    private async Task<AttachmentRow?> Find(HttpContext http, string hash)
    {
        await using var db = dbs.Open();
        var row = await db.Attachments.AsNoTracking().SingleOrDefaultAsync(a => a.TokenHash == hash, http.RequestAborted);
        var own = http.Request.Path.StartsWithSegments(CreateUpload.StaffPath)
            ? row?.Owner == Persons.Agent(http.User.StaffId())
            : Persons.IsVisitor(row?.Owner);
        return own ? row : null;
    }

    private long OffsetOf(AttachmentRow row) => row.State == UploadStates.Uploading ? partial.Offset(row.Id) : row.Size;

    [LoggerMessage(Level = LogLevel.Error, Message = "The file of upload {Id} could not be kept; the next request tries again.")]
    private partial void NotKept(Exception fault, string id);
}
