using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Sessions;

/// <summary>What every command of a visitor on a session shares: it must be the visitor's own, and the answer is its view.</summary>
public sealed class VisitorCommands(DeskDbs dbs, RoutingDomain domain, VisitorSessions views)
{
    private readonly Func<DeskDb, long, string, CancellationToken, Task<Session?>> _own = EF.CompileAsyncQuery(
        (DeskDb db, long id, string visitorId, CancellationToken cancellation) =>
            db.Sessions.AsNoTracking().FirstOrDefault(s => s.Id == id && s.VisitorId == visitorId));

    internal static Error NotFound(long sessionId) => new(ErrorCodes.NotFound, $"There is no session {sessionId}.");

    /// <summary>Null when there is no such session or it is another visitor's.</summary>
    internal async Task<Session?> Own(VisitorCaller caller, long sessionId, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        return await _own(db, sessionId, caller.VisitorId, cancellation);
    }

    /// <summary>Submits the event if the session is the visitor's own.</summary>
    internal async Task<Reply<VisitorSession>> Submit(
        VisitorCaller caller, Guid commandId, long sessionId, RoutingEvent e, CancellationToken cancellation)
    {
        if (await Own(caller, sessionId, cancellation) is null)
        {
            return NotFound(sessionId);
        }

        var result = await domain.Submit(commandId, e, cancellation);
        return result.Error is { } error ? error : await View(sessionId, cancellation);
    }

    internal async Task<Reply<VisitorSession>> View(long sessionId, CancellationToken cancellation) =>
        await views.View(sessionId, cancellation) is { } view ? view : NotFound(sessionId);
}
