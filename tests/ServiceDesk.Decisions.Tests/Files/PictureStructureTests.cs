using System.Buffers.Binary;
using System.Text;
using ServiceDesk.Decisions.Files;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Files;

/// <summary>Pictures laid out by their standards: what is read of them, what is kept, and that no broken one is taken.</summary>
public sealed class PictureStructureTests
{
    private static readonly byte[] PngStart = [0x89, .. "PNG\r\n\u001a\n"u8];
    private static readonly byte[] Frame = [0xFF, 0xC0, 0, 11, 8, 0, 48, 1, 64, 1, 1, 0x11, 0];
    private static readonly byte[] Scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 0xFF, 0x00, 3, 0xFF, 0xD0, 4, 0xFF, 0xD7, 5];
    private static readonly byte[] JpegEnd = [0xFF, 0xD9];
    private static readonly byte[] GifImage = [0x2C, 0, 0, 0, 0, 3, 0, 2, 0, 0, 2, 2, 0x44, 0x01, 0];

    [Fact]
    public void A_png_keeps_header_palette_transparency_colour_and_data_only()
    {
        byte[][] kept = [Chunk("IHDR", Header(300, 200)), Chunk("gAMA", 4), Chunk("sRGB", 1), Chunk("PLTE", 6), Chunk("tRNS", 2), Chunk("IDAT", 9), Chunk("IDAT", 0), Chunk("IEND", 0)];
        byte[][] dropped = [Chunk("tEXt", 6), Chunk("zTXt", 6), Chunk("iTXt", 6), Chunk("tIME", 7), Chunk("eXIf", 8), Chunk("iCCP", 8), Chunk("acTL", 8), Chunk("fdAT", 8), Chunk("xxxx", 0)];
        var all = PngStart.Concat(kept[0]).Concat(dropped.SelectMany(d => d)).Concat(kept.Skip(1).SelectMany(k => k)).Concat("after"u8.ToArray()).ToArray();

        var picture = Picture.Read(FileKinds.Png, all).ShouldNotBeNull();

        (picture.Width, picture.Height, picture.Frames, picture.Orientation, picture.Progressive, picture.Pixels, picture.IsTurned).ShouldBe((300, 200, 1, 1, false, 60_000L, false));
        picture.Clean.ShouldBe([.. PngStart, .. kept.SelectMany(k => k)]);
    }

    [Fact]
    public void A_png_without_header_size_data_or_end_is_broken()
    {
        byte[] header = Chunk("IHDR", Header(3, 2)), data = Chunk("IDAT", 1), end = Chunk("IEND", 0);
        Png(header, data, end).ShouldNotBeNull();
        Png(header, end).ShouldBeNull();
        Png(header, data).ShouldBeNull();
        Png(data, end).ShouldBeNull();
        Png(Chunk("IHDR", 14), data, end).ShouldBeNull();
        Png(Chunk("IDAT", Header(3, 2)), data, end).ShouldBeNull();
        Png(Chunk("IHDR", Header(0, 2)), data, end).ShouldBeNull();
        Png(Chunk("IHDR", Header(3, 0)), data, end).ShouldBeNull();
        Png(Chunk("IHDR", Header(-3, 2)), data, end).ShouldBeNull();
        Png(Chunk("IHDR", Header(3, -2)), data, end).ShouldBeNull();
        Png(header, data, end[..11]).ShouldBeNull();
        Png(header, [0, 0, 0, 2, .. "IDAT"u8, 0, 0, 0, 0, 0]).ShouldBeNull();
        Png(header, [0xFF, 0xFF, 0xFF, 0xFF, .. "IDAT"u8, 0, 0, 0, 0], end).ShouldBeNull();
        Png(Chunk("IHDR", Header(1, 1)), data, end).ShouldNotBeNull();

        static Picture? Png(params byte[][] chunks) => Picture.Read(FileKinds.Png, [.. PngStart, .. chunks.SelectMany(c => c)]);
    }

    [Theory]
    [InlineData(0xC0, false)]
    [InlineData(0xC1, false)]
    [InlineData(0xC2, true)]
    public void A_jpeg_keeps_tables_frame_and_scans_and_drops_the_rest(int frame, bool progressive)
    {
        byte[] start = [0xFF, (byte)frame, .. Frame[2..]];
        byte[][] kept = [Segment(0xDB, 3), Segment(0xEE, 12), start, Segment(0xC4, 5), Segment(0xDD, 2), Scan, Segment(0xC4, 1), Scan];
        byte[][] dropped = [Segment(0xE0, 14), Segment(0xE1, "http://ns.adobe.com/xap"u8), Segment(0xE2, "MPF"u8), Segment(0xED, 5), Segment(0xEF, 0), Segment(0xFE, "secret"u8)];

        var picture = Jpeg([.. dropped, .. kept, JpegEnd, "after"u8.ToArray()]).ShouldNotBeNull();

        (picture.Width, picture.Height, picture.Frames, picture.Orientation, picture.Progressive).ShouldBe((320, 48, 1, 1, progressive));
        picture.Clean.ShouldBe([0xFF, 0xD8, .. kept.SelectMany(k => k), .. JpegEnd]);
    }

    [Fact]
    public void A_jpeg_may_have_fill_bytes_before_a_marker()
    {
        var picture = Jpeg([0xFF], Frame, [0xFF, 0xFF], Scan, JpegEnd).ShouldNotBeNull();
        picture.Clean.ShouldBe([0xFF, 0xD8, .. Frame, .. Scan, .. JpegEnd]);
        Jpeg([Frame, Scan, [0xFF], JpegEnd]).ShouldNotBeNull("before the last one, too");
    }

    [Fact]
    public void A_jpeg_keeps_its_colour_profile_up_to_64_KB_together()
    {
        byte[] Profile(int length) => Segment(0xE2, [.. "ICC_PROFILE\0"u8, .. new byte[length - 16]]);
        Jpeg(Profile(40_000), Profile(25_536), Frame, Scan, JpegEnd).ShouldNotBeNull().Clean.Length.ShouldBe(2 + 65_536 + Frame.Length + Scan.Length + 2);
        Jpeg(Profile(40_000), Profile(25_537), Frame, Scan, JpegEnd).ShouldNotBeNull().Clean.Length.ShouldBe(2 + 40_000 + Frame.Length + Scan.Length + 2);
    }

    [Fact]
    public void A_jpeg_that_contradicts_itself_or_ends_too_soon_is_broken()
    {
        Jpeg(Frame, Scan, JpegEnd).ShouldNotBeNull();
        Jpeg(Frame, Scan).ShouldBeNull();
        Jpeg(Frame, JpegEnd).ShouldBeNull();
        Jpeg(Scan, JpegEnd).ShouldBeNull();
        Jpeg(Scan, Frame, JpegEnd).ShouldBeNull();
        Jpeg(JpegEnd).ShouldBeNull();
        Jpeg(Frame, Frame, Scan, JpegEnd).ShouldBeNull();
        Jpeg([0xFF, 0xC0, 0, 7, 8, 0, 48, 0, 64], Scan, JpegEnd).ShouldBeNull();
        Jpeg([0xFF, 0xC0, 0, 8, 8, 0, 48, 0, 64, 1], Scan, JpegEnd).ShouldNotBeNull();
        Jpeg([.. Frame[..5], 0, 0, .. Frame[7..]], Scan, JpegEnd).ShouldBeNull();
        Jpeg([.. Frame[..7], 0, 0, .. Frame[9..]], Scan, JpegEnd).ShouldBeNull();
        Jpeg([0xFF, 0xC3, .. Frame[2..]], Scan, JpegEnd).ShouldBeNull();
        Jpeg([0xFF, 0xC9, .. Frame[2..]], Scan, JpegEnd).ShouldBeNull();
        Jpeg(Frame, [0xFF, 0xC3, .. Frame[2..]], Scan, JpegEnd).ShouldBeNull();
        Jpeg(Frame, Segment(0xF0, 4), Scan, JpegEnd).ShouldBeNull();
        Jpeg(Frame, [0x00], Scan, JpegEnd).ShouldBeNull();
        Jpeg(Frame, [0xFF, 0xFE, 0, 1], Scan, JpegEnd).ShouldBeNull();
        Jpeg(Frame, [0xFF, 0xFE, 0, 2], Scan, JpegEnd).ShouldNotBeNull();
        Jpeg(Frame, Scan, [0xFF, 0xFE, 0, 9, 1, 2, 3, 4, 5, 6]).ShouldBeNull();
        Jpeg(Frame, Scan[..10], [0xFF]).ShouldBeNull();
        Jpeg(Frame, Scan, [0xFF]).ShouldBeNull();
    }

    [Fact]
    public void A_jpeg_that_is_cut_anywhere_is_broken_and_no_fault()
    {
        byte[] whole = [0xFF, 0xD8, .. Segment(0xE0, 14), .. Frame, 0xFF, .. Scan, .. JpegEnd];
        Picture.Read(FileKinds.Jpeg, whole).ShouldNotBeNull();
        for (var length = 2; length < whole.Length; length++)
        {
            Picture.Read(FileKinds.Jpeg, whole.AsSpan(0, length)).ShouldBeNull($"cut at {length}");
        }
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 2, false)]
    [InlineData(4, 4, false)]
    [InlineData(5, 5, true)]
    [InlineData(8, 8, true)]
    [InlineData(9, 1, false)]
    [InlineData(0, 1, false)]
    public void How_the_camera_was_held_is_one_of_eight(int told, int read, bool turned)
    {
        byte[] other = [0x01, 0x0F, 0, 2, 0, 0, 0, 1, 0, 3, 0, 0];
        byte[] held = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)told, 0, 0];
        Held([.. "MM\0*"u8, 0, 0, 0, 10, 9, 9, 0, 2, .. other, .. held]).ShouldBe((read, turned));
        Held([.. "II*\0"u8, 10, 0, 0, 0, 9, 9, 2, 0, .. Swapped(other), .. Swapped(held)]).ShouldBe((read, turned));
    }

    [Fact]
    public void An_exif_that_makes_no_sense_says_nothing_and_breaks_nothing()
    {
        byte[] held = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0];
        Held([.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, .. held]).ShouldBe((6, true));
        Held([.. "XX\0*"u8, 0, 0, 0, 8, 0, 1, .. held]).ShouldBe((1, false));
        Held([.. "MM\0*"u8, 0, 0, 0, 8, 0, 0, .. held]).ShouldBe((1, false));
        Held([.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, .. held[..11]]).ShouldBe((1, false));
        Held([.. "MM\0*"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0, 1, .. held]).ShouldBe((1, false));
        Held([.. "MM\0*"u8, 0, 0, 0, 9, 0]).ShouldBe((1, false));
        Held([.. "MM\0*"u8, 0, 0, 0, 8, 0, 9]).ShouldBe((1, false));
        Held([.. "MM\0*"u8, 0, 0, 0, 8]).ShouldBe((1, false));
        Held([.. "MM\0*"u8, 0, 0, 0]).ShouldBe((1, false));
        Held([]).ShouldBe((1, false));
    }

    [Fact]
    public void A_gif_keeps_its_frames_their_times_and_the_repeats()
    {
        byte[] screen = [.. "GIF89a"u8, 3, 1, 2, 0, 0x81, 0, 0, .. new byte[12]];
        byte[] control = [0x21, 0xF9, 4, 0, 10, 0, 0, 0];
        byte[] loop = [0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0];
        byte[] old = [0x21, 0xFF, 11, .. "ANIMEXTS1.0"u8, 3, 1, 0, 0, 0];
        byte[] xmp = [0x21, 0xFF, 11, .. "XMP DataXMP"u8, 3, 1, 0, 0, 0];
        byte[] comment = [0x21, 0xFE, 2, 1, 1, 3, 2, 2, 2, 0];
        byte[] text = [0x21, 0x01, 1, 9, 0];
        byte[] own = [.. GifImage[..9], 0x82, .. new byte[24], .. GifImage[10..]];

        var picture = Picture.Read(FileKinds.Gif, [.. screen, .. loop, .. old, .. xmp, .. comment, .. control, .. GifImage, .. text, .. own, 0x3B, 7, 7]).ShouldNotBeNull();

        (picture.Width, picture.Height, picture.Frames, picture.Orientation, picture.Progressive).ShouldBe((259, 2, 2, 1, false));
        picture.Clean.ShouldBe([.. screen, .. loop, .. old, .. control, .. GifImage, .. own, 0x3B]);
    }

    [Fact]
    public void A_gif_without_size_frame_or_end_is_broken()
    {
        byte[] screen = [.. "GIF89a"u8, 3, 0, 2, 0, 0, 0, 0];
        Gif(screen, GifImage, [0x3B]).ShouldNotBeNull();
        Gif(screen, [0x3B]).ShouldBeNull();
        Gif(screen, GifImage).ShouldBeNull();
        Gif(screen).ShouldBeNull();
        Gif(screen[..12]).ShouldBeNull();
        Gif([.. "GIF89a"u8, 0, 0, 2, 0, 0, 0, 0], GifImage, [0x3B]).ShouldBeNull();
        Gif([.. "GIF89a"u8, 3, 0, 0, 0, 0, 0, 0], GifImage, [0x3B]).ShouldBeNull();
        Gif([.. "GIF89a"u8, 3, 0, 2, 0, 0x87, 0, 0], GifImage, [0x3B]).ShouldBeNull();
        Gif(screen, [0x00], GifImage, [0x3B]).ShouldBeNull();
        Gif(screen, GifImage[..10]).ShouldBeNull();
        Gif(screen, GifImage[..^1], [0x3B]).ShouldBeNull();
        Gif(screen, [0x21]).ShouldBeNull();
        Gif(screen, [0x21, 0xFE]).ShouldBeNull();

        static Picture? Gif(params byte[][] parts) => Picture.Read(FileKinds.Gif, [.. parts.SelectMany(p => p)]);
    }

    [Theory]
    [InlineData("VP8 ")]
    [InlineData("VP8L")]
    public void A_simple_webp_tells_its_size_by_its_one_picture(string type)
    {
        byte[] lossy = [0, 0, 0, 0x9D, 0x01, 0x2A, 0x2C, 0x41, 0xC8, 0x80];
        byte[] whole = [0x2F, .. Bits(299 | (199 << 14) | (1 << 28))];
        var chunk = Riff(type, type == "VP8 " ? lossy : whole);

        var picture = WebP(chunk).ShouldNotBeNull();

        (picture.Width, picture.Height, picture.Frames, picture.Orientation, picture.Progressive).ShouldBe((300, 200, 1, 1, false));
        picture.Clean.ShouldBe(Form(chunk));
    }

    [Fact]
    public void A_webp_keeps_pictures_and_animation_and_drops_what_else_it_says()
    {
        byte[] extended = [0x3E, 0, 0, 0, 0x2B, 0x01, 0x00, 0xC7, 0x00, 0x01];
        byte[] still = [0x12, .. extended[1..]];
        byte[] anim = Riff("ANIM", new byte[6]), alpha = Riff("ALPH", new byte[3]), one = Riff("ANMF", new byte[17]), two = Riff("ANMF", new byte[18]);

        var picture = WebP(Riff("VP8X", extended), Riff("ICCP", new byte[5]), anim, Riff("XXXX", []), one, two, alpha, Riff("EXIF", "secret"u8.ToArray()), Riff("XMP ", new byte[4])).ShouldNotBeNull();

        (picture.Width, picture.Height, picture.Frames).ShouldBe((300, 65_736, 2));
        picture.Clean.ShouldBe(Form(Riff("VP8X", still), anim, one, two, alpha));
        Picture.Read(FileKinds.WebP, [.. picture.Clean, .. "after"u8]).ShouldNotBeNull().Clean.ShouldBe(picture.Clean);
    }

    [Fact]
    public void A_webp_without_size_or_picture_or_with_lengths_that_lie_is_broken()
    {
        byte[] whole = Riff("VP8L", [0x2F, 0, 0, 0, 0]), extended = Riff("VP8X", new byte[10]);
        WebP(whole).ShouldNotBeNull().Width.ShouldBe(1);
        WebP(extended, whole).ShouldNotBeNull();
        WebP(Riff("ICCP", [.. Enumerable.Repeat((byte)2, 12)]), whole).ShouldNotBeNull().Width.ShouldBe(1, "a profile is no picture");
        WebP(extended).ShouldBeNull();
        WebP(extended, Riff("ALPH", new byte[2])).ShouldBeNull();
        WebP(Riff("VP8L", new byte[4])).ShouldBeNull();
        WebP(Riff("VP8X", new byte[8]), Riff("ANMF", new byte[2])).ShouldBeNull();
        WebP(Riff("VP8 ", new byte[9])).ShouldBeNull();
        WebP(Riff("VP8 ", new byte[10])).ShouldBeNull();
        WebP(Riff("VP8 ", [0, 0, 0, 0, 0, 0, 1, 0, 0, 0])).ShouldBeNull();
        WebP(Riff("ANMF", new byte[20])).ShouldBeNull();
        WebP(whole, [.. "VP8L"u8, 1, 0, 0, 0]).ShouldBeNull();
        WebP(whole, [.. "VP8L"u8, 0xFF, 0xFF, 0xFF, 0xFF]).ShouldBeNull();
        WebP(whole, [.. "EXIF"u8, 0, 0, 0, 0]).ShouldNotBeNull();
        WebP(whole, [.. "EXI"u8]).ShouldNotBeNull().Clean.ShouldBe(Form(whole));
        Picture.Read(FileKinds.WebP, [.. "RIFF"u8, 5, 0, 0, 0, .. "WEBP"u8]).ShouldBeNull();
        Picture.Read(FileKinds.WebP, [.. "RIFF"u8, 3, 0, 0, 0, .. "WEBP"u8, .. whole]).ShouldBeNull();
        Picture.Read(FileKinds.WebP, [.. Form(whole)[..^1]]).ShouldBeNull();
    }

    [Fact]
    public void A_webp_of_nothing_but_its_form_is_broken_and_no_fault() => WebP().ShouldBeNull();

    [Fact]
    public void What_is_no_picture_is_not_read_as_one() =>
        Should.Throw<ArgumentException>(() => Picture.Read(FileKinds.Pdf, [])).Message.ShouldStartWith("pdf is no picture");

    private static Picture? Jpeg(params byte[][] parts) => Picture.Read(FileKinds.Jpeg, [0xFF, 0xD8, .. parts.SelectMany(p => p)]);

    private static (int, bool) Held(byte[] tiff)
    {
        var picture = Jpeg(Segment(0xE1, [.. "Exif\0\0"u8, .. tiff]), Frame, Scan, JpegEnd).ShouldNotBeNull();
        var again = Picture.Read(FileKinds.Jpeg, picture.Clean).ShouldNotBeNull();
        again.Orientation.ShouldBe(picture.Orientation);
        picture.Clean.Length.ShouldBe(2 + (picture.Orientation == 1 ? 0 : 36) + Frame.Length + Scan.Length + 2);
        return (picture.Orientation, picture.IsTurned);
    }

    private static byte[] Swapped(byte[] e) => [e[1], e[0], e[3], e[2], e[7], e[6], e[5], e[4], e[9], e[8], e[11], e[10]];

    private static byte[] Segment(byte marker, int length) => Segment(marker, Enumerable.Repeat((byte)1, length).ToArray());

    private static byte[] Segment(byte marker, ReadOnlySpan<byte> content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Chunk(string type, int length) => Chunk(type, Enumerable.Repeat((byte)1, length).ToArray());

    private static byte[] Chunk(string type, byte[] content) => [0, 0, 0, (byte)content.Length, .. Encoding.ASCII.GetBytes(type), .. content, 1, 2, 3, 4];

    private static byte[] Header(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        return header;
    }

    private static byte[] Riff(string type, byte[] content) => [.. Encoding.ASCII.GetBytes(type), .. Bits(content.Length), .. content, .. new byte[content.Length % 2]];

    private static byte[] Form(params byte[][] chunks)
    {
        byte[] body = [.. chunks.SelectMany(c => c)];
        return [.. "RIFF"u8, .. Bits(body.Length + 4), .. "WEBP"u8, .. body];
    }

    private static Picture? WebP(params byte[][] chunks) => Picture.Read(FileKinds.WebP, Form(chunks));

    private static byte[] Bits(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];
}
