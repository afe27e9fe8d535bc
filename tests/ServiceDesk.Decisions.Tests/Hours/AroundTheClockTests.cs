using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Hours;

public sealed class AroundTheClockTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Case_67_around_the_clock_is_open_every_minute_of_a_year(bool flag)
    {
        var schedule = flag
            ? new Schedule { Id = "s", Zone = "America/Santiago", AlwaysOpen = true }
            : new Schedule
            {
                Id = "s",
                Zone = "America/Santiago",
                Weekly = [.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyInterval(day, 0, 1440))],
            };
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var minute = 0; minute < 365 * 1440; minute++, at = at.AddMinutes(1))
        {
            if (!OpeningHours.IsOpen(schedule, at))
            {
                throw new InvalidOperationException($"closed at {at:O}");
            }
        }

        OpeningHours.NextTransition(schedule, at).ShouldBeNull();
    }
}
