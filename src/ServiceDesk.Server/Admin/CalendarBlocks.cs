using System.Text;

namespace ServiceDesk.Server.Admin;

/// <summary>An event of a calendar as a calendar of its own.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Text">Null when a line of it is longer than any that says when it is.</param>
internal sealed record CalendarBlock(int Line, string? Text);

/// <summary>Cuts a calendar's text (RFC 5545) into its events and leaves out all that says nothing about dates.</summary>
internal static class CalendarBlocks
{
    /// <summary>Events beyond this many refuse the calendar.</summary>
    public const int MostEvents = 5_000;

    private const int LongestLine = 2_000;

    private static readonly string[] Kept = ["DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "EXDATE", "RDATE", "SUMMARY", "STATUS"];

    /// <returns>Null when the text is no calendar, or holds more than <see cref="MostEvents"/>.</returns>
    public static IReadOnlyList<CalendarBlock>? Cut(string calendar)
    {
        var events = new List<CalendarBlock>();
        var (isCalendar, began, depth, fits) = (false, 0, 0, true);
        var text = new StringBuilder();
        foreach (var (line, number) in Unfolded(calendar))
        {
            isCalendar |= Is(line, "BEGIN:VCALENDAR");
            if (began == 0 && Is(line, "BEGIN:VEVENT"))
            {
                (began, depth, fits) = (number, 0, true);
                text.Clear().Append("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n");
            }
            else if (began > 0 && depth == 0 && Is(line, "END:VEVENT"))
            {
                events.Add(new CalendarBlock(began, fits ? text.Append("END:VEVENT\r\nEND:VCALENDAR\r\n").ToString() : null));
                began = 0;
            }
            else if (began > 0)
            {
                // Alarms and the like, whose lines are not the event's.
                depth += line.StartsWith("BEGIN:", StringComparison.OrdinalIgnoreCase) ? 1 : line.StartsWith("END:", StringComparison.OrdinalIgnoreCase) ? -1 : 0;
                fits &= depth != 0 || Keep(text, line);
            }

            if (events.Count > MostEvents)
            {
                return null;
            }
        }

        return isCalendar ? events : null;
    }

    private static bool Keep(StringBuilder text, string line)
    {
        var end = line.AsSpan().IndexOfAny(':', ';');
        if (end < 0 || !Array.Exists(Kept, k => line.AsSpan(0, end).Equals(k, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        // A date that is cut would be another date; a name may be.
        var fits = line.Length <= LongestLine || line.StartsWith("SUMMARY", StringComparison.OrdinalIgnoreCase);
        text.Append(line, 0, Math.Min(line.Length, LongestLine)).Append("\r\n");
        return fits;
    }

    // A line that begins with a space or tab goes on where the one before it ended.
    private static IEnumerable<(string Line, int Number)> Unfolded(string calendar)
    {
        var (line, began, number) = (new StringBuilder(), 1, 0);
        foreach (var piece in calendar.Split('\n'))
        {
            number++;
            var part = piece.TrimEnd('\r');
            if (part.Length > 0 && part[0] is ' ' or '\t' && number > 1)
            {
                line.Append(part, 1, part.Length - 1);
                continue;
            }

            if (line.Length > 0)
            {
                yield return (line.ToString(), began);
            }

            line.Clear().Append(part);
            began = number;
        }

        yield return (line.ToString(), began);
    }

    private static bool Is(string line, string what) => line.AsSpan().TrimEnd().Equals(what, StringComparison.OrdinalIgnoreCase);
}
