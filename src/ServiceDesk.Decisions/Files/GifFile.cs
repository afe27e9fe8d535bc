using System.Buffers;
using System.Buffers.Binary;

namespace ServiceDesk.Decisions.Files;

/// <summary>GIF: keeps the frames with their times and how often they repeat. Comments, texts, other extensions and what follows the end are left out.</summary>
internal static class GifFile
{
    private const int ScreenEnd = 13;
    private const int DescriptorLength = 10;
    private const byte Extension = 0x21;
    private const byte Image = 0x2C;
    private const byte Trailer = 0x3B;

    public static Picture? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < ScreenEnd)
        {
            return null;
        }

        int width = BinaryPrimitives.ReadUInt16LittleEndian(file[6..]);
        int height = BinaryPrimitives.ReadUInt16LittleEndian(file[8..]);
        var at = ScreenEnd + Table(file[10]);
        if (width == 0 || height == 0 || at > file.Length)
        {
            return null;
        }

        var clean = new ArrayBufferWriter<byte>(file.Length);
        clean.Write(file[..at]);
        var frames = 0;
        while (at < file.Length)
        {
            if (file[at] == Trailer)
            {
                clean.Write((ReadOnlySpan<byte>)[Trailer]);
                return frames > 0 ? new Picture(width, height, frames, 1, Progressive: false, clean.WrittenSpan.ToArray()) : null;
            }

            var block = Block(file[at..]);
            if (block <= 0)
            {
                return null;
            }

            frames += file[at] == Image ? 1 : 0;
            if (IsKept(file.Slice(at, block)))
            {
                clean.Write(file.Slice(at, block));
            }

            at += block;
        }

        return null;
    }

    // Bytes of an image or extension with all its parts; 0 for a broken one.
    private static int Block(ReadOnlySpan<byte> rest)
    {
        var at = rest switch
        {
            [Image, ..] when rest.Length > DescriptorLength => DescriptorLength + Table(rest[9]) + 1,
            [Extension, _, ..] => 2,
            _ => rest.Length,
        };
        while (at < rest.Length)
        {
            var part = rest[at];
            at += part + 1;
            if (part == 0)
            {
                return at;
            }
        }

        return 0;
    }

    private static bool IsKept(ReadOnlySpan<byte> block) =>
        block[0] == Image
        || block[1] == 0xF9
        || (block[1] == 0xFF && block.Length > 14 && (block[3..14].SequenceEqual("NETSCAPE2.0"u8) || block[3..14].SequenceEqual("ANIMEXTS1.0"u8)));

    private static int Table(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
}
