using System.Net;
using System.Text;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.LinkPreviews;

/// <summary>Reads what a page says of itself in its head: one pass over the text, no pattern that could run away.</summary>
internal static class PageSummary
{
    private const int LongestTitle = 200;
    private const int LongestDescription = 400;
    private const int MostTags = 2_000;

    public static LinkPreview Of(Uri url, string html)
    {
        var (title, facts) = ((string?)null, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
        var at = 0;
        for (var tags = 0; tags < MostTags; tags++)
        {
            var open = html.IndexOf('<', at);
            var close = open < 0 ? -1 : html.IndexOf('>', open);
            if (close < 0)
            {
                break;
            }

            var tag = html.AsSpan(open + 1, close - open - 1);
            at = close + 1;
            if (IsTag(tag, "title") && title is null)
            {
                var end = html.IndexOf("</title", at, StringComparison.OrdinalIgnoreCase);
                title = end < 0 ? null : html[at..end];
            }
            else if (IsTag(tag, "meta"))
            {
                Meta(tag, facts);
            }
            else if (IsTag(tag, "body"))
            {
                break;
            }
        }

        return new LinkPreview(
            url.AbsoluteUri,
            Clean(facts.GetValueOrDefault("og:site_name"), LongestTitle),
            Clean(facts.GetValueOrDefault("og:title") ?? title, LongestTitle),
            Clean(facts.GetValueOrDefault("og:description") ?? facts.GetValueOrDefault("description"), LongestDescription));
    }

    private static bool IsTag(ReadOnlySpan<char> tag, string name) =>
        tag.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (tag.Length == name.Length || char.IsWhiteSpace(tag[name.Length]) || tag[name.Length] == '/');

    private static void Meta(ReadOnlySpan<char> tag, Dictionary<string, string> facts)
    {
        if ((Attribute(tag, "property") ?? Attribute(tag, "name")) is { } name && Attribute(tag, "content") is { } content)
        {
            facts.TryAdd(name, content);
        }
    }

    private static string? Attribute(ReadOnlySpan<char> tag, string name)
    {
        for (var from = 0; ;)
        {
            var found = tag[from..].IndexOf(name, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return null;
            }

            var at = from + found;
            from = at + name.Length;
            var rest = tag[from..].TrimStart();
            if (at == 0 || !char.IsWhiteSpace(tag[at - 1]) || rest.Length == 0 || rest[0] != '=')
            {
                continue;
            }

            rest = rest[1..].TrimStart();
            if (rest.Length > 1 && rest[0] is '"' or '\'')
            {
                var end = rest[1..].IndexOf(rest[0]);
                return end < 0 ? null : rest.Slice(1, end).ToString();
            }

            var blank = rest.IndexOfAny(' ', '\t', '\n');
            return (blank < 0 ? rest : rest[..blank]).ToString();
        }
    }

    private static string? Clean(string? text, int longest)
    {
        if (text is null)
        {
            return null;
        }

        var kept = new StringBuilder();
        foreach (var c in WebUtility.HtmlDecode(text.Length > longest * 8 ? text[..(longest * 8)] : text))
        {
            var blank = char.IsWhiteSpace(c) || char.IsControl(c);
            // Overrides of direction would let a title look like another.
            if (!(blank && (kept.Length == 0 || kept[^1] == ' ')) && c is not (>= '\u202A' and <= '\u202E') and not (>= '\u2066' and <= '\u2069'))
            {
                kept.Append(blank ? ' ' : c);
            }
        }

        var clean = kept.ToString().Trim();
        return clean.Length == 0 ? null : clean.Length <= longest ? clean : clean[..(longest - 1)] + "…";
    }
}
