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
        await using (var db = dbs.Open())
        {
            if (!await scope.Visible(db, caller).AnyAsync(s => s.Id == sessionId, cancellation))
            {
                return new Error(ErrorCodes.NotFound, $"There is no session {sessionId}.");
            }
        }

        return await rows.Answer(await domain.Submit(commandId, command, cancellation), caller.AgentId, cancellation);
    }
}
