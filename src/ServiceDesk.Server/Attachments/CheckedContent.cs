using System.Security.Cryptography;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Files;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Attachments;

/// <summary>What an upload's bytes turned out to be. Exactly one of <see cref="Kind"/> and <see cref="Refusal"/> is set.</summary>
/// <param name="Refusal">Of <see cref="ErrorCodes"/>.</param>
/// <param name="Picture">Set for pictures.</param>
internal sealed record CheckedContent(FileKind? Kind, string? Refusal, string Sha256, Picture? Picture = null)
{
    public static CheckedContent Refused(string code) => new(null, code, "");
}

/// <summary>Looks at the bytes of a complete upload: kind by content and ending, size of pictures before any pixel is decoded.</summary>
internal sealed class ContentCheck(AttachmentOptions options, PartialUploads partial)
{
    private const int BufferBytes = 81_920;

    public async Task<CheckedContent> Look(AttachmentRow row, CancellationToken cancellation)
    {
        await using var file = partial.Read(row.Id);
        var head = new byte[Math.Min(FileContent.HeadBytes, row.Size)];
        await file.ReadExactlyAsync(head, cancellation);
        if (FileContent.KindOf(head, row.Name, row.DeclaredType, options.Allowed) is not { } kind)
        {
            return CheckedContent.Refused(ErrorCodes.UnsupportedType);
        }

        file.Position = 0;
        if (kind == FileKinds.Text && !await IsText(file, cancellation))
        {
            return CheckedContent.Refused(ErrorCodes.UnsupportedType);
        }

        file.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
        if (!kind.Picture)
        {
            return new CheckedContent(kind, null, hash);
        }

        file.Position = 0;
        var bytes = new byte[row.Size];
        await file.ReadExactlyAsync(bytes, cancellation);
        var picture = Picture.Read(kind, bytes);
        return picture is null ? CheckedContent.Refused(ErrorCodes.UnsupportedType)
            : IsTooLarge(picture, kind) ? CheckedContent.Refused(ErrorCodes.TooLarge)
            : new CheckedContent(kind, null, hash, picture);
    }

    // Its decoder can leave out most of a JPEG's detail, unless it comes in several passes.
    private bool IsTooLarge(Picture picture, FileKind kind) =>
        picture.Frames > options.MaxFrames
        || picture.Pixels > (kind == FileKinds.Jpeg && !picture.Progressive ? Math.Max(options.MaxPixels, options.MaxScaledPixels) : options.MaxPixels);

    private static async Task<bool> IsText(FileStream file, CancellationToken cancellation)
    {
        var text = new PlainText();
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = await file.ReadAsync(buffer, cancellation)) > 0)
        {
            if (!text.Takes(buffer.AsSpan(0, read), isEnd: false))
            {
                return false;
            }
        }

        return text.Takes([], isEnd: true);
    }
}
