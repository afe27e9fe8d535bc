using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Hubs;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Hubs;

/// <summary>What becomes of a push while an earlier one is still on its way.</summary>
public sealed class OutboundTests
{
    private static IMeterFactory Meters { get; } = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    [Theory]
    [InlineData(nameof(IVisitorClient.QueueUpdate))]
    [InlineData(nameof(IConversationClient.Typing))]
    [InlineData(nameof(IMonitorClient.BoardState))]
    public async Task A_push_during_a_write_that_takes_a_moment_is_kept(string method)
    {
        await using var line = new DefaultConnectionContext();
        var connection = new HeldConnection(line);
        var outbound = Outbound(connection, frames: 8);

        outbound.Send(new Frame(nameof(IVisitorClient.SessionState), []));
        outbound.Send(new Frame(method, []));
        connection.Written.ShouldBe([nameof(IVisitorClient.SessionState)]);
        connection.Go();

        await Eventually.True(() => connection.Written.Count == 2, TestContext.Current.CancellationToken);
        connection.Written.ShouldBe([nameof(IVisitorClient.SessionState), method]);
    }

    [Fact]
    public async Task What_is_old_after_seconds_is_dropped_before_what_is_not()
    {
        await using var line = new DefaultConnectionContext();
        var connection = new HeldConnection(line);
        var outbound = Outbound(connection, frames: 8);

        for (var i = 0; i < 5; i++)
        {
            outbound.Send(new Frame(nameof(IVisitorClient.SessionState), []));
        }

        outbound.Send(new Frame(nameof(IConversationClient.Typing), []));
        outbound.Send(new Frame(nameof(IVisitorClient.SessionState), []));
        connection.Go();

        await Eventually.True(() => connection.Written.Count == 6, TestContext.Current.CancellationToken);
        connection.Written.ShouldBe(Enumerable.Repeat(nameof(IVisitorClient.SessionState), 6));
    }

    private static Outbound Outbound(HubConnectionContext connection, int frames) =>
        new(connection, new RealTimeOptions { QueueFrames = frames }, new LaggingConnections(Meters, TimeProvider.System));

    /// <summary>Every write waits until it may go.</summary>
    private sealed class HeldConnection : HubConnectionContext
    {
        private readonly TaskCompletionSource _gate = new();

        public HeldConnection(ConnectionContext line)
            : base(line, new HubConnectionContextOptions(), NullLoggerFactory.Instance) => Protocol = new JsonHubProtocol();

        public List<string> Written { get; } = [];

        public void Go() => _gate.SetResult();

        public override ValueTask WriteAsync(SerializedHubMessage message, CancellationToken cancellationToken = default)
        {
            Written.Add(((InvocationMessage)message.Message!).Target);
            return new ValueTask(_gate.Task);
        }
    }
}
