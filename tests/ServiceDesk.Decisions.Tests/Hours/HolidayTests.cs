using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Hours;

/// <summary>Rules H6, H9, H10: emergency before dated override before holiday before the week.</summary>
public sealed class HolidayTests
{
    private static readonly DateOnly Saturday = new(2026, 3, 7);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Case_74_a_holiday_cuts_the_night_before_unless_its_tail_is_kept(bool keepTail, bool open)
    {
        var schedule = Nights() with { Holidays = [new Holiday(Saturday, "Fair", keepTail)] };
        OpeningHours.IsOpen(schedule, Utc(7, 0, 30)).ShouldBe(open);
        OpeningHours.IsOpen(schedule, Utc(6, 23, 59)).ShouldBeTrue();
        OpeningHours.IsOpen(schedule, Utc(7, 18, 30)).ShouldBeFalse();
        OpeningHours.NextTransition(schedule, Utc(6, 20, 0)).ShouldBe(keepTail ? Utc(7, 2, 0) : Utc(7, 0, 0));
    }

    [Theory]
    [InlineData(DateOverrideKind.Extended)]
    [InlineData(DateOverrideKind.Modified)]
    public void Case_75_a_dated_override_wins_over_a_holiday(DateOverrideKind kind)
    {
        var dated = new DateOverride { Date = Saturday, Kind = kind, Intervals = [new DayInterval(600, 720)] };
        var schedule = Nights() with { Holidays = [new Holiday(Saturday)], Overrides = [dated] };
        OpeningHours.IsOpen(schedule, Utc(7, 10, 0)).ShouldBeTrue();
        OpeningHours.IsOpen(schedule, Utc(7, 18, 30)).ShouldBeFalse();
        OpeningHours.IsOpen(schedule, Utc(7, 0, 30)).ShouldBeTrue();
    }

    [Fact]
    public void H9_a_holiday_closes_around_the_clock_hours_for_that_date()
    {
        var schedule = new Schedule { Id = "s", Zone = "Etc/UTC", AlwaysOpen = true, Holidays = [new Holiday(Saturday)] };
        OpeningHours.NextTransition(schedule, Utc(6, 12, 0)).ShouldBe(Utc(7, 0, 0));
        OpeningHours.NextTransition(schedule, Utc(7, 12, 0)).ShouldBe(Utc(8, 0, 0));
    }

    [Fact]
    public void H10_the_emergency_switch_closes_everything_from_and_until_its_instants()
    {
        var extended = new DateOverride { Date = Saturday, Kind = DateOverrideKind.Extended, Intervals = [new DayInterval(0, 1440)] };
        var schedule = Nights() with
        {
            AlwaysOpen = true, Overrides = [extended], Emergency = new EmergencyClosing(Utc(7, 10, 0), Utc(7, 11, 30), "Water in the cellar"),
        };
        OpeningHours.NextTransition(schedule, Utc(7, 9, 0)).ShouldBe(Utc(7, 10, 0));
        OpeningHours.IsOpen(schedule, Utc(7, 11, 29)).ShouldBeFalse();
        OpeningHours.NextTransition(schedule, Utc(7, 10, 0)).ShouldBe(Utc(7, 11, 30));
        var endless = schedule with { Emergency = new EmergencyClosing() };
        OpeningHours.IsOpen(endless, Utc(7, 9, 0)).ShouldBeFalse();
        OpeningHours.NextOpening(endless, Utc(7, 9, 0)).ShouldBeNull();
    }

    [Fact]
    public void Faults_of_holidays_and_emergencies_are_named()
    {
        var desk = new Desk
        {
            Schedules =
            [
                Nights() with { Holidays = [new Holiday(Saturday), new Holiday(Saturday)], Emergency = new EmergencyClosing(Utc(7, 1, 0), Utc(7, 1, 0)) },
            ],
        };
        DeskChecks.Faults(desk).Select(f => $"{f.Item} {f.Value} {f.Code}").ShouldBe(
            ["schedules[s].holidays 2026-03-07 duplicate", "schedules[s].emergency.until 2026-03-07T01:00:00.0000000+00:00 conflict"]);
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Shanghai")]
    public void Random_holidays_and_emergencies_agree_with_the_wall_clock(string zone)
    {
        var from = new DateTimeOffset(2026, 3, 20, 0, 0, 0, TimeSpan.Zero);
        var walk = new HoursWalk(zone, from, 20);
        for (var seed = 0; seed < RandomRuns.Of(40); seed++)
        {
            var schedule = Random(seed, zone, from);
            var open = walk.Open(schedule);
            for (var i = 2_880; i < open.Length - 2_880; i += 7)
            {
                OpeningHours.IsOpen(schedule, walk.At(i)).ShouldBe(open[i], $"seed {seed} at {walk.At(i):O}");
            }

            var turn = Enumerable.Range(2_881, open.Length - 5_762).FirstOrDefault(i => open[i] != open[2_880]);
            if (turn > 0)
            {
                OpeningHours.NextTransition(schedule, walk.At(2_880)).ShouldBe(walk.At(turn), $"seed {seed}");
            }
        }
    }

    internal static Schedule Random(int seed, string zone, DateTimeOffset from)
    {
        var random = new Random(seed);
        var day = DateOnly.FromDateTime(from.UtcDateTime);
        var emergency = from.AddMinutes(random.Next(2_000, 20_000));
        return new Schedule
        {
            Id = "s",
            Zone = zone,
            Weekly =
            [
                .. Enum.GetValues<DayOfWeek>().Where(_ => random.Next(4) > 0)
                    .Select(d => new WeeklyInterval(d, random.Next(0, 1_440), random.Next(0, 1_441))),
            ],
            Holidays = [.. Enumerable.Range(0, 20).Where(_ => random.Next(5) == 0).Select(i => new Holiday(day.AddDays(i), null, random.Next(2) == 0))],
            Emergency = random.Next(2) == 0 ? null : new EmergencyClosing(
                random.Next(4) == 0 ? null : emergency, random.Next(4) == 0 ? null : emergency.AddMinutes(random.Next(1, 4_000))),
        };
    }

    private static Schedule Nights() => new()
    {
        Id = "s",
        Zone = "Etc/UTC",
        Weekly = [new WeeklyInterval(DayOfWeek.Friday, 18 * 60, 2 * 60), new WeeklyInterval(DayOfWeek.Saturday, 18 * 60, 2 * 60)],
    };

    private static DateTimeOffset Utc(int day, int hour, int minute) => new(2026, 3, day, hour, minute, 0, TimeSpan.Zero);
}
