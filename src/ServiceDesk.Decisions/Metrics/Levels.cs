namespace ServiceDesk.Decisions.Metrics;

/// <summary>Mean, percentiles and maximum of a level over time.</summary>
internal static class Levels
{
    public static Figure Read(LevelTrack? level, DateTimeOffset from, DateTimeOffset to)
    {
        var (low, high) = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        return Read(level is null ? [(low, high, 0)] : level.Steps(low, high));
    }

    /// <param name="steps">Without gaps, or only those over which the level is meant.</param>
    public static Figure Read(IEnumerable<(long From, long To, long Level)> steps)
    {
        var times = new SortedDictionary<long, long>();
        long area = 0;
        foreach (var (from, to, level) in steps)
        {
            times[level] = times.GetValueOrDefault(level) + (to - from);
            area += level * (to - from);
        }

        var all = times.Values.Sum();
        return all == 0
            ? new Figure(0, null)
            : new Figure(all / 1000, (double)area / all)
            {
                P50 = At(times, all, 0.5), P90 = At(times, all, 0.9), P95 = At(times, all, 0.95), Max = times.Keys.Last(),
            };
    }

    private static double At(SortedDictionary<long, long> times, long all, double share)
    {
        var left = all * share;
        foreach (var (level, time) in times)
        {
            left -= time;
            if (left <= 0)
            {
                return level;
            }
        }

        return times.Keys.Last();
    }
}
