using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Hours;

/// <summary>A schedule's open periods, by the local date at which each is anchored.</summary>
internal sealed class OpeningCalendar(Schedule schedule)
{
    private const int MinutesPerDay = 1440;
    private static readonly DayInterval[] WholeDay = [new(0, MinutesPerDay)];

    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(schedule.Zone);

    public DateOnly LocalDate(DateTimeOffset at) => ZoneClock.LocalDate(zone, at);

    /// <summary>The first instant of a local date.</summary>
    public DateTimeOffset StartOf(DateOnly date) => ZoneClock.Earlier(zone, date.ToDateTime(TimeOnly.MinValue));

    public IEnumerable<OpenPeriod> AnchoredAt(DateOnly date)
    {
        foreach (var interval in Intervals(date))
        {
            var midnight = date.ToDateTime(TimeOnly.MinValue);
            var endMinute = interval.EndMinute <= interval.StartMinute ? interval.EndMinute + MinutesPerDay : interval.EndMinute;
            var start = ZoneClock.Earlier(zone, midnight.AddMinutes(interval.StartMinute));
            var end = ClipAtClosedDate(date.AddDays(1), ZoneClock.Later(zone, midnight.AddMinutes(endMinute)));
            if (start < end)
            {
                yield return new OpenPeriod(start, end);
            }
        }
    }

    private DateTimeOffset ClipAtClosedDate(DateOnly next, DateTimeOffset end)
    {
        if (Override(next) is not { Kind: DateOverrideKind.Closed, KeepOvernightTail: false })
        {
            return end;
        }

        var limit = StartOf(next);
        return end > limit ? limit : end;
    }

    private IEnumerable<DayInterval> Intervals(DateOnly date)
    {
        if (Override(date) is { } dated)
        {
            return dated.Kind == DateOverrideKind.Closed ? [] : dated.Intervals;
        }

        return schedule.AlwaysOpen
            ? WholeDay
            : schedule.Weekly.Where(w => w.Day == date.DayOfWeek).Select(w => new DayInterval(w.StartMinute, w.EndMinute));
    }

    // Sale days win over holidays: extended over modified over closed.
    private DateOverride? Override(DateOnly date) =>
        schedule.Overrides.Where(o => o.Date == date).OrderByDescending(o => o.Kind).FirstOrDefault();
}
