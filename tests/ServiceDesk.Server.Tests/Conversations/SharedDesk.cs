using ServiceDesk.TestKit;
using Xunit;

namespace ServiceDesk.Server.Tests.Conversations;

/// <summary>One served desk for all tests of a class; each test brings its own visitors.</summary>
public sealed class SharedDesk : IAsyncLifetime
{
    public ServedDesk Desk { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Desk = await ServedDesk.Start(CancellationToken.None);

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
