using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Tests.Hours;

/// <summary>
/// Opening hours by brute force: walks a stretch of time minute by minute, writes down what the clock on the wall shows, and
/// finds each interval's ends among what it saw. It converts instants to local times only, never the other way.
/// </summary>
internal sealed class HoursWalk
{
    private readonly DateTimeOffset from;
    private readonly DateTime[] wall;
    private readonly Dictionary<DateTime, (int First, int Last)> seen = [];

    public HoursWalk(string zone, DateTimeOffset from, int days)
    {
        this.from = from;
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        wall = new DateTime[days * 1440];
        for (var i = 0; i < wall.Length; i++)
        {
            wall[i] = TimeZoneInfo.ConvertTime(from.AddMinutes(i), info).DateTime;
            seen[wall[i]] = seen.TryGetValue(wall[i], out var known) ? (known.First, i) : (i, i);
        }
    }

    public bool[] Open(Schedule schedule)
    {
        var open = new bool[wall.Length];
        for (var date = wall[0].Date.AddDays(-1); date <= wall[^1].Date; date = date.AddDays(1))
        {
            foreach (var interval in schedule.Weekly.Where(w => w.Day == date.DayOfWeek && HolidayOn(schedule, date) is null))
            {
                var overnight = interval.EndMinute <= interval.StartMinute;
                var start = Index(date.AddMinutes(interval.StartMinute), later: false);
                var end = Index(date.AddDays(overnight ? 1 : 0).AddMinutes(interval.EndMinute), later: true);
                for (var i = start; i < end; i++)
                {
                    open[i] = true;
                }
            }
        }

        for (var i = 0; i < open.Length; i++)
        {
            var (at, emergency) = (At(i), schedule.Emergency);
            open[i] &= HolidayOn(schedule, wall[i].Date) is not { KeepOvernightTail: false }
                && (emergency is null || at < (emergency.From ?? at) || at >= (emergency.Until ?? DateTimeOffset.MaxValue));
        }

        return open;
    }

    private static Holiday? HolidayOn(Schedule schedule, DateTime date) =>
        schedule.Holidays.FirstOrDefault(h => h.Date == DateOnly.FromDateTime(date));

    public DateTimeOffset At(int index) => from.AddMinutes(index);

    // A time that the wall never showed lies in a gap: the first one after it counts.
    private int Index(DateTime local, bool later)
    {
        if (seen.TryGetValue(local, out var hits))
        {
            return later ? hits.Last : hits.First;
        }

        var after = Array.FindIndex(wall, w => w > local);
        return after < 0 ? wall.Length : after;
    }
}
