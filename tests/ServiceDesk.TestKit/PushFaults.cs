using ServiceDesk.Client;
using ServiceDesk.Contracts;

namespace ServiceDesk.TestKit;

/// <summary>Lets pushes get lost, come twice or in another order between the transport and the client's view.</summary>
public static class PushFaults
{
    /// <param name="instead">What arrives instead of each push.</param>
    public static ConnectionOptions With(ConnectionOptions options, Func<EventsPush, IReadOnlyList<EventsPush>> instead)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { Faults = instead };
    }
}
