namespace ServiceDesk.Decisions.Configuration;

/// <summary>Rules that are never reached because an earlier one holds whenever they do.</summary>
internal static class ShadowChecks
{
    public static void Check(List<string> faults, EntryPoint entry)
    {
        for (var later = 1; later < entry.Rules.Count; later++)
        {
            var rule = entry.Rules[later];
            if (rule.When is { } when && entry.Rules.Take(later).FirstOrDefault(r => Covers(r.When, when)) is { } earlier)
            {
                faults.Add($"EntryPoints[{entry.Key}].Rules[{rule.Id}].When: rule {earlier.Id} before it holds whenever it does");
            }
        }
    }

    // A part that the earlier rule does not ask for stands in nobody's way.
    private static bool Covers(SourcePredicate? earlier, SourcePredicate later) =>
        earlier is null
        || (Part(earlier.PathPrefix, later.PathPrefix, (one, two) => two.StartsWith(one, StringComparison.OrdinalIgnoreCase))
            && Part(earlier.Contains, later.Contains, (one, two) => two.Contains(one, StringComparison.OrdinalIgnoreCase))
            && Part(earlier.Locale, later.Locale, Speaks)
            && Part(earlier.Topic, later.Topic, (one, two) => string.Equals(one, two, StringComparison.OrdinalIgnoreCase)));

    private static bool Part(string? earlier, string? later, Func<string, string, bool> covers) =>
        earlier is null || (later is not null && covers(earlier, later));

    private static bool Speaks(string wide, string narrow) =>
        string.Equals(wide, narrow, StringComparison.OrdinalIgnoreCase)
        || narrow.StartsWith(wide + "-", StringComparison.OrdinalIgnoreCase);
}
