using System.Buffers;
using System.Buffers.Binary;

namespace ServiceDesk.Decisions.Files;

/// <summary>PNG: keeps the chunks that are needed to show the picture. Texts, times, EXIF, profiles, animation and what follows the end are left out.</summary>
internal static class PngFile
{
    private const int SignatureLength = 8;
    private const int Envelope = 12;
    private const int HeaderLength = 13;

    public static Picture? Read(ReadOnlySpan<byte> file)
    {
        var clean = new ArrayBufferWriter<byte>(file.Length);
        var rest = file[SignatureLength..];
        clean.Write(file[..SignatureLength]);
        var (width, height, data) = (0, 0, false);
        while (rest.Length >= Envelope)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - Envelope)
            {
                return null;
            }

            var chunk = rest[..((int)length + Envelope)];
            var type = chunk[4..8];
            rest = rest[chunk.Length..];
            if (width == 0)
            {
                if (!type.SequenceEqual("IHDR"u8) || length != HeaderLength)
                {
                    return null;
                }

                width = BinaryPrimitives.ReadInt32BigEndian(chunk[8..]);
                height = BinaryPrimitives.ReadInt32BigEndian(chunk[12..]);
                if (width <= 0 || height <= 0)
                {
                    return null;
                }
            }

            data |= type.SequenceEqual("IDAT"u8);
            if (IsKept(type))
            {
                clean.Write(chunk);
            }

            if (type.SequenceEqual("IEND"u8))
            {
                return data ? new Picture(width, height, 1, 1, Progressive: false, clean.WrittenSpan.ToArray()) : null;
            }
        }

        return null;
    }

    private static bool IsKept(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("IHDR"u8) || type.SequenceEqual("PLTE"u8) || type.SequenceEqual("IDAT"u8) || type.SequenceEqual("IEND"u8)
        || type.SequenceEqual("tRNS"u8) || type.SequenceEqual("gAMA"u8) || type.SequenceEqual("sRGB"u8);
}
