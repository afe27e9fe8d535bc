using System.Globalization;

namespace ServiceDesk.Decisions.Configuration;

/// <summary>A schedule's zone and intervals.</summary>
internal static class ScheduleChecks
{
    public static void Check(List<string> faults, Schedule schedule)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(schedule.Zone, out _))
        {
            faults.Add($"Schedules[{schedule.Id}].Zone {schedule.Zone}: no such zone");
        }

        DeskChecks.Unique(
            faults, $"Schedules[{schedule.Id}].Holidays", schedule.Holidays.Select(h => h.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        if (schedule.Emergency is { From: { } from, Until: { } until } && until <= from)
        {
            faults.Add(FormattableString.Invariant($"Schedules[{schedule.Id}].Emergency.Until {until:O}: must be after {from:O}"));
        }

        foreach (var weekly in schedule.Weekly)
        {
            Interval(faults, $"Schedules[{schedule.Id}].Weekly[{weekly.Day}]", weekly.StartMinute, weekly.EndMinute);
        }

        foreach (var dated in schedule.Overrides)
        {
            var date = dated.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var field = $"Schedules[{schedule.Id}].Overrides[{date}]";
            if (dated.Kind == DateOverrideKind.Closed && dated.Intervals.Count > 0)
            {
                faults.Add($"{field}.Intervals: a closed date has none");
            }

            foreach (var interval in dated.Intervals)
            {
                Interval(faults, field, interval.StartMinute, interval.EndMinute);
            }
        }
    }

    private static void Interval(List<string> faults, string field, int start, int end)
    {
        DeskChecks.Range(faults, $"{field}.StartMinute", start, 0, 1_439);
        DeskChecks.Range(faults, $"{field}.EndMinute", end, 0, 1_440);
    }
}
