using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace ServiceDesk.Server.Tests.Attachments;

/// <summary>Small files of every kind.</summary>
internal static class Samples
{
    public const string Secret = "52.5200N-13.4050E-secret";

    /// <summary>Red above, blue below.</summary>
    public static byte[] Picture(SKEncodedImageFormat format, int width = 64, int height = 48)
    {
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Blue);
        using var red = new SKPaint { Color = SKColors.Red };
        canvas.DrawRect(0, 0, width, height / 2f, red);
        canvas.Flush();
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>A JPEG as a phone makes it: held on its side, with a place and a comment in it, and something after its end.</summary>
    public static byte[] PhonePhoto(int width = 64, int height = 48)
    {
        var plain = Picture(SKEncodedImageFormat.Jpeg, width, height);
        byte[] tiff =
        [
            .. "II*\0"u8, 8, 0, 0, 0, 2, 0,
            0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0,
            0x0E, 0x01, 2, 0, .. BitConverter.GetBytes(Secret.Length), 38, 0, 0, 0,
            0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Secret),
        ];
        return [.. plain[..2], .. Segment(0xE1, [.. "Exif\0\0"u8, .. tiff]), .. Segment(0xFE, Encoding.ASCII.GetBytes(Secret)), .. plain[2..], .. Encoding.ASCII.GetBytes(Secret)];
    }

    public static byte[] PngWithText() => WithChunk(Picture(SKEncodedImageFormat.Png), "tEXt", Encoding.ASCII.GetBytes("Comment\0" + Secret));

    /// <summary>A header that announces these dimensions, and hardly anything behind it.</summary>
    public static byte[] HugePng(int width, int height)
    {
        var png = Picture(SKEncodedImageFormat.Png, 8, 8);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        return png;
    }

    /// <summary>A GIF of one pixel by one with so many frames and a comment.</summary>
    public static byte[] Gif(int frames)
    {
        var gif = new List<byte>([.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255]);
        gif.AddRange([0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0]);
        gif.AddRange([0x21, 0xFE, (byte)Secret.Length, .. Encoding.ASCII.GetBytes(Secret), 0]);
        for (var i = 0; i < frames; i++)
        {
            gif.AddRange([0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0]);
        }

        gif.Add(0x3B);
        return [.. gif];
    }

    public static byte[] WebPWithExif()
    {
        var plain = Picture(SKEncodedImageFormat.Webp);
        byte[] secret = [.. Encoding.ASCII.GetBytes(Secret)];
        byte[] chunk = [.. "EXIF"u8, .. BitConverter.GetBytes(secret.Length), .. secret];
        byte[] all = [.. plain, .. chunk];
        BinaryPrimitives.WriteUInt32LittleEndian(all.AsSpan(4), (uint)(all.Length - 8));
        return all;
    }

    public static byte[] Pdf(string script = "") => Encoding.ASCII.GetBytes(
        $"%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS({script})>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF");

    public static byte[] Html() => Encoding.UTF8.GetBytes("<!doctype html><script>alert(document.domain)</script>");

    public static byte[] Svg() => Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");

    /// <summary>One entry of so many zeros: some thousand times smaller than what it unpacks to.</summary>
    public static byte[] Zip(string entry, long zeros)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var stream = zip.CreateEntry(entry).Open();
            var block = new byte[1024 * 1024];
            for (var left = zeros; left > 0; left -= block.Length)
            {
                stream.Write(block.AsSpan(0, (int)Math.Min(left, block.Length)));
            }
        }

        return memory.ToArray();
    }

    public static byte[] Bytes(int count, int seed = 1)
    {
        // Text, so that any length is a whole file.
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)('a' + random.Next(26)))];
    }

    public static byte[] WithChunk(byte[] png, string type, byte[] content)
    {
        var chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        Encoding.ASCII.GetBytes(type).CopyTo(chunk, 4);
        content.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), Crc(chunk.AsSpan(4, 4 + content.Length)));
        const int headerEnd = 33;
        return [.. png[..headerEnd], .. chunk, .. png[headerEnd..]];
    }

    private static byte[] Segment(byte marker, byte[] content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
