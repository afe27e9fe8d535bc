using System.Buffers;
using System.Text;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Search;

namespace ServiceDesk.Decisions.Messages;

/// <summary>
/// A desk's rules about contents, made ready. A word is found whatever its case and width, however much white space stands where it has
/// one, and with invisible characters within it; never within a longer word, except in scripts that put no spaces between words.
/// </summary>
public sealed class ContentReview
{
    /// <summary>UTF-16 units of a word.</summary>
    public const int LongestWord = 60;

    /// <summary>What stands for each UTF-16 unit of a masked word: no sign that formats a text.</summary>
    public const char Mask = '•';

    private readonly SearchValues<string> _any;
    private readonly int[] _lengths;
    private readonly Dictionary<string, List<ContentRule>>.AlternateLookup<ReadOnlySpan<char>> _rules;

    public ContentReview(IReadOnlyList<ContentRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var words = new Dictionary<string, List<ContentRule>>(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in rules)
        {
            foreach (var word in rule.Words.Select(LooksFor).Where(w => w.Length > 0))
            {
                (words.TryGetValue(word, out var of) ? of : words[word] = []).Add(rule);
            }
        }

        _any = SearchValues.Create([.. words.Keys], StringComparison.OrdinalIgnoreCase);
        _lengths = [.. words.Keys.Select(w => w.Length).Distinct()];
        _rules = words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>What is looked for when a rule has this word; empty when there is nothing to see in it.</summary>
    public static string LooksFor(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return FoldedText.Of(word).Text.Trim();
    }

    /// <summary>Looks through one text.</summary>
    /// <param name="byStaff">False for a visitor's.</param>
    public ReviewedText Of(string text, bool byStaff)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_lengths.Length == 0)
        {
            return new ReviewedText(text);
        }

        var folded = FoldedText.Of(text);
        var masked = (StringBuilder?)null;
        foreach (var (start, end, rule) in Found(folded.Text))
        {
            if (rule.From == (byStaff ? ContentSpeakers.Visitors : ContentSpeakers.Staff))
            {
                continue;
            }

            if (rule.Action == ContentAction.Refuse)
            {
                return new ReviewedText(text, rule.Id);
            }

            masked ??= new StringBuilder(text);
            for (var at = folded.At(start); at <= folded.At(end - 1); at++)
            {
                masked[at] = Mask;
            }
        }

        return new ReviewedText(masked?.ToString() ?? text);
    }

    // Words may overlap, and a longer one may be another rule's.
    private IEnumerable<(int Start, int End, ContentRule Rule)> Found(string text)
    {
        for (var at = 0; ; at++)
        {
            var next = text.AsSpan(at).IndexOfAny(_any);
            if (next < 0)
            {
                yield break;
            }

            at += next;
            foreach (var length in _lengths)
            {
                if (at + length <= text.Length && StandsAlone(text, at, at + length) && _rules.TryGetValue(text.AsSpan(at, length), out var rules))
                {
                    foreach (var rule in rules)
                    {
                        yield return (at, at + length, rule);
                    }
                }
            }
        }
    }

    private static bool StandsAlone(string text, int start, int end) => !GoesOn(text, start) && !GoesOn(text, end);

    // True when the characters on both sides of a place belong to one word.
    private static bool GoesOn(string text, int at) =>
        at > 0 && at < text.Length && Spells(LastRune(text.AsSpan(0, at))) && Spells(FirstRune(text.AsSpan(at)));

    private static Rune FirstRune(ReadOnlySpan<char> text)
    {
        Rune.DecodeFromUtf16(text, out var rune, out _);
        return rune;
    }

    private static Rune LastRune(ReadOnlySpan<char> text)
    {
        Rune.DecodeLastFromUtf16(text, out var rune, out _);
        return rune;
    }

    private static bool Spells(Rune rune) =>
        !SearchWords.IsWithoutSpaces(rune.Value) && (Rune.IsLetterOrDigit(rune) || SearchWords.IsMark(rune));
}

/// <param name="Text">As it may be stored.</param>
/// <param name="RefusedBy">The id of the rule that refuses it; null when none does.</param>
public sealed record ReviewedText(string Text, string? RefusedBy = null);
