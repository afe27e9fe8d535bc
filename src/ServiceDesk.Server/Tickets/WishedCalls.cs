using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Tickets;

/// <summary>The calls for which sessions came back: whoever takes one must know whom to call, and what is done is not to be done again.</summary>
public sealed class WishedCalls(DeskDbs dbs, TicketRows tickets)
{
    private readonly Func<DeskDb, List<long>, IAsyncEnumerable<Ticket>> _open = EF.CompileAsyncQuery((DeskDb db, List<long> sessions) =>
        db.Tickets.Where(t => sessions.Contains(t.SessionId) && t.Kind == TicketStates.CallBackKind && t.Status != TicketStates.Closed));

    /// <summary>By session; those that did not come back for a call, or whose call is done, are missing.</summary>
    internal async Task<IReadOnlyDictionary<long, WishedCall>> Of(DeskDb db, IEnumerable<SessionState> sessions, CancellationToken cancellation)
    {
        var ids = sessions.Where(s => s.IsCallBack).Select(s => s.Id).ToList();
        if (ids.Count == 0)
        {
            return new Dictionary<long, WishedCall>();
        }

        // The latest wish counts.
        return (await _open(db, ids).ToListAsync(cancellation)).GroupBy(t => t.SessionId).ToDictionary(
            g => g.Key,
            g => g.OrderBy(t => t.Id).Select(t => new WishedCall(t.DueAt ?? t.CreatedAt, t.Phone, t.Email)).Last());
    }

    /// <summary>The agent ended the session that came back for a call: the wish is done with it. Repeating it changes nothing.</summary>
    internal async Task Done(long sessionId, long agentId, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var open = await _open(db, [sessionId]).ToListAsync(cancellation);
        foreach (var ticket in open)
        {
            ticket.Status = TicketStates.Closed;
            ticket.Assignee ??= agentId;
        }

        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        open.ForEach(ticket => tickets.Changed(ticket.Id));
    }
}
