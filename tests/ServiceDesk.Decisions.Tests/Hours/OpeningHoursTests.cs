using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Hours;

public sealed class OpeningHoursTests
{
    [Fact]
    public void Case_65_eight_to_midnight_is_open_until_the_last_instant_of_the_day()
    {
        var schedule = Daily("Europe/Berlin", 480, 0);
        var midnight = At("2026-01-14T00:00:00+01:00");
        OpeningHours.IsOpen(schedule, midnight.AddMilliseconds(-100)).ShouldBeTrue();
        OpeningHours.IsOpen(schedule, midnight).ShouldBeFalse();
    }

    [Fact]
    public void Case_66_the_small_hours_of_saturday_belong_to_fridays_interval()
    {
        var schedule = Weekly("Europe/Berlin", new WeeklyInterval(DayOfWeek.Friday, 1320, 360));
        OpeningHours.IsOpen(schedule, At("2026-01-17T05:59:59+01:00")).ShouldBeTrue();
        OpeningHours.IsOpen(schedule, At("2026-01-17T06:00:00+01:00")).ShouldBeFalse();
        OpeningHours.IsOpen(schedule, At("2026-01-16T05:59:59+01:00")).ShouldBeFalse();
    }

    [Fact]
    public void Case_68_the_day_of_the_week_is_the_zones_not_the_servers()
    {
        var schedule = Weekly("Pacific/Auckland", new WeeklyInterval(DayOfWeek.Sunday, 480, 600));
        OpeningHours.IsOpen(schedule, At("2026-06-06T20:30:00Z")).ShouldBeTrue();
        OpeningHours.IsOpen(schedule, At("2026-06-07T20:30:00Z")).ShouldBeFalse();
    }

    [Fact]
    public void Case_69_the_day_after_the_change_opens_by_the_new_offset()
    {
        var schedule = Daily("America/New_York", 540, 1020);
        OpeningHours.IsOpen(schedule, At("2026-03-09T08:30:00-04:00")).ShouldBeFalse();
        OpeningHours.IsOpen(schedule, At("2026-03-09T09:00:00-04:00")).ShouldBeTrue();
        OpeningHours.NextTransition(schedule, At("2026-03-07T18:00:00-05:00")).ShouldBe(At("2026-03-08T09:00:00-04:00"));
    }

    [Fact]
    public void Case_70_a_start_in_the_gap_opens_at_the_first_valid_instant()
    {
        var schedule = Daily("America/New_York", 150, 300);
        OpeningHours.IsOpen(schedule, At("2026-03-08T01:59:59-05:00")).ShouldBeFalse();
        OpeningHours.IsOpen(schedule, At("2026-03-08T03:00:00-04:00")).ShouldBeTrue();
        OpeningHours.NextTransition(schedule, At("2026-03-08T01:00:00-05:00")).ShouldBe(At("2026-03-08T03:00:00-04:00"));
    }

