using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Supervision;

/// <summary>The linked staff conversation of a session, made when it is first needed.</summary>
public sealed class StaffConversations(
    DeskDbs dbs, StaffScope scope, SessionPushes states, PersonConnections connections, CommitPublisher publisher, TimeProvider time)
{
    /// <summary>Its id, for whoever may read the session; else not_found.</summary>
    public async Task<Reply<long>> Handle(StaffCaller caller, StaffConversationRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        await using var db = dbs.Open();
        var session = await scope.Visible(db, caller).AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.SessionId, cancellation);
        return session is null
            ? new Error(ErrorCodes.NotFound, $"There is no session {request.SessionId}.")
            : await Of(session, cancellation);
    }

    internal async Task<long> Of(Session session, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        if (await StaffRoom.Find(db, session.ConversationId, cancellation) is { } known)
        {
            return known.Id;
        }

        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var (room, joined) = await StaffRoom.FindOrMake(db, session.ConversationId, time.Now(), cancellation);
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        foreach (var person in joined)
        {
            publisher.Enqueue(_ => connections.JoinAll(person, HubGroups.Of(room)));
        }

        states.ChangedAmongStaff(session.Id);
        return room.Id;
    }
}
