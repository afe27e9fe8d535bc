using System.Text;

namespace ServiceDesk.Decisions.Files;

/// <summary>Tells a file's kind by its first bytes. The name's ending must agree; what the sender says only chooses between sound and film.</summary>
public static class FileContent
{
    /// <summary>Bytes of the beginning that suffice.</summary>
    public const int HeadBytes = 4096;

    /// <param name="head">The first bytes, at most <see cref="HeadBytes"/> are looked at.</param>
    /// <param name="name">A cleaned name; see <see cref="FileNames"/>.</param>
    /// <param name="declared">The sender's media type.</param>
    /// <param name="allowed">Kinds that the desk takes.</param>
    /// <returns>Null when no allowed kind fits. For <see cref="FileKinds.Text"/> the whole content must still pass <see cref="PlainText"/>.</returns>
    public static FileKind? KindOf(ReadOnlySpan<byte> head, string name, string declared, IReadOnlyList<FileKind> allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        var extension = FileNames.ExtensionOf(name);
        FileKind? found = null;
        foreach (var kind in Candidates(head[..Math.Min(head.Length, HeadBytes)]))
        {
            if (!allowed.Contains(kind) || !kind.Extensions.Contains(extension))
            {
                continue;
            }

            // A container of sound and film may have one ending for both.
            if (found is null || string.Equals(MainType(declared), kind.MediaType, StringComparison.OrdinalIgnoreCase))
            {
                found = kind;
            }
        }

        return found;
    }

    private static List<FileKind> Candidates(ReadOnlySpan<byte> head) =>
        head switch
        {
            _ when IsPng(head) => [FileKinds.Png],
            [0xFF, 0xD8, 0xFF, ..] => [FileKinds.Jpeg],
            _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => [FileKinds.Gif],
            _ when IsRiff(head, "WEBP"u8) => [FileKinds.WebP],
            _ when IsRiff(head, "WAVE"u8) => [FileKinds.Wav],
            _ when head.StartsWith("%PDF-"u8) => [FileKinds.Pdf],
            _ when IsMp4(head) => [FileKinds.Mp4, FileKinds.M4a],
            _ when IsWebM(head) => [FileKinds.WebM, FileKinds.WebA],
            _ when head.StartsWith("OggS"u8) => [FileKinds.Ogg],
            _ when head.StartsWith("ID3"u8) || head is [0xFF, 0xFB or 0xF3 or 0xF2 or 0xFA, ..] => [FileKinds.Mp3],
            _ when head.StartsWith("PK\x03\x04"u8) => Archive(head),
            _ when new PlainText().Takes(head, isEnd: false) => [FileKinds.Text],
            _ => [],
        };

    private static bool IsPng(ReadOnlySpan<byte> head) => head is [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..];

    private static bool IsRiff(ReadOnlySpan<byte> head, ReadOnlySpan<byte> form) =>
        head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual(form);

    // The brands of what browsers play; QuickTime, HEIF and the like have the same box and others.
    private static bool IsMp4(ReadOnlySpan<byte> head) =>
        head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8)
        && Encoding.Latin1.GetString(head[8..12]) is "isom" or "iso2" or "iso4" or "iso5" or "iso6" or "mp41" or "mp42" or "avc1" or "dash"
            or "M4V " or "M4A " or "MSNV" or "mmp4";

    private static bool IsWebM(ReadOnlySpan<byte> head) =>
        head is [0x1A, 0x45, 0xDF, 0xA3, ..] && head[..Math.Min(head.Length, 64)].IndexOf("webm"u8) > 0;

    // Nothing is unpacked: the names of the first entries stand uncompressed in the file.
    private static List<FileKind> Archive(ReadOnlySpan<byte> head)
    {
        List<FileKind> found = [FileKinds.Zip];
        if (head.IndexOf("[Content_Types].xml"u8) > 0 || head.IndexOf("_rels/.rels"u8) > 0)
        {
            found.AddRange([FileKinds.Docx, FileKinds.Xlsx, FileKinds.Pptx]);
        }

        foreach (var kind in (FileKind[])[FileKinds.Odt, FileKinds.Ods, FileKinds.Odp])
        {
            if (head.IndexOf(Encoding.ASCII.GetBytes("mimetype" + kind.MediaType)) > 0)
            {
                found.Add(kind);
            }
        }

        return found;
    }

    private static string MainType(string declared) => declared.Split(';')[0].Trim();
}