    [Fact]
    public void Case_71_an_end_that_comes_twice_is_the_second_one()
    {
        var schedule = Daily("America/New_York", 0, 90);
        OpeningHours.IsOpen(schedule, At("2026-11-01T01:15:00-04:00")).ShouldBeTrue();
        OpeningHours.IsOpen(schedule, At("2026-11-01T01:15:00-05:00")).ShouldBeTrue();
        OpeningHours.IsOpen(schedule, At("2026-11-01T01:30:00-05:00")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("America/Santiago", "2026-09-06T01:00:00-03:00")]
    [InlineData("Africa/Cairo", "2026-04-24T01:00:00+03:00")]
    [InlineData("Asia/Beirut", "2026-03-29T01:00:00+03:00")]
    public void Case_72_a_day_without_midnight_opens_at_its_first_instant(string zone, string firstInstant)
    {
        var schedule = Daily(zone, 0, 480);
        var first = At(firstInstant);
        OpeningHours.IsOpen(schedule, first.AddTicks(-1)).ShouldBeFalse();
        OpeningHours.IsOpen(schedule, first).ShouldBeTrue();
        OpeningHours.NextTransition(schedule, first).ShouldBe(first.AddHours(7));
    }

    [Theory]
    [InlineData("Australia/Lord_Howe", "2026-04-05T00:00:00+11:00", 8.5)]
    [InlineData("Australia/Lord_Howe", "2026-10-04T00:00:00+10:30", 7.5)]
    [InlineData("Africa/Casablanca", "2026-02-15T00:00:00+01:00", 9)]
    [InlineData("Africa/Casablanca", "2026-03-22T00:00:00+00:00", 7)]
    public void Case_73_half_hour_shifts_and_shifts_by_decree_give_the_right_length(string zone, string midnight, double hours)
    {
        var schedule = Daily(zone, 0, 480);
        OpeningHours.IsOpen(schedule, At(midnight)).ShouldBeTrue();
        OpeningHours.NextTransition(schedule, At(midnight)).ShouldBe(At(midnight).AddHours(hours));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Case_74_a_closed_date_ends_the_night_before_it_unless_the_tail_is_kept(bool keepTail, bool open)
    {
        var schedule = Weekly("Europe/Berlin", new WeeklyInterval(DayOfWeek.Friday, 1080, 120), new WeeklyInterval(DayOfWeek.Saturday, 540, 1020)) with
        {
            Overrides =
            [
                new DateOverride { Date = new DateOnly(2026, 1, 17), Kind = DateOverrideKind.Closed, KeepOvernightTail = keepTail },
            ],
        };
        OpeningHours.IsOpen(schedule, At("2026-01-16T23:59:59+01:00")).ShouldBeTrue();
        OpeningHours.IsOpen(schedule, At("2026-01-17T00:30:00+01:00")).ShouldBe(open);
        OpeningHours.IsOpen(schedule, At("2026-01-17T10:00:00+01:00")).ShouldBeFalse();
        OpeningHours.IsOpen(schedule, At("2026-01-24T10:00:00+01:00")).ShouldBeTrue();
    }

    [Fact]
    public void Case_75_an_extended_date_wins_over_a_closed_one()
    {
        var date = new DateOnly(2026, 12, 25);
        var schedule = Daily("Europe/Berlin", 540, 1020) with
        {
            Overrides =
            [
                new DateOverride { Date = date, Kind = DateOverrideKind.Extended, Intervals = [new DayInterval(360, 1440)] },
                new DateOverride { Date = date, Kind = DateOverrideKind.Closed },
            ],
        };
        OpeningHours.IsOpen(schedule, At("2026-12-25T06:00:00+01:00")).ShouldBeTrue();
        OpeningHours.IsOpen(schedule, At("2026-12-25T23:59:00+01:00")).ShouldBeTrue();
        OpeningHours.IsOpen(schedule, At("2026-12-26T06:00:00+01:00")).ShouldBeFalse();
    }

    [Fact]
    public void H6_a_modified_date_replaces_only_what_is_anchored_on_it()
    {
        var schedule = Daily("Europe/Berlin", 1320, 360) with
        {
            Overrides =
            [
                new DateOverride
                {
                    Date = new DateOnly(2026, 1, 17), Kind = DateOverrideKind.Modified,
                    Intervals = [new DayInterval(600, 660), new DayInterval(720, 780)],
                },
            ],
        };
        OpeningHours.IsOpen(schedule, At("2026-01-17T05:00:00+01:00")).ShouldBeTrue("the night before is Friday's");
        OpeningHours.IsOpen(schedule, At("2026-01-17T10:30:00+01:00")).ShouldBeTrue();
        OpeningHours.IsOpen(schedule, At("2026-01-17T11:30:00+01:00")).ShouldBeFalse();
        OpeningHours.IsOpen(schedule, At("2026-01-17T12:30:00+01:00")).ShouldBeTrue();
        OpeningHours.IsOpen(schedule, At("2026-01-17T23:00:00+01:00")).ShouldBeFalse();
        OpeningHours.IsOpen(schedule, At("2026-01-18T05:00:00+01:00")).ShouldBeFalse("Saturday has no night");
        OpeningHours.IsOpen(schedule, At("2026-01-18T22:00:00+01:00")).ShouldBeTrue();
    }

    [Fact]
    public void H6_a_closed_date_closes_what_is_open_around_the_clock()
    {
        var schedule = new Schedule
        {
            Id = "s", Zone = "Europe/Berlin", AlwaysOpen = true,
            Overrides = [new DateOverride { Date = new DateOnly(2026, 5, 1), Kind = DateOverrideKind.Closed }],
        };
        var closes = At("2026-05-01T00:00:00+02:00");
        OpeningHours.NextTransition(schedule, closes.AddDays(-30)).ShouldBe(closes);
        OpeningHours.NextTransition(schedule, closes).ShouldBe(closes.AddDays(1));
        OpeningHours.NextOpening(schedule, closes.AddHours(3)).ShouldBe(closes.AddDays(1));
    }

    [Fact]
    public void H7_a_schedule_that_never_opens_has_no_transition()
    {
        var schedule = Weekly("Europe/Berlin");
        OpeningHours.IsOpen(schedule, At("2026-05-01T00:00:00Z")).ShouldBeFalse();
        OpeningHours.NextTransition(schedule, At("2026-05-01T00:00:00Z")).ShouldBeNull();
        OpeningHours.NextOpening(schedule, At("2026-05-01T00:00:00Z")).ShouldBeNull();
    }

    [Fact]
    public void H7_a_transition_further_away_than_the_horizon_is_none()
    {
        DateOverride Sale(int year) => new()
        {
            Date = new DateOnly(year, 11, 11), Kind = DateOverrideKind.Extended, Intervals = [new DayInterval(0, 1440)],
        };
        var at = At("2026-11-12T00:00:00Z");
        OpeningHours.NextTransition(Weekly("Etc/UTC") with { Overrides = [Sale(2027)] }, at).ShouldBe(At("2027-11-11T00:00:00Z"));
        OpeningHours.NextTransition(Weekly("Etc/UTC") with { Overrides = [Sale(2028)] }, at).ShouldBeNull();
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Schedule Weekly(string zone, params WeeklyInterval[] intervals) =>
        new() { Id = "s", Zone = zone, Weekly = intervals };

    private static Schedule Daily(string zone, int start, int end) =>
        Weekly(zone, [.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyInterval(day, start, end))]);
}
