namespace ServiceDesk.Server.Storage;

/// <summary>The server's instants have whole milliseconds, so that one read back equals the one written on every database.</summary>
public static class Instants
{
    public static DateTimeOffset Now(this TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
