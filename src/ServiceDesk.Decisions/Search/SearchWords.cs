using System.Globalization;
using System.Text;

namespace ServiceDesk.Decisions.Search;

/// <summary>One word of a text as the search index knows it.</summary>
/// <param name="Word">Letters and digits only: lower case, without accents, English endings taken off.</param>
/// <param name="Start">Where it begins in the text, in UTF-16 units.</param>
/// <param name="End">Where it ends, exclusive.</param>
public readonly record struct SearchWord(string Word, int Start, int End);

/// <summary>
/// Cuts text into the words of the search index. Scripts that are written without spaces (Chinese, Japanese, Thai and their like;
/// Korean too, whose words carry endings) give one word per character, so that a text is found by one character as well as by a run
/// of them. It looks at each character once, whatever the text.
/// </summary>
public static class SearchWords
{
    /// <summary>Longer runs of letters count by their beginning.</summary>
    public const int LongestWord = 64;

    private static readonly (int First, int Last)[] WithoutSpaces =
    [
        (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x20000, 0x3FFFF),
    ];

    /// <param name="most">Words that are given at most; the rest of the text is not looked at.</param>
    public static List<SearchWord> Of(string text, int most)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<SearchWord>();
        var word = new StringBuilder();
        var (start, end, at) = (0, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var next = at + rune.Utf16SequenceLength;
            if (StandsAlone(rune))
            {
                Close(words, word, start, end);
                if (Folded(rune) is { Length: > 0 } alone)
                {
                    words.Add(new SearchWord(alone, at, next));
                }
            }
            else if (Rune.IsLetterOrDigit(rune) || (word.Length > 0 && IsMark(rune)))
            {
                start = word.Length == 0 ? at : start;
                end = next;
                if (word.Length < LongestWord)
                {
                    Append(word, rune);
                }
            }
            else
            {
                Close(words, word, start, end);
            }

            at = next;
            if (words.Count >= most)
            {
                return words;
            }
        }

        Close(words, word, start, end);
        return words;
    }

    private static void Close(List<SearchWord> words, StringBuilder word, int start, int end)
    {
        if (word.Length > 0)
        {
            words.Add(new SearchWord(EnglishStem.Of(word.ToString()), start, end));
            word.Clear();
        }
    }

    private static bool StandsAlone(Rune rune) =>
        rune.Value >= WithoutSpaces[0].First
        && IsWithoutSpaces(rune.Value)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber;

    /// <summary>True for a character of a script that puts no spaces between words.</summary>
    internal static bool IsWithoutSpaces(int value)
    {
        foreach (var (first, last) in WithoutSpaces)
        {
            if (value >= first && value <= last)
            {
                return true;
            }
        }

        return false;
    }

    internal static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Most text needs no string for each character.
    private static void Append(StringBuilder word, Rune rune)
    {
        if (rune.IsAscii)
        {
            word.Append(char.ToLowerInvariant((char)rune.Value));
        }
        else
        {
            word.Append(Folded(rune));
        }
    }

    // Width, case and accents do not tell words apart.
    private static string Folded(Rune rune)
    {
        var text = Rune.ToLowerInvariant(rune).ToString().Normalize(NormalizationForm.FormKD);
        var kept = new StringBuilder(text.Length);
        foreach (var part in text.EnumerateRunes())
        {
            // The Chinese zero (〇) is a number to Unicode, and neither letter nor digit.
            if (Rune.IsLetterOrDigit(part) || StandsAlone(part))
            {
                kept.Append(Rune.ToLowerInvariant(part).ToString());
            }
        }

        // A Korean syllable is one letter, not the three that it is built of.
        return kept.ToString().Normalize(NormalizationForm.FormC);
    }
}
