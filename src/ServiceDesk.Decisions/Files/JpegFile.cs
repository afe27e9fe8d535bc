using System.Buffers;
using System.Buffers.Binary;

namespace ServiceDesk.Decisions.Files;

/// <summary>
/// JPEG: keeps tables, frames and scans, and of the rest only the colour profile when it is small and how the camera was held.
/// EXIF, XMP, thumbnails, comments and what follows the end are left out.
/// </summary>
internal static class JpegFile
{
    private const int LargestProfile = 65_536;
    private const byte Start = 0xD8;
    private const byte End = 0xD9;
    private const byte Scan = 0xDA;

    public static Picture? Read(ReadOnlySpan<byte> file)
    {
        var body = new ArrayBufferWriter<byte>(file.Length);
        var found = new Found();
        var at = 2;
        while (at + 2 <= file.Length)
        {
            if (file[at] != 0xFF)
            {
                return null;
            }

            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker == End)
            {
                return found.Width > 0 && found.Scans > 0 ? Assembled(found, body.WrittenSpan) : null;
            }

            var length = at + 4 <= file.Length ? BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]) : 0;
            if (length < 2 || at + 2 + length > file.Length)
            {
                return null;
            }

            var segment = file.Slice(at, 2 + length);
            at += segment.Length;
            if (!Take(marker, segment, found, body))
            {
                return null;
            }

            if (marker == Scan)
            {
                var coded = Coded(file[at..]);
                body.Write(file.Slice(at, coded));
                at += coded;
            }
        }

        return null;
    }

    // False for what no browser shows or what contradicts itself.
    private static bool Take(byte marker, ReadOnlySpan<byte> segment, Found found, ArrayBufferWriter<byte> body)
    {
        var content = segment[4..];
        switch (marker)
        {
            case 0xC0 or 0xC1 or 0xC2 when found.Width > 0 || content.Length < 6:
                return false;
            case 0xC0 or 0xC1 or 0xC2:
                found.Height = BinaryPrimitives.ReadUInt16BigEndian(content[1..]);
                found.Width = BinaryPrimitives.ReadUInt16BigEndian(content[3..]);
                found.Progressive = marker == 0xC2;
                body.Write(segment);
                return found is { Width: > 0, Height: > 0 };
            case 0xC4 or 0xDB or 0xDD or 0xEE:
                body.Write(segment);
                return true;
            case Scan:
                found.Scans++;
                body.Write(segment);
                return found.Width > 0;
            case 0xE1 when content.StartsWith("Exif\0\0"u8):
                found.Orientation = Exif.Orientation(content[6..]);
                return true;
            case 0xE2 when content.StartsWith("ICC_PROFILE\0"u8) && (found.Profile += segment.Length) <= LargestProfile:
                body.Write(segment);
                return true;
            case >= 0xE0 and <= 0xEF or 0xFE:
                return true;
            default:
                return false;
        }
    }

    /// <summary>Bytes of coded data up to the next marker that is no restart.</summary>
    private static int Coded(ReadOnlySpan<byte> data)
    {
        var at = 0;
        while (data[at..].IndexOf((byte)0xFF) is var next and >= 0)
        {
            at += next;
            if (at + 1 >= data.Length)
            {
                break;
            }

            if (data[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += 2;
        }

        return data.Length;
    }

    private static Picture Assembled(Found found, ReadOnlySpan<byte> body)
    {
        var clean = new ArrayBufferWriter<byte>(body.Length + 64);
        clean.Write((ReadOnlySpan<byte>)[0xFF, Start]);
        if (found.Orientation != 1)
        {
            clean.Write(Exif.Segment(found.Orientation));
        }

        clean.Write(body);
        clean.Write((ReadOnlySpan<byte>)[0xFF, End]);
        return new Picture(found.Width, found.Height, 1, found.Orientation, found.Progressive, clean.WrittenSpan.ToArray());
    }

    private sealed class Found
    {
        public int Width { get; set; }
        public int Height { get; set; }
        public int Orientation { get; set; } = 1;
        public bool Progressive { get; set; }
        public int Scans { get; set; }
        public int Profile { get; set; }
    }
}
