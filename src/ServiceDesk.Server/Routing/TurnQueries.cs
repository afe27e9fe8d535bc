using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>
/// The reads of every turn, compiled once for a host: EF Core otherwise works out anew each time which query it is, and that was a
/// tenth of what a routing event cost. Lists are never empty.
/// </summary>
internal sealed class TurnQueries
{
    public Func<DeskDb, List<Guid?>, IAsyncEnumerable<RoutingEventRow>> Commands { get; } = EF.CompileAsyncQuery(
        (DeskDb db, List<Guid?> ids) => db.RoutingEvents.AsNoTracking().Where(e => e.Domain == DomainMemory.Domain && ids.Contains(e.CommandId)));

    public Func<DeskDb, List<string>, IAsyncEnumerable<Conversation>> Homes { get; } = EF.CompileAsyncQuery<DeskDb, List<string>, Conversation>(
        (DeskDb db, List<string> visitors) => db.Conversations.Where(c => c.EntryPoint != null && visitors.Contains(c.VisitorId!)).OrderBy(c => c.Id));

    /// <summary>By the index (conversation, id).</summary>
    public Func<DeskDb, List<long>, IAsyncEnumerable<string>> LatestSessions { get; } = EF.CompileAsyncQuery(
        (DeskDb db, List<long> conversations) => db.Sessions.Where(s => db.Sessions
            .Where(x => conversations.Contains(x.ConversationId)).GroupBy(x => x.ConversationId).Select(g => g.Max(x => x.Id)).Contains(s.Id)).Select(s => s.Core));

    public Func<DeskDb, List<long>, IAsyncEnumerable<Conversation>> ConversationsAsTheyAre { get; } = EF.CompileAsyncQuery(
        (DeskDb db, List<long> ids) => db.Conversations.AsNoTracking().Where(c => ids.Contains(c.Id)));

    /// <summary>In id order, as the log locks them.</summary>
    public Func<DeskDb, List<long>, IAsyncEnumerable<Conversation>> Conversations { get; } = EF.CompileAsyncQuery<DeskDb, List<long>, Conversation>(
        (DeskDb db, List<long> ids) => db.Conversations.Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id));

    public Func<DeskDb, List<long>, IAsyncEnumerable<Session>> Sessions { get; } = EF.CompileAsyncQuery(
        (DeskDb db, List<long> ids) => db.Sessions.Where(s => ids.Contains(s.Id)));

    public Func<DeskDb, List<long>, IAsyncEnumerable<Segment>> OpenSegments { get; } = EF.CompileAsyncQuery(
        (DeskDb db, List<long> sessions) => db.Segments.Where(s => sessions.Contains(s.SessionId) && s.EndedAt == null));

    public Func<DeskDb, List<long>, IAsyncEnumerable<Assignment>> OpenAssignments { get; } = EF.CompileAsyncQuery(
        (DeskDb db, List<long> sessions) => db.Assignments.Where(a => sessions.Contains(a.SessionId) && a.State != AssignmentStates.Done));

    public Func<DeskDb, List<long>, IAsyncEnumerable<Member>> Agents { get; } = EF.CompileAsyncQuery(
        (DeskDb db, List<long> conversations) => db.Members.Where(m => conversations.Contains(m.ConversationId) && m.Role == "agent"));

    public Func<DeskDb, List<long>, IAsyncEnumerable<Offer>> Offers { get; } = EF.CompileAsyncQuery(
        (DeskDb db, List<long> ids) => db.Offers.Where(o => ids.Contains(o.Id)));

    public Func<DeskDb, List<long>, IAsyncEnumerable<AgentStateRow>> AgentStates { get; } = EF.CompileAsyncQuery(
        (DeskDb db, List<long> agents) => db.AgentStates.Where(a => agents.Contains(a.AgentId)));

    public Func<DeskDb, List<string>, IAsyncEnumerable<QueuePaceRow>> Paces { get; } = EF.CompileAsyncQuery(
        (DeskDb db, List<string> queues) => db.QueuePaces.Where(p => queues.Contains(p.Queue)));
}
