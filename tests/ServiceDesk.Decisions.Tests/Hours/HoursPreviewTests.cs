using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Hours;

/// <summary>Rules H12 and H13: what happens at an instant and why, and every boundary ahead.</summary>
public sealed class HoursPreviewTests
{
    private static readonly DateOnly Friday = new(2026, 3, 6);
    private static readonly DateOnly Saturday = new(2026, 3, 7);

    [Fact]
    public void H12_an_open_instant_names_the_interval_of_the_week_and_the_date_at_which_it_is_anchored()
    {
        var answer = HoursPreview.At(Nights(), Utc(7, 0, 30));
        answer.ShouldBe(new HoursAnswer(true, HoursLayer.Weekly, null, null, Friday, new DayInterval(18 * 60, 2 * 60), Utc(7, 2, 0)));
        HoursPreview.At(Nights(), Utc(7, 12, 0)).ShouldBe(new HoursAnswer(false, HoursLayer.Closed, null, null, null, null, Utc(7, 18, 0)));
    }

    [Fact]
    public void H12_a_holiday_is_named_on_its_date_and_in_the_night_that_it_took_away()
    {
        var schedule = Nights() with { Holidays = [new Holiday(Friday, "Fair")] };
        foreach (var at in new[] { Utc(6, 9, 0), Utc(6, 20, 0), Utc(7, 1, 0) })
        {
            var answer = HoursPreview.At(schedule, at);
            (answer.IsOpen, answer.Layer, answer.Name, answer.Date).ShouldBe((false, HoursLayer.Holiday, "Fair", Friday));
        }

        // The day after is closed at noon in any case.
        HoursPreview.At(schedule, Utc(7, 12, 0)).Layer.ShouldBe(HoursLayer.Closed);
    }

    [Fact]
    public void H12_an_override_goes_before_the_holiday_and_the_emergency_before_everything()
    {
        var dated = new DateOverride { Date = Saturday, Kind = DateOverrideKind.Extended, Name = "Sale", Intervals = [new DayInterval(600, 720)] };
        var schedule = Nights() with { Holidays = [new Holiday(Saturday, "Fair")], Overrides = [dated] };
        HoursPreview.At(schedule, Utc(7, 11, 0)).ShouldBe(
            new HoursAnswer(true, HoursLayer.Override, "Sale", DateOverrideKind.Extended, Saturday, new DayInterval(600, 720), Utc(7, 12, 0)));
        HoursPreview.At(schedule, Utc(7, 13, 0)).Layer.ShouldBe(HoursLayer.Override);
        var closed = schedule with { Emergency = new EmergencyClosing(Utc(7, 10, 30), Utc(7, 11, 30), "Water in the cellar") };
        HoursPreview.At(closed, Utc(7, 11, 0)).ShouldBe(
            new HoursAnswer(false, HoursLayer.Emergency, "Water in the cellar", null, null, null, Utc(7, 11, 30)));
        HoursPreview.At(closed, Utc(7, 11, 30)).Layer.ShouldBe(HoursLayer.Override);
        HoursPreview.At(closed, Utc(7, 10, 29)).NextChange.ShouldBe(Utc(7, 10, 30));
    }

    [Fact]
    public void H12_around_the_clock_and_never_have_no_next_change()
    {
        var always = new Schedule { Id = "s", Zone = "Etc/UTC", AlwaysOpen = true };
        HoursPreview.At(always, Utc(7, 12, 0)).ShouldBe(
            new HoursAnswer(true, HoursLayer.AlwaysOpen, null, null, Saturday, new DayInterval(0, 1_440), null));
        HoursPreview.At(always with { AlwaysOpen = false }, Utc(7, 12, 0)).ShouldBe(
            new HoursAnswer(false, HoursLayer.Closed, null, null, null, null, null));
        HoursPreview.Boundaries(always, Utc(1, 0, 0), Utc(1, 0, 0).AddMonths(13)).ShouldBeEmpty();
    }

