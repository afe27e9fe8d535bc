using System.Collections.Concurrent;
using ServiceDesk.Client;
using ServiceDesk.Contracts;

namespace ServiceDesk.TestKit;

/// <summary>A visitor who acts by program, over the real client.</summary>
public sealed class VisitorBot : IAsyncDisposable
{
    private static int _count;

    private readonly HttpClient _http;

    private VisitorBot(HttpClient http, VisitorCredentials credentials, ConnectionOptions options)
    {
        (_http, Credentials) = (http, credentials);
        Connection = new ServiceDeskConnection<IVisitorHub, IVisitorClient>(options, Inbox, (_, e) => Seen.Enqueue(e));
    }

    public VisitorCredentials Credentials { get; }

    public VisitorInbox Inbox { get; } = new();

    /// <summary>Events of the conversation, each once and in order.</summary>
    public ConcurrentQueue<ConversationEvent> Seen { get; } = new();

    public ServiceDeskConnection<IVisitorHub, IVisitorClient> Connection { get; }

    public string Person => $"visitor:{Credentials.VisitorId}";

    /// <summary>Set by <see cref="Open"/>.</summary>
    public VisitorSession? Session { get; private set; }

    /// <param name="resumeToken">Of an earlier bot, to be the same visitor on another device.</param>
    /// <param name="adjust">Changes the client's options.</param>
    public static async Task<VisitorBot> Connect(
        Uri chat, CancellationToken cancellation, string? resumeToken = null, Func<ConnectionOptions, ConnectionOptions>? adjust = null)
    {
        var http = new HttpClient { BaseAddress = chat };
        var credentials = new VisitorCredentials(http, TestDesk.EntryPoint, resumeToken);
        var options = ConnectionOptions.ForVisitor(chat, credentials, Client("widget")) with { LongestPause = TimeSpan.FromSeconds(1) };
        var bot = new VisitorBot(http, credentials, adjust?.Invoke(options) ?? options);
        await bot.Connection.Start(cancellation);
        return bot;
    }

    public Task<IVisitorHub> Hub(CancellationToken cancellation) => Connection.Hub(cancellation);

    /// <summary>Opens the session, or finds the open one.</summary>
    public async Task<VisitorSession> Open(CancellationToken cancellation, string page = "https://shop.test/cart")
    {
        var hub = await Hub(cancellation);
        Session = (await hub.Start(new StartRequest(Guid.CreateVersion7(), new PageInfo(page, "Cart")))).OrThrow();
        Connection.Follow(Session.ConversationId);
        return Session;
    }

    /// <summary>Asks for a person.</summary>
    public async Task<VisitorSession> WantPerson(CancellationToken cancellation, string? topic = null)
    {
        var hub = await Hub(cancellation);
        return Session = (await hub.RequestAgent(new RequestAgentRequest(Guid.CreateVersion7(), Session!.SessionId, topic))).OrThrow();
    }

    public Task<Ack> Say(string text, CancellationToken cancellation) => Connection.Send(Session!.ConversationId, text, cancellation);

    /// <summary>Waits for the session to be pushed in this phase.</summary>
    public Task<VisitorSession> Phase(SessionPhase phase, CancellationToken cancellation) =>
        Eventually.Some(() => Inbox.Sessions.LastOrDefault() is { } last && last.Phase == phase ? last : null, cancellation, what: $"session {phase}");

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        Credentials.Dispose();
        _http.Dispose();
    }

    /// <summary>A client of that kind on a device of its own.</summary>
    public static ClientInfo Client(string kind)
    {
        var number = Interlocked.Increment(ref _count);
        return new ClientInfo(kind, "1.0", $"device-{Environment.ProcessId}-{number}", $"tab-{number}", "en");
    }
}
