using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ServiceDesk.Decisions.Transcripts;

/// <summary>A transcript as a file. Names and texts are people's: in HTML every sign of theirs is text, and nothing is loaded from anywhere.</summary>
public static class TranscriptFile
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1c1f26;background:#fff}"
        + "dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0 0 1.5rem}dt{color:#555c6b}dd{margin:0}"
        + "ol{list-style:none;margin:0;padding:0}li{margin:0 0 1rem}p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}"
        + ".who{font-weight:600}time{color:#555c6b;margin-inline-start:.5rem;font-size:.85em}.gone{font-style:italic;color:#555c6b}"
        + ".with{padding-inline-start:.6rem;border-inline-start:3px solid #c3c9d4}"
        + "@media screen and (prefers-color-scheme:dark){body{color:#e8eaf0;background:#15181e}dt,time,.gone{color:#a8b0c0}}";

    // Letters of every script stay as they are; what has a meaning in HTML does not.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>One line per message, further lines of it set in.</summary>
    public static string Text(Transcript transcript)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        var words = transcript.Words;
        var file = new StringBuilder()
            .Append(words.Title).Append('\n')
            .Append(words.With).Append(": ").Append(OneLine(transcript.With)).Append('\n')
            .Append(words.Started).Append(": ").Append(Instant(transcript.StartedAt)).Append(' ').Append(transcript.Zone).Append('\n');
        if (transcript.EndedAt is { } ended)
        {
            file.Append(words.Ended).Append(": ").Append(Instant(ended)).Append(' ').Append(transcript.Zone).Append('\n');
        }

        file.Append('\n');
        foreach (var line in transcript.Lines)
        {
            string[] parts = line.Removed
                ? [$"[{words.Removed}]"]
                : [.. line.Text is { } text ? [Lines(text)] : Array.Empty<string>(), .. line.Enclosed.Select(e => $"[{OneLine(e)}]")];
            var said = string.Join('\n', parts).Replace("\n", "\n    ", StringComparison.Ordinal);
            file.Append('[').Append(Instant(line.At)).Append("] ").Append(OneLine(line.Speaker)).Append(": ").Append(said).Append('\n');
        }

        return transcript.Lines.Count == 0 ? file.Append(words.Nothing).Append('\n').ToString() : file.ToString();
    }

    /// <summary>A document that stands alone.</summary>
    public static string Html(Transcript transcript)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        var words = transcript.Words;
        var html = new StringBuilder()
            .Append("<!doctype html>\n<html lang=\"").Append(words.Language).Append("\"><head><meta charset=\"utf-8\">")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width\"><title>").Append(Sign(words.Title)).Append("</title><style>").Append(Style)
            .Append("</style></head>\n<body><main><h1>").Append(Sign(words.Title)).Append("</h1>\n<dl>");
        Fact(html, words.With, transcript.With);
        Fact(html, words.Started, $"{Instant(transcript.StartedAt)} {transcript.Zone}");
        if (transcript.EndedAt is { } ended)
        {
            Fact(html, words.Ended, $"{Instant(ended)} {transcript.Zone}");
        }

        html.Append("</dl>\n<ol>\n");
        foreach (var line in transcript.Lines)
        {
            html.Append("<li><span class=\"who\"><bdi>").Append(Sign(OneLine(line.Speaker))).Append("</bdi></span><time>").Append(Instant(line.At)).Append("</time>")
                .Append(line.Text is { } text ? $"<p dir=\"auto\">{Sign(Lines(text))}</p>" : "")
                .AppendJoin("", line.Enclosed.Select(e => $"<p class=\"with\" dir=\"auto\">{Sign(OneLine(e))}</p>"))
                .Append(line.Removed ? $"<p class=\"gone\">{Sign(words.Removed)}</p>" : "").Append("</li>\n");
        }

        html.Append("</ol>");
        return (transcript.Lines.Count == 0 ? html.Append("<p>").Append(Sign(words.Nothing)).Append("</p>") : html).Append("</main></body></html>\n").ToString();
    }

    /// <summary>The subject of the mail that carries it: one line, whatever the name.</summary>
    public static string Subject(Transcript transcript)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        return OneLine(string.Format(CultureInfo.InvariantCulture, transcript.Words.Subject, transcript.With));
    }

    /// <summary>A text without line ends and other signs that steer.</summary>
    public static string OneLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join(' ', new string([.. text.Select(c => IsSteering(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    // Overrides of direction could make one speaker's line look like another's.
    private static bool IsSteering(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' || c is >= '\u202A' and <= '\u202E' || c is >= '\u2066' and <= '\u2069';

    private static string Lines(string text) =>
        new([.. text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !IsSteering(c))]);

    private static void Fact(StringBuilder html, string name, string value) =>
        html.Append("<dt>").Append(Sign(name)).Append("</dt><dd>").Append(Sign(OneLine(value))).Append("</dd>");

    private static string Sign(string text) => Encoder.Encode(text);

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
