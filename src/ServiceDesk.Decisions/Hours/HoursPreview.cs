using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Hours;

/// <summary>What a schedule says at an instant and why, and everything it will say for some time (rules H12, H13).</summary>
public static class HoursPreview
{
    /// <summary>Open or closed, and which layer of the schedule decided it.</summary>
    public static HoursAnswer At(Schedule schedule, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var calendar = new OpeningCalendar(schedule);
        var today = calendar.LocalDate(at);
        var answer = Open(calendar, today, at) ?? Open(calendar, today.AddDays(-1), at) ?? Closed(schedule, calendar, today, at);
        return answer with { NextChange = OpeningHours.NextTransition(schedule, at) };
    }

    /// <summary>Every instant in (from, until] at which it opens or closes.</summary>
    public static IReadOnlyList<HoursBoundary> Boundaries(Schedule schedule, DateTimeOffset from, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(schedule.Zone);
        var boundaries = new List<HoursBoundary>();
        var offset = zone.GetUtcOffset(from);
        for (var at = OpeningHours.NextTransition(schedule, from); at <= until; at = OpeningHours.NextTransition(schedule, at.Value))
        {
            var answer = At(schedule, at.Value);
            var next = zone.GetUtcOffset(at.Value);
            boundaries.Add(new HoursBoundary(at.Value, answer.IsOpen, answer.Layer, answer.Name, next, next != offset));
            offset = next;
        }

        return boundaries;
    }

    /// <summary>Every instant in (from, until] at which the clocks of the schedule's zone are changed.</summary>
    public static IReadOnlyList<ClockChange> ClockChanges(Schedule schedule, DateTimeOffset from, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(schedule.Zone);
        var changes = new List<ClockChange>();
        for (var at = from; at < until;)
        {
            var next = at.AddHours(12) < until ? at.AddHours(12) : until;
            var (before, after) = (zone.GetUtcOffset(at), zone.GetUtcOffset(next));
            if (before != after)
            {
                changes.Add(new ClockChange(ZoneClock.Change(zone, at, next).ToUniversalTime(), before, after));
            }

            at = next;
        }

        return changes;
    }

    private static HoursAnswer? Open(OpeningCalendar calendar, DateOnly date, DateTimeOffset at)
    {
        var plan = calendar.Plan(date);
        foreach (var interval in plan.Intervals)
        {
            if (calendar.Periods(date, interval).Any(p => p.Holds(at)))
            {
                return new HoursAnswer(true, plan.Layer, plan.Name, plan.Override, date, interval, null);
            }
        }

        return null;
    }

    private static HoursAnswer Closed(Schedule schedule, OpeningCalendar calendar, DateOnly today, DateTimeOffset at)
    {
        if (schedule.Emergency is { } emergency && emergency.From.GetValueOrDefault(DateTimeOffset.MinValue) <= at
            && at < emergency.Until.GetValueOrDefault(DateTimeOffset.MaxValue))
        {
            return new HoursAnswer(false, HoursLayer.Emergency, emergency.Reason, null, null, null, null);
        }

        foreach (var date in new[] { today, today.AddDays(-1) })
        {
            var plan = calendar.Plan(date);
            var isDecisive = date == today || calendar.Week(date).Intervals.Any(i => calendar.Uncut(date, i).Holds(at));
            if (isDecisive && plan.Layer is HoursLayer.Override or HoursLayer.Holiday)
            {
                return new HoursAnswer(false, plan.Layer, plan.Name, plan.Override, date, null, null);
            }
        }

        return new HoursAnswer(false, HoursLayer.Closed, null, null, null, null, null);
    }
}

/// <summary>What decided, in the order in which they go before one another.</summary>
public enum HoursLayer
{
    /// <summary>The emergency switch.</summary>
    Emergency,

    /// <summary>An override of the date.</summary>
    Override,

    Holiday,

    /// <summary>An interval of the week.</summary>
    Weekly,

    AlwaysOpen,

    /// <summary>Nothing says that it is open.</summary>
    Closed,
}

/// <param name="Name">Of the override or holiday; for the emergency its reason.</param>
/// <param name="Override">Which kind of override decided, if one did.</param>
/// <param name="Date">The local date whose plan decided: where the interval is anchored, or which is closed.</param>
/// <param name="Interval">The interval that is open, as configured.</param>
/// <param name="NextChange">When it turns; null when it does not within 400 days.</param>
public sealed record HoursAnswer(
    bool IsOpen, HoursLayer Layer, string? Name, DateOverrideKind? Override, DateOnly? Date, DayInterval? Interval, DateTimeOffset? NextChange);

/// <param name="Opens">It is open from here on; else closed.</param>
/// <param name="Layer">What decided that, as <see cref="HoursAnswer.Layer"/>.</param>
/// <param name="Offset">Of the zone's clocks at that instant.</param>
/// <param name="ClocksChanged">The offset is another one than at the boundary before.</param>
public sealed record HoursBoundary(DateTimeOffset At, bool Opens, HoursLayer Layer, string? Name, TimeSpan Offset, bool ClocksChanged);

/// <param name="At">The first instant of the new offset.</param>
public sealed record ClockChange(DateTimeOffset At, TimeSpan Before, TimeSpan After);
