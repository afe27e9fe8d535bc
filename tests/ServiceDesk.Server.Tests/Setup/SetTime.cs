namespace ServiceDesk.Server.Tests.Setup;

/// <summary>A clock that stands where a test puts it. Timers run in real time, so that months pass without every timer of the server firing for them.</summary>
internal sealed class SetTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
