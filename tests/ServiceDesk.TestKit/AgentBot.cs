using System.Collections.Concurrent;
using ServiceDesk.Client;
using ServiceDesk.Contracts;

namespace ServiceDesk.TestKit;

/// <summary>A member of staff who acts by program, over the real client.</summary>
public sealed class AgentBot : IAsyncDisposable
{
    private AgentBot(StaffCredentials credentials, ConnectionOptions options)
    {
        Credentials = credentials;
        Connection = new ServiceDeskConnection<IAgentHub, IAgentClient>(options, Inbox, (conversation, e) => Seen.Enqueue((conversation, e)));
    }

    public StaffCredentials Credentials { get; }

    public AgentInbox Inbox { get; } = new();

    /// <summary>Events of the followed conversations, each once and in order within its conversation.</summary>
    public ConcurrentQueue<(long Conversation, ConversationEvent Event)> Seen { get; } = new();

    public ServiceDeskConnection<IAgentHub, IAgentClient> Connection { get; }

    public string Person => $"agent:{Credentials.User.Id}";

    /// <param name="adjust">Changes the client's options.</param>
    public static async Task<AgentBot> Connect(
        Uri desk, string email, CancellationToken cancellation, Func<ConnectionOptions, ConnectionOptions>? adjust = null)
    {
        var credentials = await StaffCredentials.SignIn(desk, email, TestDesk.Password, cancellation);
        var options = ConnectionOptions.ForStaff(credentials, VisitorBot.Client("desk")) with { LongestPause = TimeSpan.FromSeconds(1) };
        var bot = new AgentBot(credentials, adjust?.Invoke(options) ?? options);
        await bot.Connection.Start(cancellation);
        return bot;
    }

    public Task<IAgentHub> Hub(CancellationToken cancellation) => Connection.Hub(cancellation);

    public async Task<AgentSelf> Choose(Presence presence, CancellationToken cancellation) =>
        (await (await Hub(cancellation)).SetPresence(new SetPresenceRequest(Guid.CreateVersion7(), presence))).OrThrow();

    /// <summary>Waits until a session rings.</summary>
    /// <param name="session">Only this one; null for any.</param>
    public Task<OfferCard> Ringing(CancellationToken cancellation, long? session = null) => Eventually.Some(
        () => Inbox.Offers.LastOrDefault(o => (session is null || o.SessionId == session) && Inbox.OfferEnds.All(e => e.OfferId != o.OfferId)),
        cancellation,
        what: $"an offer for {Credentials.User.Name}");

    public async Task<SessionRow> Accept(OfferCard offer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(offer);
        var row = (await (await Hub(cancellation)).AcceptOffer(new AcceptOfferRequest(Guid.CreateVersion7(), offer.OfferId))).OrThrow();
        Connection.Follow(row.ConversationId);
        return row;
    }

    public Task<Ack> Say(long conversation, string text, CancellationToken cancellation) => Connection.Send(conversation, text, cancellation);

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
