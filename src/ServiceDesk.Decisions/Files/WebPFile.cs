using System.Buffers;
using System.Buffers.Binary;

namespace ServiceDesk.Decisions.Files;

/// <summary>WebP: keeps the pictures and their animation. EXIF, XMP, profiles, unknown chunks and what follows the end are left out.</summary>
internal static class WebPFile
{
    private const int FormEnd = 12;
    private const int ChunkHead = 8;

    // Of the extended header: alpha and animation stay, what is said of left-out chunks does not.
    private const byte KeptFlags = 0x12;

    public static Picture? Read(ReadOnlySpan<byte> file)
    {
        var form = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        if (form > file.Length - 8 || form < 4)
        {
            return null;
        }

        var rest = file[FormEnd..((int)form + 8)];
        var body = new ArrayBufferWriter<byte>(file.Length);
        var (width, height, frames, pictures) = (0, 0, 0, 0);
        while (rest.Length >= ChunkHead)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            if (length > rest.Length - ChunkHead)
            {
                return null;
            }

            var chunk = rest[..Math.Min(rest.Length, ChunkHead + (int)length + ((int)length & 1))];
            rest = rest[chunk.Length..];
            var type = chunk[..4];
            if (Size(type, chunk[ChunkHead..]) is { } size && width == 0)
            {
                (width, height) = size;
            }

            frames += type.SequenceEqual("ANMF"u8) ? 1 : 0;
            pictures += type.SequenceEqual("VP8 "u8) || type.SequenceEqual("VP8L"u8) ? 1 : 0;
            Keep(type, chunk, body);
        }

        return width > 0 && height > 0 && frames + pictures > 0
            ? new Picture(width, height, Math.Max(1, frames), 1, Progressive: false, Assembled(body.WrittenSpan))
            : null;
    }

    private static (int Width, int Height)? Size(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        if (type.SequenceEqual("VP8X"u8) && content.Length >= 10)
        {
            return (1 + Three(content[4..]), 1 + Three(content[7..]));
        }

        if (type.SequenceEqual("VP8L"u8) && content.Length >= 5)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(content[1..]);
            return (1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
        }

        return type.SequenceEqual("VP8 "u8) && content.Length >= 10
            ? (BinaryPrimitives.ReadUInt16LittleEndian(content[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) & 0x3FFF)
            : null;
    }

    private static void Keep(ReadOnlySpan<byte> type, ReadOnlySpan<byte> chunk, ArrayBufferWriter<byte> body)
    {
        if (type.SequenceEqual("VP8X"u8) && chunk.Length > ChunkHead)
        {
            var header = chunk.ToArray();
            header[ChunkHead] &= KeptFlags;
            body.Write(header);
        }
        else if (type.SequenceEqual("VP8 "u8) || type.SequenceEqual("VP8L"u8) || type.SequenceEqual("ALPH"u8)
            || type.SequenceEqual("ANIM"u8) || type.SequenceEqual("ANMF"u8))
        {
            body.Write(chunk);
        }
    }

    private static byte[] Assembled(ReadOnlySpan<byte> body)
    {
        var clean = new byte[FormEnd + body.Length];
        "RIFF"u8.CopyTo(clean);
        BinaryPrimitives.WriteUInt32LittleEndian(clean.AsSpan(4), (uint)(body.Length + 4));
        "WEBP"u8.CopyTo(clean.AsSpan(8));
        body.CopyTo(clean.AsSpan(FormEnd));
        return clean;
    }

    private static int Three(ReadOnlySpan<byte> at) => at[0] | (at[1] << 8) | (at[2] << 16);
}
