using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Hours;

/// <summary>The times at which a queue calls back: whole slots inside the hours of queue and door (rule Q3).</summary>
public static class CallBackSlots
{
    /// <summary>The next slots from an instant on, each by its beginning in UTC.</summary>
    /// <param name="entryPoint">The door's key; one that has left the desk is open.</param>
    public static IReadOnlyList<DateTimeOffset> Next(Desk desk, string? entryPoint, Queue queue, DateTimeOffset now, int most)
    {
        if (Grid.Of(desk, entryPoint, queue) is not { } grid)
        {
            return [];
        }

        var found = new List<DateTimeOffset>();
        var last = now.AddDays(queue.CallBack.DaysAhead);
        var at = grid.Aligned(now.AddMinutes(queue.CallBack.LeadMinutes));
        while (found.Count < most && at <= last)
        {
            if (grid.IsOpen(at))
            {
                found.Add(at.ToUniversalTime());
                at = grid.Aligned(at.AddMinutes(1));
            }
            else if (grid.NextOpening(at) is { } opening)
            {
                // Too short a rest of the day is open and holds no slot.
                at = grid.Aligned(opening > at ? opening : at.AddMinutes(1));
            }
            else
            {
                break;
            }
        }

        return found;
    }

    /// <summary>Whether a slot may be chosen now. The lead time is not asked for again: the menu may have been open for a while.</summary>
    public static bool IsOffered(Desk desk, string? entryPoint, Queue queue, DateTimeOffset now, DateTimeOffset slot) =>
        slot >= now && slot <= now.AddDays(queue.CallBack.DaysAhead)
        && Grid.Of(desk, entryPoint, queue) is { } grid && grid.Aligned(slot) == slot && grid.IsOpen(slot);

    private sealed record Grid(Schedule Hours, Schedule? Door, TimeZoneInfo Zone, int SlotMinutes)
    {
        public static Grid? Of(Desk desk, string? entryPoint, Queue queue)
        {
            var door = desk.EntryPoints.FirstOrDefault(e => e.Key == entryPoint)?.ScheduleId;
            return desk.Schedules.FirstOrDefault(s => s.Id == queue.ScheduleId) is { } hours
                ? new Grid(
                    hours, door == hours.Id ? null : desk.Schedules.FirstOrDefault(s => s.Id == door),
                    TimeZoneInfo.FindSystemTimeZoneById(hours.Zone), queue.CallBack.SlotMinutes)
                : null;
        }

        /// <summary>The first beginning of a slot at or after an instant.</summary>
        public DateTimeOffset Aligned(DateTimeOffset at)
        {
            var whole = new DateTimeOffset(at.UtcDateTime.Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);
            whole = whole < at ? whole.AddMinutes(1) : whole;
            var past = (int)TimeZoneInfo.ConvertTime(whole, Zone).TimeOfDay.TotalMinutes % SlotMinutes;
            if (past == 0)
            {
                return whole;
            }

            // Clocks that change in between put the grid elsewhere.
            var next = whole.AddMinutes(SlotMinutes - past);
            return (int)TimeZoneInfo.ConvertTime(next, Zone).TimeOfDay.TotalMinutes % SlotMinutes == 0 ? next : Aligned(whole.AddMinutes(1));
        }

        public bool IsOpen(DateTimeOffset slot)
        {
            var end = slot.AddMinutes(SlotMinutes).AddTicks(-1);
            return OpeningHours.IsOpen(Hours, slot) && OpeningHours.IsOpen(Hours, end)
                && (Door is null || (OpeningHours.IsOpen(Door, slot) && OpeningHours.IsOpen(Door, end)));
        }

        /// <summary>When both are open next, or the later of the two openings when that is not the same instant.</summary>
        public DateTimeOffset? NextOpening(DateTimeOffset at)
        {
            var hours = OpeningHours.NextOpening(Hours, at);
            var door = Door is null ? hours : OpeningHours.NextOpening(Door, at);
            return hours is null || door is null ? null : hours > door ? hours : door;
        }
    }
}
