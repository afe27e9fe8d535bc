using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>The rows that a turn writes, read in its transaction; conversation heads in id order, as the log locks them.</summary>
internal sealed class TurnRows(DeskDb db)
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
            Conversations = await db.Conversations.Where(c => conversations.Contains(c.Id)).OrderBy(c => c.Id)
                .ToDictionaryAsync(c => c.Id, cancellation);
            Sessions = await db.Sessions.Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellation);
            OpenSegments = await db.Set<Segment>().Where(s => ids.Contains(s.SessionId) && s.EndedAt == null)
                .ToDictionaryAsync(s => s.SessionId, cancellation);
            OpenAssignments = await db.Assignments.Where(a => ids.Contains(a.SessionId) && a.State != AssignmentStates.Done)
                .ToListAsync(cancellation);
            Members = await db.Members.Where(m => conversations.Contains(m.ConversationId) && m.Role == "agent")
                .ToDictionaryAsync(m => (m.ConversationId, m.Person), cancellation);
        }

        if (offers.Count > 0)
        {
            Offers = await db.Offers.Where(o => offers.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancellation);
        }

        if (agents.Count > 0)
        {
            Agents = await db.AgentStates.Where(a => agents.Contains(a.AgentId)).ToDictionaryAsync(a => a.AgentId, cancellation);
        }

        if (paces.Count > 0)
        {
            Paces = await db.QueuePaces.Where(p => paces.Contains(p.Queue)).ToDictionaryAsync(p => p.Queue, cancellation);
        }
    }
}
