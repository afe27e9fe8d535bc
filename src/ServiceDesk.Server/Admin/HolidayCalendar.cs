using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Server.Admin;

/// <summary>
/// The local dates that a calendar's events cover in a zone. Each event is read by itself, so that one that is broken is
/// named and the others count; what would take long to unfold (more often than daily, years without end) is not begun.
/// </summary>
internal sealed class HolidayCalendar(TimeZoneInfo zone, DateOnly from, DateOnly until)
{
    private const int NameLength = 100;
    private const int FirstYear = 1970;
    private const int MostUnmatched = 1_000;

    private readonly SortedDictionary<DateOnly, Holiday> _days = [];
    private readonly List<SkippedEvent> _skipped = [];

    /// <param name="until">The first date that is not wanted.</param>
    /// <param name="isLate">Asked between events; true gives up.</param>
    /// <returns>Null when given up.</returns>
    public static HolidayAnswer? Read(
        IReadOnlyList<CalendarBlock> events, TimeZoneInfo zone, DateOnly from, DateOnly until, Func<bool> isLate)
    {
        var calendar = new HolidayCalendar(zone, from, until);
        foreach (var block in events)
        {
            if (isLate())
            {
                return null;
            }

            calendar.Add(block);
        }

        return new HolidayAnswer([.. calendar._days.Values], calendar._skipped);
    }

    private void Add(CalendarBlock block)
    {
        if (block.Text is null)
        {
            Skip(block, "has a line that is too long");
            return;
        }

        try
        {
            if (Calendar.Load(block.Text)?.Events.SingleOrDefault() is not { } found)
            {
                Skip(block, "is no event");
            }
            else if (Obstacle(found) is { } why)
            {
                Skip(block, why);
            }
            else
            {
                Add(found);
            }
        }
#pragma warning disable CA1031 // What a library throws on text of strangers is not to be foreseen; the event is named and left out.
        catch (Exception)
#pragma warning restore CA1031
        {
            Skip(block, "is not understood");
        }
    }

    private static string? Obstacle(CalendarEvent found) => found switch
    {
        { Start: null } => "has no start",
        { Status: "CANCELLED" } => "is cancelled",
        { Start.Year: < FirstYear } => $"begins before {FirstYear}",
        _ when found.Properties.Count(p => p.Name is "RRULE" or "EXRULE") > 1 => "has several rules of recurrence",
        _ => found.RecurrenceRule is { } rule ? Obstacle(rule) : null,
    };

    private static string? Obstacle(RecurrenceRule rule) => rule switch
    {
        { Frequency: not (FrequencyType.Yearly or FrequencyType.Monthly or FrequencyType.Weekly or FrequencyType.Daily) } => "recurs more often than daily",
        _ when rule.ByHour.Count + rule.ByMinute.Count + rule.BySecond.Count > 0 => "recurs at times of day",
        _ => null,
    };

    private void Add(CalendarEvent found)
    {
        var name = Name(found.Summary);
        var options = new EvaluationOptions { MaxUnmatchedIncrementsLimit = MostUnmatched };
        foreach (var occurrence in found.GetOccurrences(null, options))
        {
            var (first, last) = Dates(occurrence.Period, found.IsAllDay);
            if (first >= until)
            {
                break;
            }

            for (var day = first > from ? first : from; day <= last && day < until; day = day.AddDays(1))
            {
                _days.TryAdd(day, new Holiday(day, name));
            }
        }
    }

    private (DateOnly First, DateOnly Last) Dates(Period period, bool isAllDay)
    {
        var end = period.EffectiveEndTime ?? period.StartTime;
        if (isAllDay)
        {
            return (period.StartTime.Date, end.Date > period.StartTime.Date ? end.Date.AddDays(-1) : period.StartTime.Date);
        }

        var (from, to) = (Local(period.StartTime), Local(end));
        // An end at midnight does not touch the day that begins there.
        return (DateOnly.FromDateTime(from), DateOnly.FromDateTime(to > from ? to.AddTicks(-1) : from));
    }

    private DateTime Local(CalDateTime instant) =>
        instant.IsFloating ? instant.Value : TimeZoneInfo.ConvertTimeFromUtc(instant.AsUtc, zone);

    private static string? Name(string? summary)
    {
        var text = string.Concat((summary ?? "").Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return text.Length == 0 ? null : text.Length <= NameLength ? text : text[..NameLength];
    }

    private void Skip(CalendarBlock block, string why) => _skipped.Add(new SkippedEvent(block.Line, why));
}
