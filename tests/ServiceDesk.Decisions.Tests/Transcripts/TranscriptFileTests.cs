using System.Text.RegularExpressions;
using ServiceDesk.Decisions.Transcripts;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Transcripts;

public sealed partial class TranscriptFileTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_text_tells_who_said_what_when()
    {
        var text = TranscriptFile.Text(Of("Shop", ("You", "Hello\nthere"), ("Ana", null), ("Bot", "怎样退货？")));
        text.ShouldBe(
            "Chat transcript\nWith: Shop\nStarted: 2026-05-01 10:00:00 UTC\nEnded: 2026-05-01 11:00:00 UTC\n\n"
            + "[2026-05-01 10:00:00] You: Hello\n    there\n[2026-05-01 10:00:00] Ana: [Message removed]\n[2026-05-01 10:00:00] Bot: 怎样退货？\n");
        TranscriptFile.Text(Of("Shop")).ShouldEndWith("Nothing was said.\n");
        TranscriptFile.Html(Of("Shop", ("Bot", "怎样退货？"))).ShouldContain("<p dir=\"auto\">怎样退货？</p>");
    }

    [Fact]
    public void The_words_are_those_of_the_readers_language()
    {
        TranscriptWords.Of("zh-Hans-CN").ShouldBe(TranscriptWords.Chinese);
        TranscriptWords.Of("fr").ShouldBe(TranscriptWords.English);
        TranscriptWords.Of(null).ShouldBe(TranscriptWords.English);
    }

    [Theory]
    [InlineData("Shop\r\nBcc: all@mail.test")]
    [InlineData("Shop\nX: 1")]
    [InlineData("Shop\u2028X")]
    [InlineData("Shop\0X")]
    [InlineData("\u202EpohS")]
    public void Case_R63_names_cannot_begin_a_line_of_their_own(string name)
    {
        var transcript = Of(name, (name, "Hello"));
        TranscriptFile.Subject(transcript).ShouldAllBe(c => !char.IsControl(c) && c != '\u2028' && c != '\u202E');
        TranscriptFile.Text(transcript).Split('\n').Length.ShouldBe(TranscriptFile.Text(Of("Shop", ("Ana", "Hello"))).Split('\n').Length);
    }

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("</bdi><script>alert(1)</script>")]
    [InlineData("\"><svg onload=alert(1)>")]
    [InlineData("<!--")]
    public void Case_R64_names_with_markup_are_text(string name)
    {
        var html = TranscriptFile.Html(Of(name, (name, name)));
        Tags(html).ShouldBe(Tags(TranscriptFile.Html(Of("Shop", ("Ana", "Hello")))));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("<img src=\"http://127.0.0.1:9/x.png\">")]
    [InlineData("<style>@import url(http://127.0.0.1:9/x.css)</style>")]
    [InlineData("<svg><use href=\"http://127.0.0.1:9/x.svg#a\"/></svg>")]
    [InlineData("![x](http://127.0.0.1:9/x.png)")]
    public void Case_R75_nothing_in_a_transcript_is_loaded_from_anywhere(string text)
    {
        var html = TranscriptFile.Html(Of(text, (text, text)));
        Tags(html).ShouldBe(Tags(TranscriptFile.Html(Of("Shop", ("Ana", "Hello")))));
        Tags(html).ShouldAllBe(tag => !tag.Contains(" src=", StringComparison.Ordinal) && !tag.Contains(" href=", StringComparison.Ordinal));
        html.ShouldContain("content=\"default-src 'none'; style-src 'unsafe-inline'\"");
        Style().Match(html).Value.ShouldNotContain("url(");
    }

    private static Transcript Of(string with, params (string Speaker, string? Text)[] lines) => new(
        with, At, At.AddHours(1), "UTC", TranscriptWords.English, [.. lines.Select(l => new TranscriptLine(At, l.Speaker, false, l.Text))]);

    private static List<string> Tags(string html) => [.. Tag().Matches(html).Select(m => m.Value)];

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex("<style>.*?</style>", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Style();
}
