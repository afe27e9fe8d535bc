namespace ServiceDesk.Decisions.Search;

/// <summary>What is left of an English word without its common endings.</summary>
public static class EnglishStem
{
    /// <summary>"returned", "returning" and "returns" meet in "return".</summary>
    /// <param name="word">In lower case.</param>
    public static string Of(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal))
        {
            return word[..^3] + "y";
        }

        var stem = word switch
        {
            { Length: > 5 } when word.EndsWith("ing", StringComparison.Ordinal) => word[..^3],
            { Length: > 4 } when word.EndsWith("ed", StringComparison.Ordinal) => word[..^2],
            { Length: > 4 } when word.EndsWith("es", StringComparison.Ordinal) => word[..^2],
            { Length: > 3 } when word.EndsWith('s') && word[^2] is not ('s' or 'u' or 'i') => word[..^1],
            _ => word,
        };
        if (stem.Length < word.Length && stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('s' or 'e'))
        {
            return stem[..^1];
        }

        return stem.Length > 3 && stem.EndsWith('e') ? stem[..^1] : stem;
    }
}
