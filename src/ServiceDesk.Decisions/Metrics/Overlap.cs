namespace ServiceDesk.Decisions.Metrics;

/// <summary>How much of some stretches of time lies within another.</summary>
internal static class Overlap
{
    public static TimeSpan Sum(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> stretches, DateTimeOffset from, DateTimeOffset to)
    {
        var sum = TimeSpan.Zero;
        foreach (var (begin, end) in stretches)
        {
            var (low, high) = (begin > from ? begin : from, end < to ? end : to);
            sum += high > low ? high - low : TimeSpan.Zero;
        }

        return sum;
    }
}
