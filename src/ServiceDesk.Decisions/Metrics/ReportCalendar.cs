using ServiceDesk.Decisions.Hours;

namespace ServiceDesk.Decisions.Metrics;

public enum ReportStep
{
    /// <summary>The whole interval as one.</summary>
    Whole,
    Hour,
    Day,
}

/// <summary>
/// An interval cut at the hours or days of a zone's clock. A day of a clock change has 23 or 25 hours; the repeated hour is
/// two hours (trap 12).
/// </summary>
public sealed class ReportCalendar
{
    private readonly long[] _starts;

    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive, after <paramref name="from"/>.</param>
    public ReportCalendar(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone, ReportStep step)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(to, from);
        (From, To, Zone, Step) = (from.ToUniversalTime(), to.ToUniversalTime(), zone, step);
        _starts = [.. Cuts().Prepend(From).Distinct().Order().Select(at => at.ToUnixTimeMilliseconds())];
    }

    public DateTimeOffset From { get; }

    public DateTimeOffset To { get; }

    public TimeZoneInfo Zone { get; }

    public ReportStep Step { get; }

    /// <summary>How many pieces the interval has.</summary>
    public int Count => _starts.Length;

    /// <summary>[start, end) of a piece; the first and last may be cut short by the interval.</summary>
    public (DateTimeOffset Start, DateTimeOffset End) Piece(int index) => (
        DateTimeOffset.FromUnixTimeMilliseconds(_starts[index]),
        index + 1 < _starts.Length ? DateTimeOffset.FromUnixTimeMilliseconds(_starts[index + 1]) : To);

    /// <summary>The piece that holds an instant of the interval; -1 outside.</summary>
    public int IndexOf(DateTimeOffset at)
    {
        if (at < From || at >= To)
        {
            return -1;
        }

        var found = Array.BinarySearch(_starts, at.ToUnixTimeMilliseconds());
        return found >= 0 ? found : ~found - 1;
    }

    private IEnumerable<DateTimeOffset> Cuts() => Step switch
    {
        ReportStep.Hour => Hours(),
        ReportStep.Day => Days(),
        _ => [],
    };

    private IEnumerable<DateTimeOffset> Days()
    {
        for (var date = ZoneClock.LocalDate(Zone, From).AddDays(1); ; date = date.AddDays(1))
        {
            var start = ZoneClock.Earlier(Zone, date.ToDateTime(TimeOnly.MinValue));
            if (start >= To)
            {
                yield break;
            }

            yield return start;
        }
    }

    // By the minutes of the zone's own clock: some zones are half an hour off.
    private IEnumerable<DateTimeOffset> Hours()
    {
        var at = From;
        while (true)
        {
            var local = TimeZoneInfo.ConvertTime(at, Zone);
            var next = at.AddTicks(TimeSpan.TicksPerHour - (local.TimeOfDay.Ticks % TimeSpan.TicksPerHour));
            // A clock change of half an hour makes one hour longer or shorter.
            var past = TimeZoneInfo.ConvertTime(next, Zone).TimeOfDay.Ticks % TimeSpan.TicksPerHour;
            at = past == 0 ? next : next.AddTicks(TimeSpan.TicksPerHour - past);
            if (at >= To)
            {
                yield break;
            }

            yield return at;
        }
    }
}
