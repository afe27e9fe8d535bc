using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Hubs;

/// <summary>Versions, features and limits that Hello and Welcome agree on.</summary>
public sealed class VersionTests : IAsyncLifetime
{
    private TestHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await TestHost.Start(new Dictionary<string, string?>
    {
        ["RealTime:ConnectionsPerPerson"] = "3",
        ["RateLimits:AddressCalls:PerSecond"] = "0.01",
        ["RateLimits:AddressCalls:Burst"] = "40",
        ["Changes:EditSeconds"] = "77",
    });

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("1.0", "1.0")]
    [InlineData("1.1", "1.1")]
    [InlineData("1.7", "1.1")]
    public async Task Conformance_24_An_older_or_newer_minor_version_is_served_with_what_both_know(string asked, string spoken)
    {
        await using var visitor = await VisitorBot.Connect(_host.Chat, Cancellation);
        await using var wire = await Wire();

        // A client of another minor version says less, or more than this one knows.
        var welcome = (await wire.InvokeAsync<Reply<Welcome>>(
            "Hello",
            new
            {
                protocol = asked,
                client = new { kind = "old", version = "1", deviceId = $"d{asked}", tabId = "t", locale = "en", colour = "blue" },
                token = await visitor.Credentials.Token(renew: false, Cancellation),
                features = new[] { "telepathy" },
                horizon = new { x = 1 },
            },
            Cancellation)).OrThrow();

        welcome.Protocol.ShouldBe(spoken);
        welcome.Features.ShouldBeEmpty();
        var session = (await wire.As<IVisitorHub>(Cancellation).Start(new StartRequest(Guid.CreateVersion7(), new PageInfo("https://shop.test/", "Shop")))).OrThrow();
        (await wire.InvokeAsync<Reply<Ack>>(
            "Send",
            new { conv = session.ConversationId, clientMsgId = Guid.CreateVersion7(), type = "message", body = new { text = "hi", glow = true }, urgency = 3 },
            Cancellation)).Ok.ShouldBeTrue();
    }

    [Fact]
    public void Conformance_24_A_client_of_this_version_reads_the_answers_of_an_older_and_of_a_newer_server()
    {
        const string Old = """
            {"connectionId":"c","serverTime":"2026-01-01T00:00:00Z","protocol":"1.0","features":[],"limits":{"maxTextLength":4000,"maxFrameBytes":32768,
            "sendPerSecond":2,"sendBurst":10},"heartbeatSec":25,"heads":[{"conv":1,"epoch":1,"seq":3,"n":2,"readSeq":1,"readN":1}],"user":{"id":"visitor:1","name":""}}
            """;
        var welcome = JsonSerializer.Deserialize<Welcome>(Old, WireJson.Options)!;
        (welcome.Limits.MaxSendMany, welcome.MoreHeads, welcome.Heads[0].Mentions).ShouldBe((null, null, null));

        const string New = """{"seq":4,"n":2,"a":0,"at":"2026-01-01T00:00:00Z","sender":"agent:1","type":"hologram","body":{"glow":true},"shade":7}""";
        JsonSerializer.Deserialize<ConversationEvent>(New, WireJson.Options)!.Type.ShouldBe("hologram");
    }

    [Theory]
    [InlineData("2.0")]
    [InlineData("0.9")]
    [InlineData("1")]
    [InlineData("1.1.0")]
    [InlineData("one")]
    public async Task Another_major_version_is_told_the_lowest_that_is_taken(string asked)
    {
        await using var wire = await Wire();
        var hello = new HelloRequest(asked, new ClientInfo("k", "1", "d", "t", "en"));

        var refusal = (await wire.As<IVisitorHub>(Cancellation).Hello(hello)).Error!;

        refusal.Code.ShouldBe(ErrorCodes.ProtocolUnsupported);
        refusal.Message.ShouldContain($"the lowest that it takes is {ProtocolVersion.Lowest}");
    }

    [Fact]
    public async Task Features_are_off_until_both_sides_name_them_and_limits_are_told()
    {
        await using var plain = await VisitorBot.Connect(_host.Chat, Cancellation);
        await using var asking = await VisitorBot.Connect(_host.Chat, Cancellation, adjust: o => o with { Features = [FeatureNames.DraftPreview, "telepathy"] });

        plain.Connection.Welcome!.Features.ShouldBeEmpty();
        asking.Connection.Welcome!.Features.ShouldBe([FeatureNames.DraftPreview]);
        var limits = plain.Connection.Welcome.Limits;
        (limits.MaxSendMany, limits.MaxMentions, limits.MaxFetch, limits.MaxConnections, limits.EditSeconds).ShouldBe((50, 50, 200, 3, 77));
        limits.Rates!["fetch"].ShouldBe(new Rate(10, 40));
    }

    [Fact]
    public async Task One_connection_too_many_replaces_the_oldest_which_stays_away()
    {
        await using var oldest = await VisitorBot.Connect(_host.Chat, Cancellation);
        var others = new List<VisitorBot>();
        for (var i = 0; i < 3; i++)
        {
            others.Add(await VisitorBot.Connect(_host.Chat, Cancellation, oldest.Credentials.ResumeToken));
        }

        await Eventually.True(() => oldest.Inbox.Controls.Any(c => c.Kind == ControlKinds.Replaced), Cancellation);
        var ended = await Should.ThrowAsync<ServiceDeskException>(async () =>
        {
            while (true)
            {
                await oldest.Hub(Cancellation);
                await Task.Delay(50, Cancellation);
            }
        });
        ended.Error.Code.ShouldBe(ControlKinds.Replaced);
        oldest.Connection.Connects.ShouldBe(1);
        foreach (var other in others)
        {
            other.Inbox.Controls.ShouldBeEmpty();
            await other.DisposeAsync();
        }
    }

    [Fact]
    public async Task Visitors_of_one_address_share_a_limit_that_says_when_to_come_again()
    {
        await using var visitor = await VisitorBot.Connect(_host.Chat, Cancellation);
        var hub = await visitor.Hub(Cancellation);

        var replies = new List<Reply<Pong>>();
        for (var i = 0; i < 60; i++)
        {
            replies.Add(await hub.Ping(new PingRequest([])));
        }

        var refused = replies.Where(r => !r.Ok).ToList();
        refused.Count.ShouldBeGreaterThan(15);
        refused.ShouldAllBe(r => r.Error!.Code == ErrorCodes.RateLimited && r.Error.RetryAfterMs > 0);
    }

    private async Task<HubConnection> Wire()
    {
        var wire = new HubConnectionBuilder().WithUrl(new Uri(_host.Chat, "hubs/visitor"))
            .AddJsonProtocol(json => WireJson.Apply(json.PayloadSerializerOptions)).Build();
        await wire.StartAsync(Cancellation);
        return wire;
    }
}
