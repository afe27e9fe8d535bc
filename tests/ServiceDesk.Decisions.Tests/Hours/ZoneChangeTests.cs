using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Hours;

/// <summary>Rules H1–H5 over every zone change of two years against a walk minute by minute.</summary>
public sealed class ZoneChangeTests
{
    private static readonly DateTimeOffset From = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Zones =>
    [
        "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "America/Santiago",
        "Africa/Cairo", "Asia/Beirut", "America/Havana", "Pacific/Auckland", "Atlantic/Azores",
    ];

    private static readonly (int Start, int End)[][] Days =
    [
        [(0, 1440)],
        [(540, 1020)],
        [(1320, 360)],
        [(480, 0)],
        [(90, 150), (150, 195), (600, 601)],
        [(0, 30), (60, 90), (1380, 1440)],
        [(1410, 30), (120, 121)],
        [(720, 720)],
    ];

    [Theory]
    [MemberData(nameof(Zones))]
    public void Open_and_closed_are_what_the_clock_on_the_wall_says_around_every_change(string zone)
    {
        var changes = Changes(zone);
        changes.Count.ShouldBeGreaterThanOrEqualTo(4);
        foreach (var change in changes)
        {
            var walk = new HoursWalk(zone, change.AddDays(-4), days: 8);
            foreach (var day in Days)
            {
                Check(Every(zone, day), walk);
            }
        }
    }

    private static void Check(Schedule schedule, HoursWalk walk)
    {
        const int first = 2 * 1440;
        const int last = 6 * 1440;
        var open = walk.Open(schedule);
        var next = OpeningHours.NextTransition(schedule, walk.At(first));
        for (var i = first; i < last; i++)
        {
            var near = Math.Abs(i - (4 * 1440)) < 240;
            if (near || i % 20 == 0 || open[i] != open[i - 1])
            {
                OpeningHours.IsOpen(schedule, walk.At(i)).ShouldBe(open[i], Where(schedule, walk.At(i)));
            }

            if (i > first && open[i] != open[i - 1])
            {
                next.ShouldBe(walk.At(i), "next transition, " + Where(schedule, walk.At(i)));
                OpeningHours.IsOpen(schedule, walk.At(i).AddTicks(-1)).ShouldBe(open[i - 1], "a tick before " + Where(schedule, walk.At(i)));
                next = OpeningHours.NextTransition(schedule, walk.At(i));
            }
        }

        (next is null || next >= walk.At(last)).ShouldBeTrue($"an extra transition at {next:O} in {schedule.Zone}");
    }

    private static string Where(Schedule schedule, DateTimeOffset at) =>
        $"{schedule.Zone} {at:O} with {string.Join(", ", schedule.Weekly.Take(3))}";

    private static Schedule Every(string zone, (int Start, int End)[] intervals) => new()
    {
        Id = "s",
        Zone = zone,
        Weekly =
        [
            .. from day in Enum.GetValues<DayOfWeek>()
               from interval in intervals
               select new WeeklyInterval(day, interval.Start, interval.End),
        ],
    };

    private static List<DateTimeOffset> Changes(string zone)
    {
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var changes = new List<DateTimeOffset>();
        for (var at = From; at < To; at = at.AddMinutes(30))
        {
            if (info.GetUtcOffset(at) != info.GetUtcOffset(at.AddMinutes(-30)))
            {
                changes.Add(at);
            }
        }

        return changes;
    }
}
