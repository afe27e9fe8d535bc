using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Hours;

/// <summary>How much of a stretch of time lies within service hours.</summary>
public static class OpenTime
{
    /// <summary>The open part of [from, to); overlapping periods count once.</summary>
    public static TimeSpan Between(Schedule schedule, DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from)
        {
            return TimeSpan.Zero;
        }

        var calendar = new OpeningCalendar(schedule);
        var (open, counted) = (TimeSpan.Zero, from);
        var last = calendar.LocalDate(to).AddDays(1);
        var periods = new List<OpenPeriod>();
        for (var date = calendar.LocalDate(from).AddDays(-1); date <= last; date = date.AddDays(1))
        {
            periods.AddRange(calendar.AnchoredAt(date));
        }

        foreach (var period in periods.OrderBy(p => p.Start))
        {
            var start = period.Start > counted ? period.Start : counted;
            var end = period.End < to ? period.End : to;
            if (end > start)
            {
                open += end - start;
                counted = end;
            }
        }

        return open;
    }
}
