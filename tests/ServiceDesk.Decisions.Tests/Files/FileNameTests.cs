using ServiceDesk.Decisions.Files;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Files;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("photo.jpg", "photo.jpg")]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData("C:\\Users\\kim\\a.txt", "a.txt")]
    [InlineData("a\u200b.txt", "a.txt")]
    [InlineData("a\u202egpj.exe", "agpj.exe")]
    [InlineData("a.txt\0", "a.txt")]
    [InlineData("a.txt . . ", "a.txt")]
    [InlineData("...", "file")]
    [InlineData("", "file")]
    [InlineData("con.txt", "_con.txt")]
    [InlineData("COM¹.log", "_COM¹.log")]
    [InlineData("what?<is>|this*.md", "what__is__this_.md")]
    [InlineData("发票 2026.pdf", "发票 2026.pdf")]
    [InlineData("e\u0301.txt", "\u00e9.txt")]
    [InlineData("a\ud800.txt", "a.txt")]
    public void A_name_is_cleaned_of_what_is_not_seen_or_leads_elsewhere(string name, string clean) => FileNames.Clean(name).ShouldBe(clean);

    [Fact]
    public void A_long_name_keeps_its_ending()
    {
        var clean = FileNames.Clean(new string('x', 300) + ".docx");

        clean.Length.ShouldBe(FileNames.Longest);
        clean.ShouldEndWith(".docx");
    }

    [Theory]
    [InlineData("a.JPG", ".jpg")]
    [InlineData("a.tar.gz", ".gz")]
    [InlineData("noending", "")]
    [InlineData(".bashrc", "")]
    public void The_ending_is_what_follows_the_last_dot(string name, string ending) => FileNames.ExtensionOf(name).ShouldBe(ending);
}
