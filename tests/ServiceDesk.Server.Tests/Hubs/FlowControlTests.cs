using System.Collections.Concurrent;
using System.Text.Json;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Hubs;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Hubs;

/// <summary>Conformance 16: what becomes of a client that does not read, over real sockets.</summary>
public sealed class FlowControlTests
{
    private const int SmallBuffer = 4096;
    private const int MostMessages = 2_000;
    private static readonly string LongText = new('x', 4_000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Conformance_16_A_client_that_does_not_read_holds_little_hears_heads_and_catches_up()
    {
        await using var desk = await Desk();
        await using var visitor = await desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        await using var slow = await SecondDevice(desk, visitor);

        var sent = await SayUntilSomebodyLags(desk, visitor);
        (await (await visitor.Hub(Cancellation)).Typing(new TypingRequest(conversation))).Ok.ShouldBeTrue();
        await desk.Agent.Say(conversation, "Still there?", Cancellation);
        slow.Client.Read();

        var head = await Eventually.Some(() => slow.Heads(conversation).LastOrDefault(), Cancellation, what: "a head instead of events");
        head.Seq.ShouldBe(desk.Row(conversation).HeadSeq);
        slow.Events(conversation).Count.ShouldBeLessThan(sent, "what did not fit was dropped");
        slow.Targets.ShouldNotContain(nameof(IVisitorClient.Typing));

        var held = await FetchAll(slow.Client, conversation, head.Epoch);
        held.ShouldBe(Enumerable.Range(1, (int)head.Seq).Select(seq => (long)seq));
        await Eventually.True(() => desk.Host.Get<LaggingConnections>().All.Count == 0, Cancellation);
        var next = await desk.Agent.Say(conversation, "Here I am.", Cancellation);
        // The desk's rows were dropped too; a visitor's state is, so the client may be asked to come again.
        await Eventually.True(
            () => slow.Events(conversation).Any(e => e.To == next.Seq) || slow.Controls.Any(c => c.Kind == ControlKinds.Reconnect), Cancellation);
    }

    [Fact]
    public async Task Conformance_16_A_client_that_reads_but_never_catches_up_is_told_why_and_cut()
    {
        await using var desk = await Desk(new() { ["RealTime:LaggingSeconds"] = "2" });
        await using var visitor = await desk.Visitor(Cancellation);
        await using var slow = await SecondDevice(desk, visitor);

        await SayUntilSomebodyLags(desk, visitor);
        slow.Client.Read();

        await Eventually.True(() => slow.Client.Ended, Cancellation);
        slow.Controls.ShouldContain(c => c.Kind == ControlKinds.SlowConsumer);
        desk.Host.Get<LaggingConnections>().All.ShouldBeEmpty();
        (await visitor.Say("I am not cut", Cancellation)).Duplicate.ShouldBeFalse();
    }

    [Fact]
    public async Task Conformance_16_A_client_that_reads_nothing_is_cut_by_the_transport()
    {
        await using var desk = await Desk(new() { ["RealTime:SendTimeoutSeconds"] = "1" });
        await using var visitor = await desk.Visitor(Cancellation);
        await using var slow = await SecondDevice(desk, visitor);
        var connections = desk.Host.Get<PersonConnections>();
        connections.Of(visitor.Person).Count.ShouldBe(2);

        for (var i = 0; i < MostMessages && connections.Of(visitor.Person).Count == 2; i++)
        {
            await visitor.Say(LongText, Cancellation);
        }

        await Eventually.True(() => connections.Of(visitor.Person).Count == 1, Cancellation);
    }

    [Fact]
    public async Task Heads_that_are_told_make_the_client_fetch_what_its_pushes_did_not_bring()
    {
        await using var desk = await Desk();
        await using var visitor = await desk.Visitor(Cancellation, options => options with { Faults = _ => [] });
        var conversation = visitor.Session!.ConversationId;
        var said = await desk.Agent.Say(conversation, "No push brings this", Cancellation);
        visitor.Seen.ShouldNotContain(e => e.Seq == said.Seq);

        var connections = desk.Host.Get<PersonConnections>();
        var connection = connections.Of(visitor.Person).Single();
        await connections.Client(connection).Heads(new HeadsPush([new Head(conversation, desk.Row(conversation).Epoch, said.Seq, said.N, 0, 0)]));

        await Eventually.True(() => visitor.Seen.Any(e => e.Seq == said.Seq), Cancellation);
    }

    [Fact]
    public async Task A_server_that_stops_asks_its_clients_to_come_back_spread()
    {
        var host = await TestHost.Start(new Dictionary<string, string?> { ["RealTime:ReconnectSpreadSeconds"] = "3" });
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);

        await host.DisposeAsync();

        var control = await Eventually.Some(() => visitor.Inbox.Controls.LastOrDefault(), Cancellation, what: "a farewell");
        control.Kind.ShouldBe(ControlKinds.Reconnect);
        control.AfterMs!.Value.ShouldBeInRange(0, 3_000);
    }

