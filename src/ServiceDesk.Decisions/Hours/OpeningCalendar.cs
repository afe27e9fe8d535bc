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
            foreach (var period in WithoutEmergency(new OpenPeriod(start, end)))
            {
                yield return period;
            }
        }
    }

    private IEnumerable<OpenPeriod> WithoutEmergency(OpenPeriod period)
    {
        var (from, until) = schedule.Emergency is { } emergency
            ? (emergency.From ?? DateTimeOffset.MinValue, emergency.Until ?? DateTimeOffset.MaxValue)
            : (DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);
        var before = period with { End = Earlier(period.End, from) };
        var after = period with { Start = Later(period.Start, until) };
        return new[] { before, after }.Where(p => p.Start < p.End);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset two) => one < two ? one : two;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset two) => one > two ? one : two;

    private DateTimeOffset ClipAtClosedDate(DateOnly next, DateTimeOffset end)
    {
        var isCut = Override(next) is { } dated
            ? dated is { Kind: DateOverrideKind.Closed, KeepOvernightTail: false }
            : Holiday(next) is { KeepOvernightTail: false };
        if (!isCut)
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

        if (Holiday(date) is not null)
        {
            return [];
        }

        return schedule.AlwaysOpen
            ? WholeDay
            : schedule.Weekly.Where(w => w.Day == date.DayOfWeek).Select(w => new DayInterval(w.StartMinute, w.EndMinute));
    }

    private Holiday? Holiday(DateOnly date) => schedule.Holidays.FirstOrDefault(h => h.Date == date);

    // Sale days win over holidays: extended over modified over closed.
    private DateOverride? Override(DateOnly date) =>
        schedule.Overrides.Where(o => o.Date == date).OrderByDescending(o => o.Kind).FirstOrDefault();
}
