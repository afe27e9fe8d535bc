namespace ServiceDesk.Decisions.Files;

/// <summary>A picture as its own structure tells it, without decoding a pixel.</summary>
/// <param name="Width">Pixels as stored, before <paramref name="Orientation"/>.</param>
/// <param name="Height">As <paramref name="Width"/>.</param>
/// <param name="Frames">1 for a still picture.</param>
/// <param name="Orientation">As EXIF counts it, 1 to 8; 1 is upright.</param>
/// <param name="Progressive">A JPEG whose decoder must hold all of it at once.</param>
/// <param name="Clean">The file with nothing but what is needed to show it.</param>
public sealed record Picture(int Width, int Height, int Frames, int Orientation, bool Progressive, byte[] Clean)
{
    public long Pixels => (long)Width * Height;

    /// <summary>True when width and height change places as it is shown.</summary>
    public bool IsTurned => Orientation >= 5;

    /// <summary>Reads the structure of a picture.</summary>
    /// <param name="kind">A kind that <see cref="FileKind.Picture"/> says is one.</param>
    /// <returns>Null when the file is broken.</returns>
    public static Picture? Read(FileKind kind, ReadOnlySpan<byte> file) =>
        kind == FileKinds.Png ? PngFile.Read(file)
        : kind == FileKinds.Jpeg ? JpegFile.Read(file)
        : kind == FileKinds.Gif ? GifFile.Read(file)
        : kind == FileKinds.WebP ? WebPFile.Read(file)
        : throw new ArgumentException($"{kind?.Id} is no picture", nameof(kind));
}
