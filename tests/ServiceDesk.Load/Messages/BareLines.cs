using ServiceDesk.TestKit;

namespace ServiceDesk.Load.Messages;

/// <summary>Connections to the yardstick: senders with a group each, and three receivers who are in a third of the groups each.</summary>
internal sealed class BareLines : IAsyncDisposable
{
    private const int Receivers = 3;

    private readonly List<WireClient> _clients = [];

    public static async Task<(IReadOnlyList<Line>, IAsyncDisposable)> Open(Uri hub, int count, Traffics traffic, CancellationToken cancellation)
    {
        var opened = new BareLines();
        var receivers = new List<WireClient>();
        for (var i = 0; i < Receivers; i++)
        {
            receivers.Add(await opened.Connect(hub, traffic.Delivered, cancellation));
        }

        var lines = new List<Line>();
        for (var i = 0; i < count; i++)
        {
            var group = $"c:{i}";
            var sender = await opened.Connect(hub, traffic.Acked, cancellation);
            await Join(sender, group, cancellation);
            await Join(receivers[i % Receivers], group, cancellation);
            lines.Add(Line.ToGroup(sender, group));
        }

        return (lines, opened);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }
    }

    private static Task Join(WireClient client, string group, CancellationToken cancellation) =>
        client.Tell("Join", group, cancellation);

    private async Task<WireClient> Connect(Uri hub, Action<ReadOnlyMemory<byte>> heard, CancellationToken cancellation)
    {
        var client = await WireClient.Connect(hub, null, cancellation);
        client.Frame = heard;
        client.Read();
        _clients.Add(client);
        return client;
    }
}
