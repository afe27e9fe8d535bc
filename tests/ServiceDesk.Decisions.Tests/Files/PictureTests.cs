using System.Text;
using CsCheck;
using ServiceDesk.Decisions.Files;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Files;

public sealed class PictureTests
{
    private static readonly FileKind[] Pictures = [FileKinds.Png, FileKinds.Jpeg, FileKinds.Gif, FileKinds.WebP];

    [Fact]
    public void A_gif_keeps_frames_and_times_and_loses_its_comment_and_what_follows_its_end()
    {
        byte[] gif =
        [
            .. "GIF89a"u8, 3, 0, 2, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255,
            0x21, 0xFE, 6, .. "secret"u8, 0,
            0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 3, 0, 2, 0, 0, 2, 2, 0x44, 0x01, 0,
            0x3B, .. "secret"u8,
        ];

        var picture = Picture.Read(FileKinds.Gif, gif).ShouldNotBeNull();

        (picture.Width, picture.Height, picture.Frames).ShouldBe((3, 2, 1));
        Encoding.Latin1.GetString(picture.Clean).ShouldNotContain("secret");
        picture.Clean.Length.ShouldBe(gif.Length - 10 - 6);
        Picture.Read(FileKinds.Gif, picture.Clean).ShouldNotBeNull().Clean.ShouldBe(picture.Clean);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_jpeg_keeps_how_the_camera_was_held_and_nothing_else_of_its_exif(bool little)
    {
        byte[] tiff = little
            ? [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, .. "secret"u8]
            : [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, .. "secret"u8];
        byte[] jpeg =
        [
            0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(2 + 6 + tiff.Length), .. "Exif\0\0"u8, .. tiff, 0xFF, 0xFE, 0, 8, .. "secret"u8,
            0xFF, 0xC0, 0, 11, 8, 0, 48, 0, 64, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 0xFF, 0x00, 3, 0xFF, 0xD0, 4, 0xFF, 0xD9, .. "secret"u8,
        ];

        var picture = Picture.Read(FileKinds.Jpeg, jpeg).ShouldNotBeNull();

        (picture.Width, picture.Height, picture.Orientation, picture.IsTurned).ShouldBe((64, 48, 6, true));
        Encoding.Latin1.GetString(picture.Clean).ShouldNotContain("secret");
        Picture.Read(FileKinds.Jpeg, picture.Clean).ShouldNotBeNull().ShouldSatisfyAllConditions(
            again => again.Orientation.ShouldBe(6), again => again.Clean.ShouldBe(picture.Clean));
    }

    [Fact]
    public void Bytes_of_any_kind_are_a_picture_or_none_and_never_a_fault() =>
        Gen.Select(Gen.OneOfConst(Pictures), Gen.Byte.Array[0, 200]).Sample((kind, bytes) =>
        {
            byte[] file = kind.Id switch
            {
                "png" => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. bytes],
                "jpeg" => [0xFF, 0xD8, 0xFF, .. bytes],
                "gif" => [.. "GIF89a"u8, .. bytes],
                _ => [.. "RIFF"u8, (byte)(bytes.Length + 4), 0, 0, 0, .. "WEBP"u8, .. bytes],
            };
            var picture = Picture.Read(kind, file);
            return picture is null || (picture.Width > 0 && picture.Height > 0 && picture.Clean.Length <= file.Length + 64);
        });
}
