using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>The rows that a turn writes, read in its transaction.</summary>
internal sealed class TurnRows(DeskDb db, TurnQueries queries)
{
    public Dictionary<long, Session> Sessions { get; private set; } = [];

    public Dictionary<long, Segment> OpenSegments { get; private set; } = [];

    public List<Assignment> OpenAssignments { get; private set; } = [];

    public Dictionary<long, Conversation> Conversations { get; private set; } = [];

    public Dictionary<(long Conversation, string Person), Member> Members { get; private set; } = [];

    public Dictionary<long, Offer> Offers { get; private set; } = [];

    public Dictionary<long, AgentStateRow> Agents { get; private set; } = [];

    public Dictionary<string, QueuePaceRow> Paces { get; private set; } = [];

    /// <param name="sessions">The changed sessions with their conversations.</param>
    public async Task Load(
        IReadOnlyDictionary<long, long> sessions, IReadOnlySet<long> agents, IReadOnlySet<long> offers, IReadOnlySet<string> paces,
        CancellationToken cancellation)
    {
        var ids = sessions.Keys.ToList();
        if (ids.Count > 0)
        {
            var conversations = sessions.Values.Distinct().ToList();
            Conversations = await queries.Conversations(db, conversations).ToDictionaryAsync(c => c.Id, cancellationToken: cancellation);
            Sessions = await queries.Sessions(db, ids).ToDictionaryAsync(s => s.Id, cancellationToken: cancellation);
            OpenSegments = await queries.OpenSegments(db, ids).ToDictionaryAsync(s => s.SessionId, cancellationToken: cancellation);
            OpenAssignments = await queries.OpenAssignments(db, ids).ToListAsync(cancellation);
            Members = await queries.Agents(db, conversations).ToDictionaryAsync(m => (m.ConversationId, m.Person), cancellationToken: cancellation);
        }

        if (offers.Count > 0)
        {
            Offers = await queries.Offers(db, [.. offers]).ToDictionaryAsync(o => o.Id, cancellationToken: cancellation);
        }

        if (agents.Count > 0)
        {
            Agents = await queries.AgentStates(db, [.. agents]).ToDictionaryAsync(a => a.AgentId, cancellationToken: cancellation);
        }

        if (paces.Count > 0)
        {
            Paces = await queries.Paces(db, [.. paces]).ToDictionaryAsync(p => p.Queue, cancellationToken: cancellation);
        }
    }
}
