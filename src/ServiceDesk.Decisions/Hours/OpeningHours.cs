using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Hours;

/// <summary>Open or closed as a function of calendar, zone and instant.</summary>
public static class OpeningHours
{
    public static bool IsOpen(Schedule schedule, DateTimeOffset at) => throw new NotSupportedException();

    /// <summary>The next instant at which open turns to closed or back; null when there is none within 400 days.</summary>
    public static DateTimeOffset? NextTransition(Schedule schedule, DateTimeOffset at) => throw new NotSupportedException();

    /// <summary>The instant itself when open, else the next opening; null when there is none within 400 days.</summary>
    public static DateTimeOffset? NextOpening(Schedule schedule, DateTimeOffset at) => throw new NotSupportedException();
}