    [Fact]
    public void H13_the_boundaries_of_13_months_keep_their_local_times_and_mark_the_changed_clocks()
    {
        var schedule = new Schedule
        {
            Id = "s", Zone = "Europe/Berlin", Weekly = [.. Enum.GetValues<DayOfWeek>().Select(d => new WeeklyInterval(d, 9 * 60, 17 * 60))],
        };
        var from = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var boundaries = HoursPreview.Boundaries(schedule, from, from.AddMonths(13));
        boundaries.Count.ShouldBe(2 * (365 + 31));
        boundaries.ShouldAllBe(b => b.At.ToOffset(b.Offset).Hour == (b.Opens ? 9 : 17));
        boundaries.Where(b => b.ClocksChanged).Select(b => (b.At, b.Opens, b.Offset.TotalHours)).ShouldBe(
        [
            (Utc(29, 7, 0), true, 2),
            (new DateTimeOffset(2026, 10, 25, 8, 0, 0, TimeSpan.Zero), true, 1),
            (new DateTimeOffset(2027, 3, 28, 7, 0, 0, TimeSpan.Zero), true, 2),
        ]);
        HoursPreview.ClockChanges(schedule, from, from.AddMonths(13)).ShouldBe(
        [
            new ClockChange(Utc(29, 1, 0), TimeSpan.FromHours(1), TimeSpan.FromHours(2)),
            new ClockChange(new DateTimeOffset(2026, 10, 25, 1, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(2), TimeSpan.FromHours(1)),
            new ClockChange(new DateTimeOffset(2027, 3, 28, 1, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1), TimeSpan.FromHours(2)),
        ]);
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Shanghai")]
    public void H13_random_schedules_have_exactly_the_boundaries_that_the_wall_clock_shows(string zone)
    {
        var from = new DateTimeOffset(2026, 3, 20, 0, 0, 0, TimeSpan.Zero);
        var walk = new HoursWalk(zone, from, 20);
        for (var seed = 0; seed < RandomRuns.Of(40); seed++)
        {
            var schedule = HolidayTests.Random(seed, zone, from);
            var open = walk.Open(schedule);
            var (first, last) = (2_880, open.Length - 2_880);
            HoursPreview.Boundaries(schedule, walk.At(first), walk.At(last)).Select(b => (b.At, b.Opens)).ShouldBe(
                Enumerable.Range(first + 1, last - first).Where(i => open[i] != open[i - 1]).Select(i => (walk.At(i), open[i])),
                $"seed {seed}");
            for (var i = first; i < last; i += 61)
            {
                Agrees(schedule, walk.At(i), open[i]);
            }
        }
    }

    // A layer that decided is one without which the answer would come from somewhere else.
    private static void Agrees(Schedule schedule, DateTimeOffset at, bool open)
    {
        var answer = HoursPreview.At(schedule, at);
        answer.IsOpen.ShouldBe(open);
        answer.NextChange.ShouldBe(OpeningHours.NextTransition(schedule, at));
        var without = answer.Layer switch
        {
            HoursLayer.Emergency => schedule with { Emergency = null },
            HoursLayer.Holiday => schedule with { Holidays = [] },
            HoursLayer.Weekly => schedule with { Weekly = [] },
            _ => null,
        };
        if (without is null)
        {
            answer.Layer.ShouldBe(HoursLayer.Closed);
        }
        else
        {
            HoursPreview.At(without, at).Layer.ShouldNotBe(answer.Layer);
        }
    }

    private static Schedule Nights() => new()
    {
        Id = "s",
        Zone = "Etc/UTC",
        Weekly = [new WeeklyInterval(DayOfWeek.Friday, 18 * 60, 2 * 60), new WeeklyInterval(DayOfWeek.Saturday, 18 * 60, 2 * 60)],
    };

    private static DateTimeOffset Utc(int day, int hour, int minute) => new(2026, 3, day, hour, minute, 0, TimeSpan.Zero);
}
