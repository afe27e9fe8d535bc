namespace ServiceDesk.Decisions.Sessions;

/// <summary>An instant in UTC, or none, in eight bytes; the offset that it was given with is not kept.</summary>
internal readonly record struct InstantOrNone
{
    // Nought is none: the first tick of the year 1 is no instant of a session.
    private readonly long ticks;

    public InstantOrNone(DateTimeOffset? at) => ticks = at?.UtcTicks ?? 0;

    public DateTimeOffset? Value => ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}
