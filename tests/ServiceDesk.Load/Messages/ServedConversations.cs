using System.Text;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;

namespace ServiceDesk.Load.Messages;

/// <summary>Visitors with an open conversation each, and three agents who take what rings and hear what is said.</summary>
internal sealed class ServedConversations : IAsyncDisposable
{
    /// <summary>What the three agents of the demo desk serve together.</summary>
    public const int MostServed = 300;

    private const int PingSeconds = 15;
    private static readonly TimeSpan AcceptLimit = TimeSpan.FromMinutes(2);

    private readonly ServerProcess _server;
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _ending;
    private readonly List<WireClient> _visitors = [];
    private readonly List<WireClient> _agents = [];
    private readonly Task _pings;
    private int _accepted;

    public ServedConversations(ServerProcess server, CancellationToken cancellation)
    {
        _server = server;
        _http = new HttpClient { BaseAddress = server.Chat };
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _pings = PingAll();
    }

    /// <summary>Settings of a server that lets the generator through.</summary>
    public static Dictionary<string, string?> Settings => new()
    {
        ["Demo:Capacity"] = "100",
        ["Demo:WrapUpSeconds"] = "0",
        ["RateLimits:VisitorSend:PerSecond"] = "10000",
        ["RateLimits:VisitorSend:Burst"] = "100000",
        ["RateLimits:ConversationSend:PerSecond"] = "10000",
        ["RateLimits:ConversationSend:Burst"] = "100000",
        ["RateLimits:Hello:PerSecond"] = "1000",
        ["RateLimits:Hello:Burst"] = "10000",
        // Visitors here renew no token, and a connection ends with its token: the default's quarter of an hour is too short for a long soak.
        ["Visitors:AccessTokenSeconds"] = "3600",
        ["Logging:LogLevel:Default"] = "Warning",
    };

    /// <summary>Those who were opened and not yet closed by anybody.</summary>
    public int StillOpen => _visitors.Concat(_agents).Count(c => !c.Ended);

    public IReadOnlyList<StaffCredentials> Staff { get; private set; } = [];

    /// <summary>The agents come online and take what rings.</summary>
    /// <param name="heard">Gets every other frame that they are sent.</param>
    public async Task AgentsCome(Action<ReadOnlyMemory<byte>> heard, CancellationToken cancellation)
    {
        var staff = new List<StaffCredentials>();
        foreach (var email in new[] { TestDesk.Ana, TestDesk.Lee, TestDesk.Mei })
        {
            var credentials = await StaffCredentials.SignIn(_server.Desk, email, TestDesk.Password, cancellation);
            staff.Add(credentials);
            var agent = await WireClient.Connect(new Uri(_server.Desk, "hubs/agent"), credentials, cancellation);
            agent.Frame = frame => Hear(agent, frame, heard);
            agent.Read();
            await Hello(agent, email, null, cancellation);
            await agent.Call<AgentSelf>("SetPresence", new SetPresenceRequest(Guid.CreateVersion7(), Presence.Online), cancellation);
            Add(_agents, agent);
        }

        Staff = staff;
    }

    /// <summary>A visitor comes and opens a session.</summary>
    /// <param name="told">Gets the frames that the visitor is sent.</param>
    public async Task<(WireClient Client, VisitorSession Session)> VisitorComes(Action<ReadOnlyMemory<byte>>? told, CancellationToken cancellation)
    {
        using var credentials = new VisitorCredentials(_http, TestDesk.EntryPoint);
        var token = await credentials.Token(renew: false, cancellation);
        var visitor = await WireClient.Connect(new Uri(_server.Chat, "hubs/visitor"), null, cancellation);
        visitor.Frame = told;
        visitor.Read();
        await Hello(visitor, credentials.VisitorId!, token, cancellation);
        var session = await visitor.Call<VisitorSession>(
            "Start", new StartRequest(Guid.CreateVersion7(), new PageInfo("https://shop.test/cart", "Cart")), cancellation);
        Add(_visitors, visitor);
        return (visitor, session);
    }

