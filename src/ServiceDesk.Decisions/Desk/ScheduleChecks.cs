using System.Globalization;

namespace ServiceDesk.Decisions.Configuration;

/// <summary>A schedule's zone and intervals.</summary>
internal static class ScheduleChecks
{
    public static void Check(FaultList faults, Desk desk)
    {
        faults.Unique("schedules", desk.Schedules.Select(s => s.Id));
        foreach (var schedule in desk.Schedules)
        {
            Check(faults, $"schedules[{schedule.Id}]", schedule);
        }
    }

    private static void Check(FaultList faults, string item, Schedule schedule)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(schedule.Zone, out _))
        {
            faults.Add($"{item}.zone", schedule.Zone, FaultCodes.Unknown, "no such zone");
        }

        faults.Unique($"{item}.holidays", schedule.Holidays.Select(h => Day(h.Date)));
        if (schedule.Emergency is { From: { } from, Until: { } until } && until <= from)
        {
            faults.Add(
                $"{item}.emergency.until", until.ToString("O", CultureInfo.InvariantCulture), FaultCodes.Conflict,
                FormattableString.Invariant($"must be after {from:O}"));
        }

        foreach (var weekly in schedule.Weekly)
        {
            Interval(faults, $"{item}.weekly[{weekly.Day.ToString().ToLowerInvariant()}]", weekly.StartMinute, weekly.EndMinute);
        }

        foreach (var dated in schedule.Overrides)
        {
            var day = $"{item}.overrides[{Day(dated.Date)}]";
            if (dated.Kind == DateOverrideKind.Closed && dated.Intervals.Count > 0)
            {
                faults.Add($"{day}.intervals", null, FaultCodes.Conflict, "a closed date has none");
            }

            foreach (var interval in dated.Intervals)
            {
                Interval(faults, day, interval.StartMinute, interval.EndMinute);
            }
        }
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Interval(FaultList faults, string item, int start, int end)
    {
        faults.Range($"{item}.startMinute", start, 0, 1_439);
        faults.Range($"{item}.endMinute", end, 0, 1_440);
    }
}
