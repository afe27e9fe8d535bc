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
        foreach (var interval in Plan(date).Intervals)
        {
            foreach (var period in Periods(date, interval))
            {
                yield return period;
            }
        }
    }

    /// <summary>When an interval anchored at the date is open: at most once, but for what the emergency switch cuts out of it.</summary>
    public IEnumerable<OpenPeriod> Periods(DateOnly date, DayInterval interval)
    {
        var whole = Uncut(date, interval);
        return WithoutEmergency(whole with { End = ClipAtClosedDate(date.AddDays(1), whole.End) });
    }

    /// <summary>As if no other date and no emergency stood in the way.</summary>
    public OpenPeriod Uncut(DateOnly date, DayInterval interval)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        var endMinute = interval.EndMinute <= interval.StartMinute ? interval.EndMinute + MinutesPerDay : interval.EndMinute;
        return new OpenPeriod(
            ZoneClock.Earlier(zone, midnight.AddMinutes(interval.StartMinute)), ZoneClock.Later(zone, midnight.AddMinutes(endMinute)));
    }

    /// <summary>What the date is given, and by which layer.</summary>
    public DayPlan Plan(DateOnly date)
    {
        if (Override(date) is { } dated)
        {
            return new DayPlan(
                HoursLayer.Override, dated.Name, dated.Kind, dated.Kind == DateOverrideKind.Closed ? [] : dated.Intervals);
        }

        return Holiday(date) is { } holiday ? new DayPlan(HoursLayer.Holiday, holiday.Name, null, []) : Week(date);
    }

    /// <summary>What the date would be given without overrides and holidays.</summary>
    public DayPlan Week(DateOnly date)
    {
        if (schedule.AlwaysOpen)
        {
            return new DayPlan(HoursLayer.AlwaysOpen, null, null, WholeDay);
        }

        DayInterval[] intervals =
            [.. schedule.Weekly.Where(w => w.Day == date.DayOfWeek).Select(w => new DayInterval(w.StartMinute, w.EndMinute))];
        return new DayPlan(intervals.Length == 0 ? HoursLayer.Closed : HoursLayer.Weekly, null, null, intervals);
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

    private Holiday? Holiday(DateOnly date) => schedule.Holidays.FirstOrDefault(h => h.Date == date);

    // Sale days win over holidays: extended over modified over closed.
    private DateOverride? Override(DateOnly date) =>
        schedule.Overrides.Where(o => o.Date == date).OrderByDescending(o => o.Kind).FirstOrDefault();
}

/// <param name="Name">What the override or holiday is called.</param>
internal readonly record struct DayPlan(HoursLayer Layer, string? Name, DateOverrideKind? Override, IReadOnlyList<DayInterval> Intervals);
