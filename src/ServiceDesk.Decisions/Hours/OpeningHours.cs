using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Hours;

/// <summary>Open or closed as a function of calendar, zone and instant (rules H1–H8).</summary>
public static class OpeningHours
{
    /// <summary>How far ahead and back a transition is looked for.</summary>
    public const int HorizonDays = 400;

    public static bool IsOpen(Schedule schedule, DateTimeOffset at)
    {
        var calendar = new OpeningCalendar(schedule);
        var today = calendar.LocalDate(at);
        return Covers(calendar.AnchoredAt(today.AddDays(-1)), at) || Covers(calendar.AnchoredAt(today), at);
    }

    /// <summary>The next instant at which open turns to closed or back; null when there is none within 400 days.</summary>
    public static DateTimeOffset? NextTransition(Schedule schedule, DateTimeOffset at) =>
        IsOpen(schedule, at) ? NextClosing(schedule, at) : NextOpening(schedule, at);

    /// <summary>The instant itself when open, else the next opening; null when there is none within 400 days.</summary>
    public static DateTimeOffset? NextOpening(Schedule schedule, DateTimeOffset at)
    {
        if (IsOpen(schedule, at))
        {
            return at.ToUniversalTime();
        }

        var calendar = new OpeningCalendar(schedule);
        var today = calendar.LocalDate(at);
        for (var day = -1; day <= HorizonDays; day++)
        {
            var found = EarliestStart(calendar, today.AddDays(day), at);
            if (found is not null)
            {
                // Clocks set back at midnight let the next date's first period begin before this date's last one.
                var next = EarliestStart(calendar, today.AddDays(day + 1), at);
                return next < found ? next : found;
            }
        }

        return null;
    }

    /// <summary>The window of unbroken openness, or closedness, around an instant.</summary>
    internal static HoursWindow WindowAt(Schedule schedule, DateTimeOffset at) =>
        IsOpen(schedule, at)
            ? new HoursWindow(true, null, NextClosing(schedule, at))
            : new HoursWindow(false, LastClosing(schedule, at), NextOpening(schedule, at));

    private static DateTimeOffset? NextClosing(Schedule schedule, DateTimeOffset at)
    {
        var calendar = new OpeningCalendar(schedule);
        var today = calendar.LocalDate(at);
        var end = at;
        for (var day = -1; day <= HorizonDays; day++)
        {
            var date = today.AddDays(day);
            if (day > 0 && calendar.StartOf(date) > end)
            {
                return end.ToUniversalTime();
            }

            foreach (var period in calendar.AnchoredAt(date).OrderBy(p => p.Start))
            {
                end = period.Start <= end && period.End > end ? period.End : end;
            }
        }

        return null;
    }

    private static DateTimeOffset? LastClosing(Schedule schedule, DateTimeOffset at)
    {
        var calendar = new OpeningCalendar(schedule);
        var today = calendar.LocalDate(at);
        for (var day = 0; day <= HorizonDays; day++)
        {
            var found = LatestEnd(calendar, today.AddDays(-day), at);
            if (found is not null)
            {
                var before = LatestEnd(calendar, today.AddDays(-day - 1), at);
                return before > found ? before : found;
            }
        }

        return null;
    }

    private static DateTimeOffset? EarliestStart(OpeningCalendar calendar, DateOnly date, DateTimeOffset after) =>
        calendar.AnchoredAt(date).Where(p => p.Start > after).Select(p => (DateTimeOffset?)p.Start).Min();

    private static DateTimeOffset? LatestEnd(OpeningCalendar calendar, DateOnly date, DateTimeOffset until) =>
        calendar.AnchoredAt(date).Where(p => p.End <= until).Select(p => (DateTimeOffset?)p.End).Max();

    private static bool Covers(IEnumerable<OpenPeriod> periods, DateTimeOffset at) =>
        periods.Any(p => p.Holds(at));
}

/// <param name="Since">When it closed, for a closed window; null for an open one or when it never was open.</param>
/// <param name="Until">When it turns; null when it does not within the horizon.</param>
internal readonly record struct HoursWindow(bool IsOpen, DateTimeOffset? Since, DateTimeOffset? Until);

/// <summary>[start, end) in UTC.</summary>
internal readonly record struct OpenPeriod(DateTimeOffset Start, DateTimeOffset End)
{
    public bool Holds(DateTimeOffset at) => Start <= at && at < End;
}
