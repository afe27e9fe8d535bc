namespace ServiceDesk.Decisions.Metrics;

/// <summary>How unevenly something is spread: 0 when all have the same, towards 1 when one has all.</summary>
public static class Gini
{
    /// <summary>Null for fewer than two, or when nobody has anything.</summary>
    public static double? Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var sum = sorted.Sum();
        if (sorted.Count < 2 || sum <= 0)
        {
            return null;
        }

        var weighted = sorted.Select((value, i) => (i + 1) * value).Sum();
        return (2 * weighted / (sorted.Count * sum)) - ((sorted.Count + 1.0) / sorted.Count);
    }
}
