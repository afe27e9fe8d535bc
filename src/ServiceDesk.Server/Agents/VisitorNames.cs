namespace ServiceDesk.Server.Agents;

/// <summary>What staff call a visitor.</summary>
internal static class VisitorNames
{
    /// <summary>The name, or for who has none a short one that stays the same.</summary>
    public static string Of(string visitorId, string? name) =>
        string.IsNullOrWhiteSpace(name) ? $"Visitor {visitorId[..Math.Min(4, visitorId.Length)].ToUpperInvariant()}" : name;
}
