using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.TestKit;

/// <summary>A host whose agent Ana is online and takes what rings, for tests that need sessions served by a person.</summary>
public sealed class ServedDesk : IAsyncDisposable
{
    private readonly SemaphoreSlim _oneOffer = new(1, 1);

    private ServedDesk(TestHost host, AgentBot agent) => (Host, Agent) = (host, agent);

    public TestHost Host { get; }

    public AgentBot Agent { get; }

    /// <param name="settings">On top of many sessions per agent and no limit on sends.</param>
    /// <param name="messagePack">Ana speaks MessagePack instead of JSON.</param>
    /// <param name="services">Adds or replaces parts.</param>
    public static async Task<ServedDesk> Start(
        CancellationToken cancellation,
        IReadOnlyDictionary<string, string?>? settings = null,
        bool messagePack = false,
        Action<IServiceCollection>? services = null)
    {
        var all = new Dictionary<string, string?>
        {
            ["Demo:Capacity"] = "100",
            ["RateLimits:VisitorSend:PerSecond"] = "10000",
            ["RateLimits:VisitorSend:Burst"] = "100000",
            ["RateLimits:StaffSend:PerSecond"] = "10000",
            ["RateLimits:StaffSend:Burst"] = "100000",
            ["RateLimits:ConversationSend:PerSecond"] = "10000",
            ["RateLimits:ConversationSend:Burst"] = "100000",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            all[name] = value;
        }

        var host = await TestHost.Start(all, services);
        var agent = await AgentBot.Connect(host.Desk, TestDesk.Ana, cancellation, o => o with { MessagePack = messagePack });
        await agent.Choose(Presence.Online, cancellation);
        return new ServedDesk(host, agent);
    }

    /// <summary>A visitor whose session Ana has accepted.</summary>
    public async Task<VisitorBot> Visitor(
        CancellationToken cancellation, Func<Client.ConnectionOptions, Client.ConnectionOptions>? adjust = null)
    {
        await _oneOffer.WaitAsync(cancellation);
        try
        {
            var visitor = await VisitorBot.Connect(Host.Chat, cancellation, adjust: adjust);
            var session = await visitor.Open(cancellation);
            await visitor.WantPerson(cancellation);
            await Agent.Accept(await Agent.Ringing(cancellation, session.SessionId), cancellation);
            return visitor;
        }
        finally
        {
            _oneOffer.Release();
        }
    }

    /// <summary>The stored events of a conversation, in order.</summary>
    public IReadOnlyList<EventRow> Stored(long conversation)
    {
        using var db = Host.OpenDb();
        return [.. db.Events.Where(e => e.ConversationId == conversation).OrderBy(e => e.Seq)];
    }

    public Conversation Row(long conversation)
    {
        using var db = Host.OpenDb();
        return db.Conversations.Single(c => c.Id == conversation);
    }

    public Member Member(long conversation, string person)
    {
        using var db = Host.OpenDb();
        return db.Members.Single(m => m.ConversationId == conversation && m.Person == person);
    }

    public async ValueTask DisposeAsync()
    {
        await Agent.DisposeAsync();
        await Host.DisposeAsync();
        _oneOffer.Dispose();
    }
}
