using System.Threading.Channels;

namespace ServiceDesk.Server.Messaging;

/// <summary>Takes committed outbox rows to their consumers.</summary>
public sealed class OutboxRelay
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Says that this node committed outbox rows. Never waits; call it after the commit.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);
}
