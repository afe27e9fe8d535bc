using System.Text;
using ServiceDesk.Decisions.Files;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Files;

/// <summary>Each kind by its signature, as its own standard gives it, and what it is served as.</summary>
public sealed class FileKindTests
{
    private const string Word = "application/vnd.openxmlformats-officedocument.";
    private const string Open = "application/vnd.oasis.opendocument.";

    public static TheoryData<string, string, string, bool, bool> Kinds => new()
    {
        { "png", "image/png", ".png", true, true },
        { "jpeg", "image/jpeg", ".jpg .jpeg .jfif", true, true },
        { "gif", "image/gif", ".gif", true, true },
        { "webp", "image/webp", ".webp", true, true },
        { "pdf", "application/pdf", ".pdf", false, false },
        { "mp4", "video/mp4", ".mp4 .m4v", true, false },
        { "m4a", "audio/mp4", ".m4a .mp4", true, false },
        { "webm", "video/webm", ".webm", true, false },
        { "weba", "audio/webm", ".weba .webm", true, false },
        { "mp3", "audio/mpeg", ".mp3", true, false },
        { "ogg", "audio/ogg", ".ogg .oga .opus", true, false },
        { "wav", "audio/wav", ".wav", true, false },
        { "text", "text/plain", ".txt .log .csv .md", false, false },
        { "zip", "application/zip", ".zip", false, false },
        { "docx", Word + "wordprocessingml.document", ".docx", false, false },
        { "xlsx", Word + "spreadsheetml.sheet", ".xlsx", false, false },
        { "pptx", Word + "presentationml.presentation", ".pptx", false, false },
        { "odt", Open + "text", ".odt", false, false },
        { "ods", Open + "spreadsheet", ".ods", false, false },
        { "odp", Open + "presentation", ".odp", false, false },
    };

