using System.Collections.Concurrent;
using System.Diagnostics;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;

namespace ServiceDesk.Load.Routing;

/// <summary>A desk that takes whatever rings at once, serves it for a moment and ends it.</summary>
internal sealed class RingingAgent : IAgentClient, IAsyncDisposable
{
    private static readonly TimeSpan Serves = TimeSpan.FromMilliseconds(500);

    private readonly ServiceDeskConnection<IAgentHub, IAgentClient> _connection;
    private readonly ConcurrentDictionary<long, long> _rang;
    private readonly ConcurrentBag<string> _refusals;
    private readonly CancellationToken _cancellation;

    private RingingAgent(
        StaffCredentials credentials, string name, ConcurrentDictionary<long, long> rang, ConcurrentBag<string> refusals, CancellationToken cancellation)
    {
        (_rang, _refusals, _cancellation) = (rang, refusals, cancellation);
        var client = new ClientInfo("desk", "1.0", "load-" + name, "tab-" + name, "en");
        _connection = new ServiceDeskConnection<IAgentHub, IAgentClient>(ConnectionOptions.ForStaff(credentials, client), this);
    }

    /// <summary>From an acceptance to its answer, which comes after the commit.</summary>
    public ConcurrentBag<long> Acceptances { get; } = [];

    /// <param name="rang">Gets the instant at which each session first rang, by session.</param>
    /// <param name="refusals">Gets what was refused and why.</param>
    public static async Task<RingingAgent> Connect(
        Uri desk, string email, ConcurrentDictionary<long, long> rang, ConcurrentBag<string> refusals, CancellationToken cancellation)
    {
        var agent = new RingingAgent(
            await StaffCredentials.SignIn(desk, email, TestDesk.Password, cancellation), email, rang, refusals, cancellation);
        await agent._connection.Start(cancellation);
        var hub = await agent._connection.Hub(cancellation);
        (await hub.SetPresence(new SetPresenceRequest(Guid.CreateVersion7(), Presence.Online))).OrThrow();
        return agent;
    }

    public Task Offer(OfferCard offer)
    {
        _rang.TryAdd(offer.SessionId, Stopwatch.GetTimestamp());
        _ = Task.Run(() => Serve(offer), _cancellation);
        return Task.CompletedTask;
    }

    public Task OfferClosed(OfferEnd end) => Task.CompletedTask;

    public Task SessionState(SessionRow session) => Task.CompletedTask;

    public Task AgentState(AgentSelf agent) => Task.CompletedTask;

    public Task TicketState(TicketRow ticket) => Task.CompletedTask;

    public Task Mentions(UnreadMentions mentions) => Task.CompletedTask;

    public Task Events(EventsPush push) => Task.CompletedTask;

    public Task Receipts(Receipts receipts) => Task.CompletedTask;

    public Task ReadSync(ReadSync sync) => Task.CompletedTask;

    public Task Typing(TypingSignal signal) => Task.CompletedTask;

    public Task Heads(HeadsPush heads) => Task.CompletedTask;

    public Task Draft(DraftState draft) => Task.CompletedTask;

    public Task Control(Control control) => Task.CompletedTask;

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task Serve(OfferCard offer)
    {
        try
        {
            var hub = await _connection.Hub(_cancellation);
            var clock = Stopwatch.GetTimestamp();
            var taken = await hub.AcceptOffer(new AcceptOfferRequest(Guid.CreateVersion7(), offer.OfferId));
            Acceptances.Add(Stopwatch.GetTimestamp() - clock);
            if (taken.Value is not { } row)
            {
                _refusals.Add("accept: " + taken.Error?.Code);
                return;
            }

            await Task.Delay(Serves, _cancellation);
            var ended = await hub.End(new VersionedCommand(Guid.CreateVersion7(), row.SessionId, row.Version));
            if (!ended.Ok)
            {
                _refusals.Add("end: " + ended.Error?.Code);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or ServiceDeskException or InvalidOperationException)
        {
            if (!_cancellation.IsCancellationRequested)
            {
                _refusals.Add("agent: " + fault.Message);
            }
        }
    }
}