    private static Task<ServedDesk> Desk(Dictionary<string, string?>? settings = null)
    {
        var all = new Dictionary<string, string?>
        {
            ["RealTime:QueueFrames"] = "8",
            ["RealTime:QueueBytes"] = "16384",
            ["RealTime:NormalWithinEvents"] = "0",
            ["RealTime:SendTimeoutSeconds"] = "60",
            ["RateLimits:Fetch:PerSecond"] = "1000",
            ["RateLimits:Fetch:Burst"] = "1000",
        };
        foreach (var (name, value) in settings ?? [])
        {
            all[name] = value;
        }

        return ServedDesk.Start(Cancellation, all);
    }

    private static async Task<Listener> SecondDevice(ServedDesk desk, VisitorBot visitor)
    {
        var token = await visitor.Credentials.Token(renew: false, Cancellation);
        var listener = new Listener(await WireClient.Connect(new Uri(desk.Host.Chat, "hubs/visitor"), null, Cancellation, SmallBuffer));
        await listener.Client.Post(
            "Hello", new HelloRequest(ProtocolVersion.Current, new ClientInfo("slow", "1.0", "slow-device", "tab", "en"), token), Cancellation);
        var connections = desk.Host.Get<PersonConnections>();
        var group = HubGroups.Conversation(visitor.Session!.ConversationId);
        await Eventually.True(() => connections.Of(visitor.Person).Count(c => c.Sees(group)) == 2, Cancellation);
        return listener;
    }

    private static async Task<int> SayUntilSomebodyLags(ServedDesk desk, VisitorBot visitor)
    {
        var lagging = desk.Host.Get<LaggingConnections>();
        var sent = 0;
        while (lagging.All.Count == 0)
        {
            (++sent).ShouldBeLessThan(MostMessages, "the system's own buffers are smaller than that");
            await visitor.Say(LongText, Cancellation);
        }

        return sent;
    }

    private static async Task<IReadOnlyList<long>> FetchAll(WireClient client, long conversation, int epoch)
    {
        var held = new List<long>();
        EventPage page;
        do
        {
            page = await client.Call<EventPage>("Fetch", new FetchRequest(conversation, epoch, After: held.LastOrDefault(), Limit: 200), Cancellation);
            held.AddRange(page.Events.Select(e => e.Seq));
        }
        while (page.More);
        return held;
    }

    /// <summary>Keeps what a device that reads late was sent.</summary>
    private sealed class Listener : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Target, JsonElement Argument)> _told = new();

        public Listener(WireClient client)
        {
            Client = client;
            client.Frame = Take;
        }

        public WireClient Client { get; }

        public IEnumerable<string> Targets => _told.Select(t => t.Target);

        public IEnumerable<Control> Controls => Of<Control>(nameof(IVisitorClient.Control));

        public IReadOnlyList<EventsPush> Events(long conversation) =>
            [.. Of<EventsPush>(nameof(IVisitorClient.Events)).Where(p => p.Conv == conversation)];

        public IEnumerable<Head> Heads(long conversation) =>
            Of<HeadsPush>(nameof(IVisitorClient.Heads)).SelectMany(h => h.Heads).Where(h => h.Conv == conversation);

        public ValueTask DisposeAsync() => Client.DisposeAsync();

        private IEnumerable<T> Of<T>(string target) =>
            _told.Where(t => t.Target == target).Select(t => t.Argument.Deserialize<T>(WireJson.Options)!);

        private void Take(ReadOnlyMemory<byte> frame)
        {
            using var parsed = JsonDocument.Parse(frame);
            if (parsed.RootElement.TryGetProperty("target", out var target))
            {
                _told.Enqueue((target.GetString()!, parsed.RootElement.GetProperty("arguments")[0].Clone()));
            }
        }
    }
}