    /// <summary>Beginning, name, the sender's type, kind.</summary>
    public static TheoryData<string, string, string, string?> Beginnings
    {
        get
        {
            var data = new TheoryData<string, string, string, string?>
            {
                { "\u0089PNG\r\n\u001a\n", "a.png", "", "png" },
                { "\u0089PNG\r\n\u001a", "a.png", "", null },
                { "\u0089PNG\n\u001a\n\n", "a.png", "", null },
                { "\u00ff\u00d8\u00ff\u00e0", "a.jfif", "", "jpeg" },
                { "\u00ff\u00d8\u00ff", "a.JPEG", "", "jpeg" },
                { "\u00ff\u00d8", "a.jpg", "", null },
                { "GIF87a", "a.gif", "", "gif" },
                { "GIF88a", "a.gif", "", null },
                { "RIFF\u0001\u0001\u0001\u0001WEBP", "a.webp", "", "webp" },
                { "RIFF\u0001\u0001\u0001\u0001WEBP", "a.wav", "", null },
                { "RIFX\u0001\u0001\u0001\u0001WEBP", "a.webp", "", null },
                { "RIFF\u0001\u0001\u0001\u0001WEB", "a.webp", "", null },
                { "\u001aE\u00df\u00a3\u0001B\u0082\u0084webm", "a.webm", "video/webm", "webm" },
                { "\u001aE\u00df\u00a3\u0001B\u0082\u0084webm", "a.webm", "Audio/WebM ;codecs=opus", "weba" },
                { "\u001aE\u00df\u00a3\u0001B\u0082\u0084webm", "a.webm", "", "webm" },
                { "\u001aE\u00df\u00a3\u0001B\u0082\u0084webm", "a.weba", "video/webm", "weba" },
                { "\u001aE\u00df\u00a3\u0001B\u0082\u0088matroska", "a.webm", "", null },
                { "\u001aE\u00df\u00a3" + new string('\u0001', 56) + "webm", "a.webm", "", "webm" },
                { "\u001aE\u00df\u00a3" + new string('\u0001', 57) + "webm", "a.webm", "", null },
                { "\u001aE\u00df\u00a4\u0001webm", "a.webm", "", null },
                { "OggS", "a.opus", "", "ogg" },
                { "OggS", "a.oga", "", "ogg" },
                { "\u00ff\u00fb\u0090", "a.mp3", "", "mp3" },
                { "\u00ff\u00f3\u0090", "a.mp3", "", "mp3" },
                { "\u00ff\u00f2\u0090", "a.mp3", "", "mp3" },
                { "\u00ff\u00fa\u0090", "a.mp3", "", "mp3" },
                { "\u00ff\u00f1\u0090", "a.mp3", "", null },
                { "\u0001\u0001\u0001 ftypisom", "a.m4v", "", "mp4" },
                { "\u0001\u0001\u0001 ftypqt  ", "a.mp4", "", null },
                { "\u0001\u0001\u0001 ftyp", "a.mp4", "", null },
                { "\u0001\u0001\u0001 moovisom", "a.mp4", "", null },
                { "PK\u0003\u0004", "a.zip", "", "zip" },
                { "PK\u0005\u0006", "a.zip", "", null },
                { "PK\u0003\u0004", "a.docx", "", null },
                { "name,value\r\n\tx\f", "a.csv", "", "text" },
                { "# A", "a.md", "", "text" },
                { "x", "a.log", "", "text" },
                { "x\u0000", "a.log", "", null },
                { "x\u007f", "a.log", "", null },
                { "x\u001f", "a.log", "", null },
                { "x\u000b", "a.log", "", null },
            };
            foreach (var brand in (string[])["isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "dash", "M4V ", "M4A ", "MSNV", "mmp4"])
            {
                data.Add($"\u0001\u0001\u0001 ftyp{brand}", "a.mp4", "", "mp4");
            }

            foreach (var kind in (string[])["docx", "xlsx", "pptx"])
            {
                data.Add("PK\u0003\u0004 [Content_Types].xml", "a." + kind, "", kind);
                data.Add("PK\u0003\u0004 _rels/.rels", "a." + kind, "", kind);
            }

            foreach (var (kind, type) in (ReadOnlySpan<(string, string)>)[("odt", "text"), ("ods", "spreadsheet"), ("odp", "presentation")])
            {
                data.Add("PK\u0003\u0004 mimetype" + Open + type, "a." + kind, "", kind);
                data.Add("PK\u0003\u0004 " + Open + type, "a." + kind, "", null);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_is_served_as_its_own_type_in_place_or_to_be_saved(string id, string type, string endings, bool inline, bool picture)
    {
        var kind = FileKinds.All.Single(k => k.Id == id);
        (kind.MediaType, string.Join(' ', kind.Extensions), kind.Inline, kind.Picture).ShouldBe((type, endings, inline, picture));
        FileKinds.All.Count.ShouldBe(20);
    }

    [Theory]
    [MemberData(nameof(Beginnings))]
    public void A_kind_is_told_by_its_first_bytes(string head, string name, string declared, string? kind) =>
        (FileContent.KindOf(Encoding.Latin1.GetBytes(head), name, declared, FileKinds.All)?.Id).ShouldBe(kind);

    [Fact]
    public void Only_the_beginning_is_looked_at()
    {
        byte[] Archive(int before) => [.. "PK\u0003\u0004"u8, .. new byte[before], .. "[Content_Types].xml"u8];
        FileContent.KindOf(Archive(4_096 - 4 - 19), "a.docx", "", FileKinds.All).ShouldBe(FileKinds.Docx);
        FileContent.KindOf(Archive(4_096 - 4 - 18), "a.docx", "", FileKinds.All).ShouldBeNull();
        FileContent.KindOf([.. Enumerable.Repeat((byte)'a', 4_096), 0], "a.txt", "", FileKinds.All).ShouldBe(FileKinds.Text);
        FileContent.KindOf([.. Enumerable.Repeat((byte)'a', 4_095), 0], "a.txt", "", FileKinds.All).ShouldBeNull();
    }

    [Fact]
    public void Text_is_told_piece_by_piece_however_long_a_piece_is()
    {
        var text = new PlainText();
        text.Takes(Encoding.UTF8.GetBytes(new string('ü', 1_000)), isEnd: false).ShouldBeTrue();
        text.Takes([0xC3], isEnd: false).ShouldBeTrue();
        text.Takes([0x28], isEnd: false).ShouldBeFalse();
    }

    [Theory]
    [InlineData("CON")]
    [InlineData("prn.txt")]
    [InlineData("AUX.a.b")]
    [InlineData("nul .txt")]
    [InlineData("CLOCK$")]
    [InlineData("CONIN$")]
    [InlineData("CONOUT$")]
    [InlineData("COM0")]
    [InlineData("COM1")]
    [InlineData("COM2")]
    [InlineData("COM3")]
    [InlineData("COM4")]
    [InlineData("COM5")]
    [InlineData("COM6")]
    [InlineData("COM7")]
    [InlineData("COM8")]
    [InlineData("COM9")]
    [InlineData("COM¹")]
    [InlineData("COM²")]
    [InlineData("COM³")]
    [InlineData("LPT0")]
    [InlineData("LPT1")]
    [InlineData("LPT2")]
    [InlineData("LPT3")]
    [InlineData("LPT4")]
    [InlineData("LPT5")]
    [InlineData("LPT6")]
    [InlineData("LPT7")]
    [InlineData("LPT8")]
    [InlineData("LPT9")]
    [InlineData("LPT¹")]
    [InlineData("LPT²")]
    [InlineData("LPT³")]
    public void No_name_is_that_of_a_device(string name) => FileNames.Clean(name).ShouldBe("_" + name);

    [Theory]
    [InlineData("CONSOLE.txt", "CONSOLE.txt")]
    [InlineData("a\u2044b.txt", "b.txt")]
    [InlineData("a\u2215b.txt", "b.txt")]
    [InlineData("a\uff0fb.txt", "b.txt")]
    [InlineData("a\uff3cb.txt", "b.txt")]
    [InlineData("a\u00a0b\u3000c.txt", "a b c.txt")]
    [InlineData("a\u2028b\u2029c.txt", "abc.txt")]
    [InlineData("a\ue000b\u0378c\ufffdd.txt", "abcd.txt")]
    [InlineData("<>:\"|?*.txt", "_______.txt")]
    [InlineData(" . .a", "a")]
    public void A_name_has_nothing_that_is_not_seen_or_that_no_file_system_takes(string name, string clean) => FileNames.Clean(name).ShouldBe(clean);

    [Fact]
    public void A_name_of_120_is_kept_and_a_longer_one_is_cut_between_characters_and_before_its_ending()
    {
        FileNames.Clean(new string('x', 116) + ".txt").ShouldBe(new string('x', 116) + ".txt");
        FileNames.Clean(new string('x', 117) + ".txt").ShouldBe(new string('x', 116) + ".txt");
        FileNames.Clean(new string('x', 115) + "😀.txt").ShouldBe(new string('x', 115) + ".txt");
        FileNames.Clean(new string('x', 114) + "😀x.txt").ShouldBe(new string('x', 114) + "😀.txt");
        FileNames.Clean(new string('x', 110) + " . . . y.txt").ShouldBe(new string('x', 110) + ".txt");
        FileNames.Clean("a." + new string('y', 300)).ShouldBe("a." + new string('y', 118));
    }

    [Theory]
    [InlineData("a.123456789", ".123456789")]
    [InlineData("a.1234567890", "")]
    public void An_ending_has_at_most_nine_characters(string name, string ending) => FileNames.ExtensionOf(name).ShouldBe(ending);
}