    /// <summary>So many visitors come and ask for a person, and as many as can be are served by one.</summary>
    public async Task<IReadOnlyList<Line>> Serve(int count, Action<ReadOnlyMemory<byte>>? told, CancellationToken cancellation)
    {
        var lines = new List<Line>();
        for (var i = 0; i < count; i++)
        {
            var (visitor, session) = await VisitorComes(told, cancellation);
            await visitor.Call<VisitorSession>("RequestAgent", new RequestAgentRequest(Guid.CreateVersion7(), session.SessionId), cancellation);
            lines.Add(Line.ToConversation(visitor, session.ConversationId));
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(AcceptLimit);
        while (Volatile.Read(ref _accepted) < Math.Min(count, MostServed))
        {
            await Task.Delay(20, limit.Token);
        }

        return lines;
    }

    /// <summary>Says on the error stream what the server warned of, and who of the agents was lost.</summary>
    public async Task TellWarnings()
    {
        for (var i = 0; i < _agents.Count; i++)
        {
            if (_agents[i].Ended)
            {
                await Console.Error.WriteLineAsync($"# agent {i + 1} was lost");
            }
        }

        // The text of a warning stands in the line below its source.
        foreach (var (line, text) in _server.Output.Zip(_server.Output.Skip(1)).Where(pair => IsWarning(pair.First)))
        {
            await Console.Error.WriteLineAsync($"# server: {line} {text.Trim()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _pings.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var client in _visitors.Concat(_agents))
        {
            await client.DisposeAsync();
        }

        _http.Dispose();
        _ending.Dispose();
    }

    private static bool IsWarning(string line) =>
        line.StartsWith("warn:", StringComparison.Ordinal) || line.StartsWith("fail:", StringComparison.Ordinal);

    private static Task<Welcome> Hello(WireClient client, string device, string? token, CancellationToken cancellation) =>
        client.Call<Welcome>(
            "Hello", new HelloRequest(ProtocolVersion.Current, new ClientInfo("load", "1.0", device, "tab", "en"), token), cancellation);

    private void Add(List<WireClient> clients, WireClient client)
    {
        lock (_visitors)
        {
            clients.Add(client);
        }
    }

    private void Hear(WireClient agent, ReadOnlyMemory<byte> frame, Action<ReadOnlyMemory<byte>> heard)
    {
        if (frame.Span.StartsWith("{\"type\":1,\"target\":\"Offer\","u8))
        {
            _ = Accept(agent, WireClient.NumberAfter(frame.Span, "\"offerId\":"u8));
        }
        else
        {
            if (frame.Span.StartsWith("{\"type\":1,\"target\":\"Control\","u8))
            {
                // Why it is ended, or that it fell behind.
                Console.Error.WriteLine($"# an agent was told {Encoding.UTF8.GetString(frame.Span)}");
            }

            heard(frame);
        }
    }

    private async Task Accept(WireClient agent, long offer)
    {
        var taken = await agent.Ask<Reply<SessionRow>>("AcceptOffer", new AcceptOfferRequest(Guid.CreateVersion7(), offer), _ending.Token);
        if (taken.Value is { } row)
        {
            // Who takes a session and says nothing loses it (S13): what is said while it rings elsewhere would reach no agent.
            await agent.Call<Ack>(
                "Send",
                new SendRequest(row.ConversationId, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = "Hello!" }),
                _ending.Token);
            Interlocked.Increment(ref _accepted);
        }
    }

    // A part each second, as the clients of real visitors are spread.
    private async Task PingAll()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var turn = 0; await timer.WaitForNextTickAsync(_ending.Token); turn++)
        {
            WireClient[] all;
            lock (_visitors)
            {
                // In the order of their coming: each keeps its turn while others come.
                all = [.. _agents, .. _visitors];
            }

            for (var i = turn % PingSeconds; i < all.Length; i += PingSeconds)
            {
                _ = all[i].Ended ? Task.CompletedTask : all[i].Ping(_ending.Token);
            }
        }
    }
}
