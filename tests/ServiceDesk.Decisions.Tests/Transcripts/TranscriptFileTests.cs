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
    public void What_came_with_the_words_is_named_and_is_not_taken_for_removed()
    {
        var transcript = Of("Shop", ("You", null), ("Ana", "Look\nhere"));
        transcript = transcript with
        {
            Lines = [transcript.Lines[0] with { Enclosed = ["File: a<b.pdf", "File: c.png"] }, transcript.Lines[1] with { Enclosed = ["Product: Oolong\n12 €"] }],
        };
        TranscriptFile.Text(transcript).ShouldEndWith(
            "] You: [File: a<b.pdf]\n    [File: c.png]\n[2026-05-01 10:00:00] Ana: Look\n    here\n    [Product: Oolong 12 €]\n");
        var html = TranscriptFile.Html(transcript);
        html.ShouldContain("</time><p class=\"with\" dir=\"auto\">File: a&lt;b.pdf</p><p class=\"with\" dir=\"auto\">File: c.png</p></li>");
        html.ShouldContain("<p dir=\"auto\">Look&#xA;here</p><p class=\"with\" dir=\"auto\">Product: Oolong 12 €</p></li>");
        html.ShouldNotContain("Message removed");
        (TranscriptWords.Chinese.File, TranscriptWords.Chinese.Product, TranscriptWords.Chinese.Order).ShouldBe(("文件", "商品", "订单"));
    }

    [Fact]
    public void The_words_are_those_of_the_readers_language()
    {
        TranscriptWords.Of("zh-Hans-CN").ShouldBe(TranscriptWords.Chinese);
        TranscriptWords.Of("fr").ShouldBe(TranscriptWords.English);
        TranscriptWords.Of(null).ShouldBe(TranscriptWords.English);
    }

    [Fact]
    public void A_document_stands_alone_and_names_who_when_and_what()
    {
        var transcript = Of("Shop & Co", ("You", "a < b\r\n\tc\u0007\u2066"), ("Ana \n B", null)) with { Zone = "Europe/Berlin" };
        Style().Replace(TranscriptFile.Html(transcript), "<style></style>").ShouldBe(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
            + "<meta name=\"viewport\" content=\"width=device-width\"><title>Chat transcript</title><style></style></head>\n"
            + "<body><main><h1>Chat transcript</h1>\n<dl><dt>With</dt><dd>Shop &amp; Co</dd><dt>Started</dt><dd>2026-05-01 10:00:00 Europe/Berlin</dd>"
            + "<dt>Ended</dt><dd>2026-05-01 11:00:00 Europe/Berlin</dd></dl>\n<ol>\n"
            + "<li><span class=\"who\"><bdi>You</bdi></span><time>2026-05-01 10:00:00</time><p dir=\"auto\">a &lt; b&#xA;&#x9;c</p></li>\n"
            + "<li><span class=\"who\"><bdi>Ana B</bdi></span><time>2026-05-01 10:00:00</time><p class=\"gone\">Message removed</p></li>\n"
            + "</ol></main></body></html>\n");
        var empty = TranscriptFile.Html(Of("Shop") with { EndedAt = null });
        empty.ShouldContain("</dd></dl>\n<ol>\n</ol><p>Nothing was said.</p></main></body></html>\n");
        empty.ShouldNotContain("Ended");
        foreach (var rule in (string[])["max-width:44rem", "dl{display:grid", "ol{list-style:none", "white-space:pre-wrap", ".who{font-weight:600}", ".gone{font-style:italic"])
        {
            Style().Match(empty).Value.ShouldContain(rule);
        }
    }

    [Fact]
    public void A_transcript_in_Chinese_has_Chinese_words_around_it()
    {
        var transcript = Of("商店", ("您", null)) with { Words = TranscriptWords.Of("ZH"), EndedAt = null };
        TranscriptFile.Text(transcript).ShouldBe("聊天记录\n对方: 商店\n开始时间: 2026-05-01 10:00:00 UTC\n\n[2026-05-01 10:00:00] 您: [消息已撤回]\n");
        TranscriptFile.Text(Of("商店") with { Words = TranscriptWords.Chinese }).ShouldEndWith("\n结束时间: 2026-05-01 11:00:00 UTC\n\n没有聊天内容。\n");
        TranscriptFile.Subject(transcript).ShouldBe("您与 商店 的聊天记录");
        TranscriptFile.Html(transcript).ShouldStartWith("<!doctype html>\n<html lang=\"zh-CN\">");
        (TranscriptWords.Chinese.You, TranscriptWords.Chinese.Service).ShouldBe(("您", "客服"));
        (TranscriptWords.English.You, TranscriptWords.English.Service, TranscriptFile.Subject(Of("Shop"))).ShouldBe(("You", "Service", "Your chat with Shop"));
        TranscriptWords.Of("zhx").ShouldBe(TranscriptWords.English);
    }

    [Theory]
    [InlineData('\u2028')]
    [InlineData('\u2029')]
    [InlineData('\u202A')]
    [InlineData('\u202E')]
    [InlineData('\u2066')]
    [InlineData('\u2069')]
    [InlineData('\u0085')]
    public void Signs_that_steer_are_taken_out(char sign)
    {
        TranscriptFile.OneLine($"  a{sign}{sign}b ").ShouldBe("a b");
        TranscriptFile.Text(Of("Shop", ("Ana", $"x{sign}y"))).ShouldEndWith(sign is '\u2028' or '\u2029' or '\u0085' ? "Ana: x\n    y\n" : "Ana: xy\n");
        TranscriptFile.OneLine("a\u2027\u202F\u2065\u206Ab").ShouldBe("a\u2027\u202F\u2065\u206Ab");
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
