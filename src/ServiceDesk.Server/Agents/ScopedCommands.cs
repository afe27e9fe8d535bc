using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Agents;

/// <summary>Commands on sessions that the caller need not serve: what the caller may not see does not exist.</summary>
public sealed class ScopedCommands(DeskDbs dbs, StaffScope scope, RoutingDomain domain, SessionRows rows)
{
    /// <summary>The row as it stands after the command, or its refusal; not_found for a session that the caller may not see.</summary>
    public async Task<Reply<SessionRow>> Submit(
        StaffCaller caller, Guid commandId, long sessionId, RoutingEvent command, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var db = dbs.Open();
        return await Submit(scope.Visible(db, caller), caller, commandId, sessionId, command, cancellation);
    }

    /// <summary>The same for what only a supervisor may do; not_found for a session that the caller does not oversee.</summary>
    public async Task<Reply<SessionRow>> Supervise(
        StaffCaller caller, Guid commandId, long sessionId, RoutingEvent command, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var db = dbs.Open();
        return await Submit(scope.Supervised(db, caller), caller, commandId, sessionId, command, cancellation);
    }

    private async Task<Reply<SessionRow>> Submit(
        IQueryable<Session> known, StaffCaller caller, Guid commandId, long sessionId, RoutingEvent command, CancellationToken cancellation) =>
        await known.AnyAsync(s => s.Id == sessionId, cancellation)
            ? await rows.Answer(await domain.Submit(commandId, command, cancellation), caller.AgentId, cancellation)
            : new Error(ErrorCodes.NotFound, $"There is no session {sessionId}.");
}
