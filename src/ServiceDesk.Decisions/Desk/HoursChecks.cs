using System.Globalization;
using ServiceDesk.Decisions.Hours;

namespace ServiceDesk.Decisions.Configuration;

/// <summary>Schedules that never open.</summary>
internal static class HoursChecks
{
    /// <param name="running">Faults that keep the desk from running: a schedule that has one is not asked when it opens.</param>
    public static void Check(FaultList faults, Desk desk, DateTimeOffset at, IReadOnlyList<DeskFault> running)
    {
        foreach (var schedule in desk.Schedules)
        {
            var item = $"schedules[{schedule.Id}]";
            if (running.Any(f => f.Item.StartsWith(item, StringComparison.Ordinal)))
            {
                continue;
            }

            // The emergency switch is thrown on hours that are right.
            if (OpeningHours.NextOpening(schedule with { Emergency = null }, at) is null)
            {
                faults.Add(item, null, FaultCodes.NeverOpens, FormattableString.Invariant($"does not open within {OpeningHours.HorizonDays} days"));
            }
            else if (schedule.Emergency is { } emergency && (emergency.Until is null || emergency.Until > at))
            {
                var until = emergency.Until?.ToString("O", CultureInfo.InvariantCulture);
                faults.Add($"{item}.emergency", until, FaultCodes.Emergency, "is closed by the emergency switch", FaultSeverity.Warning);
            }
        }
    }
}
