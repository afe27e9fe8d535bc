using System.Collections.Concurrent;
using ServiceDesk.Contracts;

namespace ServiceDesk.TestKit;

/// <summary>Keeps everything that a conversation client is called with, in order of arrival.</summary>
public abstract class Inbox : IConversationClient
{
    public ConcurrentQueue<EventsPush> Pushes { get; } = new();

    public ConcurrentQueue<Receipts> Ticks { get; } = new();

    public ConcurrentQueue<ReadSync> ReadSyncs { get; } = new();

    public ConcurrentQueue<TypingSignal> TypingSignals { get; } = new();

    public ConcurrentQueue<HeadsPush> Heads { get; } = new();

    public ConcurrentQueue<Control> Controls { get; } = new();

    public Task Events(EventsPush push) => Keep(Pushes, push);

    public Task Receipts(Receipts receipts) => Keep(Ticks, receipts);

    public Task ReadSync(ReadSync sync) => Keep(ReadSyncs, sync);

    public Task Typing(TypingSignal signal) => Keep(TypingSignals, signal);

    Task IConversationClient.Heads(HeadsPush heads) => Keep(Heads, heads);

    public ConcurrentQueue<DraftState> Drafts { get; } = new();

    public Task Draft(DraftState draft) => Keep(Drafts, draft);

    public Task Control(Control control) => Keep(Controls, control);

    protected static Task Keep<T>(ConcurrentQueue<T> queue, T item)
    {
        ArgumentNullException.ThrowIfNull(queue);
        queue.Enqueue(item);
        return Task.CompletedTask;
    }
}

/// <summary>What a visitor was told.</summary>
public sealed class VisitorInbox : Inbox, IVisitorClient
{
    public ConcurrentQueue<VisitorSession> Sessions { get; } = new();

    public ConcurrentQueue<QueueUpdate> QueueUpdates { get; } = new();

    public Task SessionState(VisitorSession session) => Keep(Sessions, session);

    public Task QueueUpdate(QueueUpdate update) => Keep(QueueUpdates, update);
}

/// <summary>What a desk was told.</summary>
public sealed class AgentInbox : Inbox, IAgentClient
{
    public ConcurrentQueue<OfferCard> Offers { get; } = new();

    public ConcurrentQueue<OfferEnd> OfferEnds { get; } = new();

    public ConcurrentQueue<SessionRow> Sessions { get; } = new();

    public ConcurrentQueue<AgentSelf> Selves { get; } = new();

    public ConcurrentQueue<TicketRow> Tickets { get; } = new();

    public ConcurrentQueue<UnreadMentions> MentionLists { get; } = new();

    public Task Offer(OfferCard offer) => Keep(Offers, offer);

    public Task OfferClosed(OfferEnd end) => Keep(OfferEnds, end);

    public Task SessionState(SessionRow session) => Keep(Sessions, session);

    public Task AgentState(AgentSelf agent) => Keep(Selves, agent);

    public Task TicketState(TicketRow ticket) => Keep(Tickets, ticket);

    public Task Mentions(UnreadMentions mentions) => Keep(MentionLists, mentions);
}
