namespace ServiceDesk.Server.Agents;

/// <summary>What staff call a visitor.</summary>
internal static class VisitorNames
{
    private const string Unnamed = "Visitor ";
    private const int SignLength = 4;

    /// <summary>The name, or for who has none a short one that stays the same.</summary>
    public static string Of(string visitorId, string? name) =>
        string.IsNullOrWhiteSpace(name) ? $"{Unnamed}{visitorId[..Math.Min(SignLength, visitorId.Length)].ToUpperInvariant()}" : name;

    /// <summary>How the ids begin that a short name means, with or without the word before it; null for another text.</summary>
    public static string? IdBeginning(string text)
    {
        var sign = text.StartsWith(Unnamed, StringComparison.OrdinalIgnoreCase) ? text[Unnamed.Length..].TrimStart() : text;
        return sign.Length == SignLength && sign.All(char.IsAsciiHexDigit) ? sign.ToLowerInvariant() : null;
    }
}
