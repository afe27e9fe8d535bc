using System.Globalization;
using System.Text;

namespace ServiceDesk.Decisions.Messages;

/// <summary>A text in which what looks alike is alike: usual width, single spaces, nothing invisible.</summary>
/// <param name="Text">Case is left as it is.</param>
/// <param name="Places">The place of each of its UTF-16 units in the text that it was made of; null when that is the same text.</param>
internal readonly record struct FoldedText(string Text, List<int>? Places)
{
    private const char FirstUnusual = '\u00A0';
    private const char FirstWide = '\uFF01';
    private const char LastWide = '\uFF5E';
    private const int WideOffset = FirstWide - '!';

    public static FoldedText Of(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstUnusual, char.MaxValue) && !text.AsSpan().ContainsAny("\t\r\n\v\f") && !text.Contains("  ", StringComparison.Ordinal))
        {
            return new FoldedText(text, null);
        }

        var (folded, places) = (new StringBuilder(text.Length), new List<int>(text.Length));
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            var blank = char.IsWhiteSpace(c);
            if (IsInvisible(c) || (blank && folded.Length > 0 && folded[^1] == ' '))
            {
                continue;
            }

            folded.Append(blank ? ' ' : c is >= FirstWide and <= LastWide ? (char)(c - WideOffset) : c);
            places.Add(at);
        }

        return new FoldedText(folded.ToString(), places);
    }

    /// <summary>Where a unit of it stands in the text that it was made of.</summary>
    public int At(int index) => Places?[index] ?? index;

    // Joiners, directional marks, soft hyphens, variation selectors: they change how a word looks at most.
    private static bool IsInvisible(char c) => c is >= '\uFE00' and <= '\uFE0F' || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
