using System.Text;
using ServiceDesk.Decisions.Files;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Files;

public sealed class FileContentTests
{
    public static TheoryData<string, string, string, string?> Files => new()
    {
        { "%PDF-1.7", "a.pdf", "", "pdf" },
        { "%PDF-1.7", "a.txt", "", null },
        { "<html>", "a.html", "text/html", null },
        { "<html>", "a.txt", "text/html", "text" },
        { "GIF89a", "a.gif", "", "gif" },
        { "GIF89a", "a.png", "image/png", null },
        { "OggS", "a.ogg", "", "ogg" },
        { "ID3\u0004", "a.mp3", "", "mp3" },
        { "RIFF\u0001\u0001\u0001\u0001WAVE", "a.wav", "", "wav" },
        { "RIFF\u0001\u0001\u0001\u0001AVI ", "a.wav", "", null },
        { "\u0001\u0001\u0001 ftypisom", "a.mp4", "video/mp4", "mp4" },
        { "\u0001\u0001\u0001 ftypisom", "a.mp4", "audio/mp4; codecs=x", "m4a" },
        { "\u0001\u0001\u0001 ftypM4A ", "a.m4a", "", "m4a" },
        { "\u0001\u0001\u0001 ftypheic", "a.mp4", "", null },
        { "PK\u0003\u0004mimetypeapplication/vnd.oasis.opendocument.text", "a.odt", "", "odt" },
        { "PK\u0003\u0004mimetypeapplication/vnd.oasis.opendocument.text", "a.ods", "", null },
        { "MZ\u0090", "a.txt", "text/plain", null },
        { "", "a.txt", "", "text" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void The_kind_is_what_content_and_ending_agree_on(string head, string name, string declared, string? kind) =>
        (FileContent.KindOf(Encoding.Latin1.GetBytes(head), name, declared, FileKinds.All)?.Id).ShouldBe(kind);

    [Fact]
    public void A_kind_that_the_desk_does_not_take_is_none() =>
        FileContent.KindOf("%PDF-1.7"u8, "a.pdf", "", [FileKinds.Png]).ShouldBeNull();

    [Fact]
    public void Text_may_be_cut_in_the_middle_of_a_character_but_not_end_there()
    {
        var bytes = Encoding.UTF8.GetBytes("发票");
        var text = new PlainText();
        text.Takes(bytes.AsSpan(0, 4), isEnd: false).ShouldBeTrue();
        text.Takes(bytes.AsSpan(4), isEnd: true).ShouldBeTrue();

        new PlainText().Takes(bytes.AsSpan(0, 4), isEnd: true).ShouldBeFalse();
        new PlainText().Takes([0x41, 0x00], isEnd: true).ShouldBeFalse();
        new PlainText().Takes([0xC0, 0xAF], isEnd: true).ShouldBeFalse();
    }
}
