namespace ServiceDesk.Decisions.Hours;

/// <summary>Local times of a zone as instants. A time inside a gap moves forward to the first valid instant.</summary>
internal static class ZoneClock
{
    // Every offset lies within ±14 h, so the true instant of a local time lies within this of "the same digits in UTC".
    private static readonly TimeSpan Reach = TimeSpan.FromHours(15);

    public static DateOnly LocalDate(TimeZoneInfo zone, DateTimeOffset at) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>Of two instants with this local time the earlier one.</summary>
    public static DateTimeOffset Earlier(TimeZoneInfo zone, DateTime local) => Resolve(zone, local, later: false);

    /// <summary>Of two instants with this local time the later one.</summary>
    public static DateTimeOffset Later(TimeZoneInfo zone, DateTime local) => Resolve(zone, local, later: true);

    // Asks only "which offset holds at this instant": the platform's questions about local times throw in gaps
    // and differ from zone to zone.
    private static DateTimeOffset Resolve(TimeZoneInfo zone, DateTime local, bool later)
    {
        var digits = new DateTimeOffset(local, TimeSpan.Zero);
        var before = zone.GetUtcOffset(digits - Reach);
        var after = zone.GetUtcOffset(digits + Reach);
        var one = digits - before;
        if (before == after)
        {
            return one;
        }

        var two = digits - after;
        var oneHolds = zone.GetUtcOffset(one) == before;
        var twoHolds = zone.GetUtcOffset(two) == after;
        return (oneHolds, twoHolds) switch
        {
            (true, true) => later == one > two ? one : two,
            (true, false) => one,
            (false, true) => two,
            _ => Change(zone, digits - Reach, digits + Reach),
        };
    }

    /// <summary>The first instant in (low, high] with another offset than at low; there must be exactly one change between them.</summary>
    public static DateTimeOffset Change(TimeZoneInfo zone, DateTimeOffset low, DateTimeOffset high)
    {
        var offset = zone.GetUtcOffset(low);
        while (high.UtcTicks - low.UtcTicks > 1)
        {
            var middle = low.AddTicks((high.UtcTicks - low.UtcTicks) / 2);
            (low, high) = zone.GetUtcOffset(middle) == offset ? (middle, high) : (low, middle);
        }

        return high;
    }
}
