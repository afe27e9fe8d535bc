namespace ServiceDesk.Decisions.Configuration;

/// <summary>Service hours in one zone. Open or closed is a function of this value and an instant, never a stored flag.</summary>
public sealed record Schedule
{
    public required string Id { get; init; }

    /// <summary>An IANA zone name such as <c>Europe/Berlin</c>.</summary>
    public required string Zone { get; init; }

    /// <summary>Open around the clock, apart from what <see cref="Overrides"/> say.</summary>
    public bool AlwaysOpen { get; init; }

    public IReadOnlyList<WeeklyInterval> Weekly { get; init; } = [];

    /// <summary>Several may name one date: extended wins over modified, modified over closed.</summary>
    public IReadOnlyList<DateOverride> Overrides { get; init; } = [];

    /// <summary>Closed dates; any override of the same date goes before.</summary>
    public IReadOnlyList<Holiday> Holidays { get; init; } = [];

    /// <summary>Closed at once, whatever everything else says; null (default) when nothing is the matter.</summary>
    public EmergencyClosing? Emergency { get; init; }
}

/// <summary>
/// [start, end) in minutes since local midnight, anchored at a day of the week. The end may be 1440;
/// an end at or before the start lies on the next day (480–0 and 1320–360 are ordinary).
/// </summary>
public sealed record WeeklyInterval(DayOfWeek Day, int StartMinute, int EndMinute);

/// <summary>As <see cref="WeeklyInterval"/>, anchored at the date of its override.</summary>
public sealed record DayInterval(int StartMinute, int EndMinute);

/// <param name="Date">The local date on which nothing is open.</param>
/// <param name="KeepOvernightTail">The night before may run on to its own end; default false.</param>
public sealed record Holiday(DateOnly Date, string? Name = null, bool KeepOvernightTail = false);

/// <summary>[From, Until): closed.</summary>
/// <param name="From">Null: since ever.</param>
/// <param name="Until">Null: until it is switched off.</param>
public sealed record EmergencyClosing(DateTimeOffset? From = null, DateTimeOffset? Until = null, string? Reason = null);

/// <summary>What replaces the weekly hours on one local date.</summary>
public sealed record DateOverride
{
    public required DateOnly Date { get; init; }

    public required DateOverrideKind Kind { get; init; }

    /// <summary>The intervals anchored at the date; empty for <see cref="DateOverrideKind.Closed"/>.</summary>
    public IReadOnlyList<DayInterval> Intervals { get; init; } = [];

    /// <summary>For <see cref="DateOverrideKind.Closed"/>: the night before may run on to its own end.</summary>
    public bool KeepOvernightTail { get; init; }

    public string? Name { get; init; }
}

public enum DateOverrideKind
{
    /// <summary>Nothing is open on this local date.</summary>
    Closed,

    /// <summary>The weekly intervals anchored on this date are replaced.</summary>
    Modified,

    /// <summary>As modified, and it wins over a closed date.</summary>
    Extended,
}
