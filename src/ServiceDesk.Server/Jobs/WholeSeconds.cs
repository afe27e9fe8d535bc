namespace ServiceDesk.Server.Jobs;

/// <summary>The job store keeps due times in whole seconds and cuts off the rest, so a job armed at a fraction would fire too early.</summary>
internal static class WholeSeconds
{
    public static DateTimeOffset Up(DateTimeOffset at) => at.UtcTicks % TimeSpan.TicksPerSecond is var rest && rest == 0
        ? at
        : at.AddTicks(TimeSpan.TicksPerSecond - rest);
}
