namespace ServiceDesk.Decisions.Search;

/// <summary>
/// What is looked for: each phrase must be in the text, its words side by side. What stands between spaces is a phrase
/// (<c>AB-1234</c>, an address of mail, a run of Chinese), and what stands between quotes.
/// </summary>
public sealed record SearchPhrases
{
    private SearchPhrases(IReadOnlyList<IReadOnlyList<string>> phrases) => Phrases = phrases;

    /// <summary>At least one; each holds at least one word of letters and digits.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Phrases { get; }

    /// <param name="mostWords">Words that are looked for at most; the rest is left out.</param>
    /// <returns>Null when the text holds no word.</returns>
    public static SearchPhrases? Of(string text, int mostWords)
    {
        ArgumentNullException.ThrowIfNull(text);
        var phrases = new List<IReadOnlyList<string>>();
        var left = mostWords;
        foreach (var chunk in Chunks(text))
        {
            var words = SearchWords.Of(chunk, left).ConvertAll(w => w.Word);
            left -= words.Count;
            if (words.Count > 0 && !phrases.Exists(p => p.SequenceEqual(words)))
            {
                phrases.Add(words);
            }

            if (left <= 0)
            {
                break;
            }
        }

        return phrases.Count == 0 ? null : new SearchPhrases(phrases);
    }

    /// <summary>Where the phrases are in the words of a text, as ranges of words; null unless every one of them is.</summary>
    public IReadOnlyList<(int From, int To)>? FindIn(IReadOnlyList<SearchWord> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var found = new List<(int From, int To)>();
        foreach (var phrase in Phrases)
        {
            var before = found.Count;
            for (var at = 0; at + phrase.Count <= words.Count; at++)
            {
                if (IsAt(phrase, words, at))
                {
                    found.Add((at, at + phrase.Count));
                }
            }

            if (found.Count == before)
            {
                return null;
            }
        }

        return found;
    }

    private static bool IsAt(IReadOnlyList<string> phrase, IReadOnlyList<SearchWord> words, int at)
    {
        for (var i = 0; i < phrase.Count; i++)
        {
            if (words[at + i].Word != phrase[i])
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<string> Chunks(string text)
    {
        var parts = text.Split('"', '“', '”', '„');
        for (var i = 0; i < parts.Length; i++)
        {
            // Every other part is between quotes; one that is never closed is none.
            if (i % 2 == 1 && i < parts.Length - 1)
            {
                yield return parts[i];
                continue;
            }

            foreach (var chunk in parts[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                yield return chunk;
            }
        }
    }
}
