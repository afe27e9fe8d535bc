namespace ServiceDesk.Decisions.Search;

/// <summary>A piece of a text, found or beside what was found.</summary>
public readonly record struct SnippetPiece(string Text, bool Hit);

/// <summary>The part of a text around what was found in it.</summary>
public static class Snippet
{
    private const char Cut = '…';

    /// <param name="longest">UTF-16 units that are shown of the text at most.</param>
    /// <param name="mostWords">Words of the text that are looked at.</param>
    /// <returns>The pieces in order; null when the text does not hold every phrase.</returns>
    public static IReadOnlyList<SnippetPiece>? Of(string text, SearchPhrases phrases, int longest, int mostWords)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(phrases);
        var words = SearchWords.Of(text, mostWords);
        if (phrases.FindIn(words) is not { } found)
        {
            return null;
        }

        var hits = Joined([.. found.Select(f => (words[f.From].Start, words[f.To - 1].End)).Order()]);
        var (from, to) = Window(text, hits[0].Start, longest);
        var pieces = new List<SnippetPiece>();
        var at = from;
        foreach (var (start, end) in hits.Where(h => h.Start < to))
        {
            Add(pieces, text, at, start, false);
            Add(pieces, text, start, Math.Min(end, to), true);
            at = Math.Min(end, to);
        }

        Add(pieces, text, at, to, false);
        return Marked(pieces, from > 0, to < text.Length);
    }

    // Neither end may lie inside a pair of surrogates.
    private static (int From, int To) Window(string text, int firstHit, int longest)
    {
        var from = text.Length <= longest ? 0 : Math.Max(0, firstHit - (longest / 4));
        var to = Math.Min(text.Length, from + longest);
        from = from > 0 && char.IsLowSurrogate(text[from]) ? from - 1 : from;
        return (from, to < text.Length && char.IsLowSurrogate(text[to]) ? to - 1 : to);
    }

    private static List<(int Start, int End)> Joined(List<(int Start, int End)> hits)
    {
        var joined = new List<(int Start, int End)>();
        foreach (var hit in hits)
        {
            if (joined.Count > 0 && hit.Start <= joined[^1].End)
            {
                joined[^1] = (joined[^1].Start, Math.Max(joined[^1].End, hit.End));
            }
            else
            {
                joined.Add(hit);
            }
        }

        return joined;
    }

    private static void Add(List<SnippetPiece> pieces, string text, int from, int to, bool hit)
    {
        if (to > from)
        {
            pieces.Add(new SnippetPiece(text[from..to], hit));
        }
    }

    private static List<SnippetPiece> Marked(List<SnippetPiece> pieces, bool before, bool after)
    {
        if (before)
        {
            pieces.Insert(0, new SnippetPiece($"{Cut}", false));
        }

        if (after)
        {
            pieces.Add(new SnippetPiece($"{Cut}", false));
        }

        return pieces;
    }
}
