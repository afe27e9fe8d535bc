using System.Diagnostics;
using System.Globalization;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Admin;

/// <summary>Calendars of others: what is understood becomes dates, what is not is named, and none takes the server along.</summary>
public sealed class HolidayTests(AdminDesk desk) : IClassFixture<AdminDesk>
{
    private const string Berlin = "Europe/Berlin";

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261227\nSUMMARY:Christmas", "2026-12-25 2026-12-26")]
    [InlineData("DTSTART;VALUE=DATE:20261225", "2026-12-25")]
    [InlineData("DTSTART;VALUE=DATE:19900501\nRRULE:FREQ=YEARLY", "2026-05-01 2027-05-01")]
    [InlineData("DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\nEXDATE;VALUE=DATE:20271125", "2026-11-26")]
    [InlineData("DTSTART;VALUE=DATE:20261231\nDURATION:P3D", "2026-12-31 2027-01-01 2027-01-02")]
    [InlineData("DTSTART:20261224T223000Z\nDTEND:20261225T230000Z", "2026-12-24 2026-12-25")]
    [InlineData("DTSTART;TZID=America/New_York:20261224T180000\nDTEND;TZID=America/New_York:20261224T200000", "2026-12-25")]
    [InlineData("DTSTART:20261224T180000\nDTEND:20261225T000000", "2026-12-24")]
    [InlineData("DTSTART;VALUE=DATE:20260101\nRDATE;VALUE=DATE:20260301", "2026-01-01 2026-03-01")]
    public async Task Dates_are_those_of_the_schedules_zone(string lines, string dates)
    {
        var answer = await Read(Calendar(lines), Berlin);
        answer.Skipped.ShouldBeEmpty();
        answer.Holidays.Select(h => h.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ShouldBe(dates.Split(' '));
    }

    [Fact]
    public async Task Names_come_along_folded_escaped_and_cut()
    {
        var answer = await Read(Calendar("DTSTART;VALUE=DATE:20261003\nSUMMARY;LANGUAGE=de:Tag der\n  Deutschen Einheit\\, bundesweit\nDESCRIPTION:x"), Berlin);
        answer.Holidays.ShouldHaveSingleItem().Name.ShouldBe("Tag der Deutschen Einheit, bundesweit");
        (await Read(Calendar("DTSTART;VALUE=DATE:20261003\nSUMMARY:" + new string('x', 5_000)), Berlin)).Holidays[0].Name!.Length.ShouldBe(100);
    }

    [Fact]
    public async Task What_is_not_understood_is_named_by_its_line_and_the_rest_counts()
    {
        var text = "BEGIN:VCALENDAR\nVERSION:2.0\n"
            + Event("DTSTART;VALUE=DATE:20260230")
            + Event("SUMMARY:No start")
            + Event("DTSTART;VALUE=DATE:20261111\nSTATUS:CANCELLED")
            + Event("DTSTART;VALUE=DATE:20261112\nBEGIN:VALARM\nDTSTART:x\nEND:VALARM")
            + Event("DTSTART;VALUE=DATE:20261113\nRRULE:FREQ=SECONDLY")
            + "END:VCALENDAR\n";
        var answer = await Read(text, Berlin);
        answer.Holidays.ShouldHaveSingleItem().Date.ShouldBe(new DateOnly(2026, 11, 12));
        answer.Skipped.Select(s => s.Line).ShouldBe([3, 6, 9, 19]);
        answer.Skipped.Select(s => s.Why).ShouldBe(["is not understood", "has no start", "is cancelled", "recurs more often than daily"]);
    }

    public static TheoryData<string> Hostile =>
    [
        Calendar("DTSTART:19700101T000000Z\nRRULE:FREQ=SECONDLY"),
        Calendar("DTSTART:19700101T000000Z\nRRULE:FREQ=DAILY;BYHOUR=0,1,2;BYMINUTE=0,1;BYSECOND=0,1"),
        Calendar("DTSTART;VALUE=DATE:00010101\nRRULE:FREQ=DAILY"),
        Calendar("DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        Calendar("DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY;INTERVAL=0"),
        Calendar("DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY;INTERVAL=-1"),
        Calendar("DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY;COUNT=99999999999999"),
        Calendar("DTSTART;VALUE=DATE:20260101\nDURATION:P999999999W"),
        Calendar("DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:99991231"),
        Calendar("DTSTART;TZID=Mars/Base:20260101T000000"),
        Calendar("DTSTART;VALUE=DATE:20260101\nEXDATE:" + new string('2', 100_000)),
        Calendar("DTSTART" + string.Concat(Enumerable.Repeat(";X=\"a", 300)) + ":20260101"),
        Calendar(string.Concat(Enumerable.Repeat("BEGIN:VEVENT\n", 50_000))),
        "BEGIN:VCALENDAR\n" + string.Concat(Enumerable.Repeat(Event("DTSTART;VALUE=DATE:19700101\nRRULE:FREQ=DAILY"), 300)) + "END:VCALENDAR",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_calendar_is_answered_within_seconds(string text)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await desk.Post("/api/admin/desk/holidays", new HolidayRequest(text, Berlin, 2026));
        ((int)answer.StatusCode).ShouldBeLessThan(500);
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(10));
        if (answer.IsSuccessStatusCode)
        {
            (await AdminDesk.Read<HolidayAnswer>(answer)).Holidays.ShouldAllBe(h => h.Date.Year == 2026 || h.Date.Year == 2027);
        }
    }

    [Theory]
    [InlineData("no calendar", Berlin, 2026, 2, "calendar")]
    [InlineData("", "Mars/Base", 1, 9, "calendar zone fromYear years")]
    public async Task What_is_no_request_is_refused_with_every_fault(string text, string zone, int year, int years, string fields)
    {
        var (code, details) = await AdminDesk.Refusal(await desk.Post("/api/admin/desk/holidays", new HolidayRequest(text, zone, year, years)));
        code.ShouldBe(ErrorCodes.Invalid);
        details.Select(d => d.Field).ShouldBe(fields.Split(' '));
    }

    [Fact]
    public async Task A_calendar_of_many_events_or_bytes_is_refused()
    {
        var many = "BEGIN:VCALENDAR\n" + string.Concat(Enumerable.Repeat(Event("DTSTART:x"), CalendarBlocks.MostEvents + 1));
        (await AdminDesk.Refusal(await desk.Post("/api/admin/desk/holidays", new HolidayRequest(many, Berlin, 2026)))).Code.ShouldBe(ErrorCodes.Invalid);
        var large = new HolidayRequest(new string('x', 1_100_000), Berlin, 2026);
        (await AdminDesk.Refusal(await desk.Post("/api/admin/desk/holidays", large))).Code.ShouldBe(ErrorCodes.TooLarge);
    }

    private static string Calendar(string lines) => $"BEGIN:VCALENDAR\nVERSION:2.0\n{Event(lines)}END:VCALENDAR\n";

    private static string Event(string lines) => $"BEGIN:VEVENT\n{lines}\nEND:VEVENT\n";

    private async Task<HolidayAnswer> Read(string text, string zone) =>
        await AdminDesk.Read<HolidayAnswer>(await desk.Post("/api/admin/desk/holidays", new HolidayRequest(text, zone, 2026)));
}
