using ServiceDesk.Decisions.Files;
using SkiaSharp;

namespace ServiceDesk.Server.Attachments;

/// <summary>Small pictures. Whoever calls has compared the picture's size with the limits: nothing here is decoded that is larger.</summary>
internal sealed class Thumbnails(AttachmentOptions options)
{
    private const int Quality = 80;

    /// <summary>A WebP, upright, no larger than the setting and than the picture; null when the picture cannot be decoded.</summary>
    public byte[]? Of(Picture picture)
    {
        using var data = SKData.CreateCopy(picture.Clean);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info.Width != picture.Width || codec.Info.Height != picture.Height)
        {
            return null;
        }

        var scale = Math.Min(1f, (float)options.ThumbnailSide / Math.Max(picture.Width, picture.Height));
        // A JPEG comes out of its decoder at about this scale; other formats give their own size.
        var size = codec.GetScaledDimensions(scale);
        using var decoded = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(decoded.Info, decoded.GetPixels()) != SKCodecResult.Success)
        {
            return null;
        }

        var width = Math.Max(1, (int)Math.Round(picture.Width * scale));
        var height = Math.Max(1, (int)Math.Round(picture.Height * scale));
        var upright = picture.IsTurned ? new SKImageInfo(height, width) : new SKImageInfo(width, height);
        using var surface = SKSurface.Create(upright);
        using var image = SKImage.FromBitmap(decoded);
        var canvas = surface.Canvas;
        canvas.Concat(Turn(picture.Orientation, width, height));
        canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var small = surface.Snapshot();
        using var encoded = small.Encode(SKEncodedImageFormat.Webp, Quality);
        return encoded.ToArray();
    }

    /// <summary>What makes a picture of this size upright.</summary>
    private static SKMatrix Turn(int orientation, float w, float h) => orientation switch
    {
        2 => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
        3 => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
        4 => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
        5 => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        6 => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
        7 => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
        8 => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
