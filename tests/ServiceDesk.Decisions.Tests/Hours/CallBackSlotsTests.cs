using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Hours;

/// <summary>Rule Q3. All is about Monday, 2 March 2026, noon, unless it says so.</summary>
public sealed class CallBackSlotsTests
{
    private static readonly DateTimeOffset Noon = Scene.Start;
    private static readonly Schedule Always = new() { Id = "always", Zone = "Etc/UTC", AlwaysOpen = true };

    [Fact]
    public void Q3_the_first_slot_is_the_first_whole_one_after_the_lead_time()
    {
        First(Noon).ShouldBe(Noon.AddMinutes(30));
        First(Noon.AddSeconds(30)).ShouldBe(Noon.AddMinutes(60), "half a minute too late for half past twelve");
        First(Noon.AddMinutes(1)).ShouldBe(Noon.AddMinutes(60));
        Slots(Always, null, new CallBackSettings { LeadMinutes = 0 }, Noon, 2).ShouldBe([Noon, Noon.AddMinutes(30)]);

        static DateTimeOffset First(DateTimeOffset now) => Slots(Always, null, new CallBackSettings(), now, 1).Single();
    }

    [Fact]
    public void Q3_the_last_slot_begins_not_later_than_so_many_days_ahead()
    {
        var hourly = new CallBackSettings { SlotMinutes = 60, DaysAhead = 1 };
        Slots(Always, null, hourly, Noon, 100).ShouldBe(Enumerable.Range(1, 24).Select(h => Noon.AddHours(h)));
        IsOffered(Always, null, hourly, Noon, Noon.AddDays(1)).ShouldBeTrue();
        IsOffered(Always, null, hourly, Noon, Noon.AddHours(25)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(9, 18, 10, 11)]
    [InlineData(10, 11, 9, 18)]
    [InlineData(9, 11, 10, 12)]
    [InlineData(10, 12, 9, 11)]
    public void Q3_a_slot_lies_in_the_hours_of_queue_and_door(int opens, int closes, int doorOpens, int doorCloses)
    {
        var (hours, door) = (Daily("q", opens * 60, closes * 60), Daily("d", doorOpens * 60, doorCloses * 60));
        Slots(hours, door, new CallBackSettings(), Noon, 3).ShouldBe([Noon.AddHours(22), Noon.AddHours(22.5), Noon.AddHours(46)]);
        IsOffered(hours, door, new CallBackSettings(), Noon, Noon.AddHours(22)).ShouldBeTrue();
        IsOffered(hours, door, new CallBackSettings(), Noon, Noon.AddHours(21.5)).ShouldBeFalse("before one of them opens");
        IsOffered(hours, door, new CallBackSettings(), Noon, Noon.AddHours(23)).ShouldBeFalse("one of them has closed");
    }

    [Fact]
    public void Q3_a_slot_ends_before_queue_and_door_close()
    {
        var (whole, short_) = (Daily("q", 600, 720), Daily("d", 600, 645));
        Slots(short_, null, new CallBackSettings(), Noon, 2).ShouldBe([Noon.AddHours(22), Noon.AddHours(46)]);
        Slots(whole, short_, new CallBackSettings(), Noon, 2).ShouldBe([Noon.AddHours(22), Noon.AddHours(46)]);
        Slots(short_, null, new CallBackSettings(), Noon.AddHours(22).AddMinutes(5), 1).ShouldBe([Noon.AddHours(46)], "open, and too short a rest");
        Slots(Daily("q", 610, 650), null, new CallBackSettings(), Noon, 9).ShouldBeEmpty("no whole slot on any day");
        Slots(new Schedule { Id = "q", Zone = "Etc/UTC" }, null, new CallBackSettings(), Noon, 9).ShouldBeEmpty("hours that never open");
    }

    [Fact]
    public void Q3_only_the_beginning_of_a_slot_that_is_not_over_can_be_chosen()
    {
        IsOffered(Always, null, new CallBackSettings(), Noon, Noon).ShouldBeTrue();
        IsOffered(Always, null, new CallBackSettings(), Noon.AddSeconds(1), Noon).ShouldBeFalse();
        IsOffered(Always, null, new CallBackSettings(), Noon, Noon.AddMinutes(40)).ShouldBeFalse();
    }

    [Fact]
    public void Q3_a_door_that_is_gone_is_open_and_a_queue_without_hours_is_not()
    {
        var desk = DeskOf(Always, Daily("d", 600, 660));
        CallBackSlots.Next(desk, "elsewhere", QueueOf("always", new CallBackSettings()), Noon, 1).ShouldBe([Noon.AddMinutes(30)]);
        CallBackSlots.Next(desk, Desks.Door, QueueOf("nowhere", new CallBackSettings()), Noon, 1).ShouldBeEmpty();
        CallBackSlots.IsOffered(desk, Desks.Door, QueueOf("nowhere", new CallBackSettings()), Noon, Noon).ShouldBeFalse();
    }

    [Fact]
    public void Q3_slots_count_from_local_midnight_when_the_clocks_change()
    {
        var berlin = Always with { Zone = "Europe/Berlin" };
        var two = new CallBackSettings { SlotMinutes = 120, LeadMinutes = 0 };
        var spring = new DateTimeOffset(2026, 3, 28, 23, 0, 0, TimeSpan.Zero);
        Slots(berlin, null, two, spring, 3).ShouldBe([spring, spring.AddHours(3), spring.AddHours(5)], "midnight, four and six: there is no two o'clock");
        var autumn = new DateTimeOffset(2026, 10, 24, 22, 0, 0, TimeSpan.Zero);
        Slots(berlin, null, two, autumn, 4).ShouldBe([autumn, autumn.AddHours(2), autumn.AddHours(3), autumn.AddHours(5)], "two o'clock comes twice");
    }

    private static IReadOnlyList<DateTimeOffset> Slots(Schedule hours, Schedule? door, CallBackSettings settings, DateTimeOffset now, int most) =>
        CallBackSlots.Next(DeskOf(hours, door ?? hours), Desks.Door, QueueOf(hours.Id, settings), now, most);

    private static bool IsOffered(Schedule hours, Schedule? door, CallBackSettings settings, DateTimeOffset now, DateTimeOffset slot) =>
        CallBackSlots.IsOffered(DeskOf(hours, door ?? hours), Desks.Door, QueueOf(hours.Id, settings), now, slot);

    private static Desk DeskOf(Schedule hours, Schedule door) => new()
    {
        Schedules = door.Id == hours.Id ? [hours] : [new Schedule { Id = "other", Zone = "Etc/UTC" }, hours, door],
        EntryPoints =
        [
            new EntryPoint { Key = "closed", PublicKey = "pk-closed", Name = "Closed", ScheduleId = "other", Rules = [] },
            new EntryPoint { Key = Desks.Door, PublicKey = "pk", Name = "Shop", ScheduleId = door.Id, Rules = [] },
        ],
    };

    private static Queue QueueOf(string schedule, CallBackSettings settings) => new() { Id = "q", Name = "Q", ScheduleId = schedule, CallBack = settings };

    private static Schedule Daily(string id, int start, int end) => new()
    {
        Id = id, Zone = "Etc/UTC", Weekly = [.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyInterval(day, start, end))],
    };
}
