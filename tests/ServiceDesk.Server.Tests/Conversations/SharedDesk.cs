using ServiceDesk.TestKit;
using Xunit;

namespace ServiceDesk.Server.Tests.Conversations;

/// <summary>One served desk for all tests of a class; each test brings its own visitors.</summary>
public class SharedDesk : IAsyncLifetime
{
    public ServedDesk Desk { get; private set; } = null!;

    protected virtual bool MessagePack => false;

    public async ValueTask InitializeAsync() => Desk = await ServedDesk.Start(CancellationToken.None, messagePack: MessagePack);

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>The same, with an agent who speaks MessagePack.</summary>
public sealed class MessagePackDesk : SharedDesk
{
    protected override bool MessagePack => true;
}
