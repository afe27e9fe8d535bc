using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;

namespace ServiceDesk.Server.Visitors;

/// <summary>Whether an entry point can bring anybody to a person: its own hours and those of one of its queues are open.</summary>
internal static class EntryHours
{
    private const int MostSteps = 200;

    /// <summary>The instant itself when open now, else the next opening; null when there is none within 400 days.</summary>
    public static DateTimeOffset? NextOpening(Desk desk, EntryPoint entry, DateTimeOffset at)
    {
        var door = desk.Schedules.Single(s => s.Id == entry.ScheduleId);
        return entry.Rules
            .Select(rule => desk.Queues.Single(q => q.Id == rule.QueueId).ScheduleId)
            .Distinct()
            .Select(id => BothOpen(door, desk.Schedules.Single(s => s.Id == id), at))
            .Min();
    }

    private static DateTimeOffset? BothOpen(Schedule door, Schedule queue, DateTimeOffset at)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (OpeningHours.NextOpening(door, at) is not { } doorOpens || OpeningHours.NextOpening(queue, doorOpens) is not { } bothMayBe)
            {
                return null;
            }

            if (OpeningHours.IsOpen(door, bothMayBe))
            {
                return bothMayBe;
            }

            at = bothMayBe;
        }

        return null;
    }
}
