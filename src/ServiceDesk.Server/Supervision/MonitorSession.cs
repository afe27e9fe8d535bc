using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Supervision;

/// <summary>
/// A supervisor reads a session live: a member of its staff conversation, and of the visitor's nothing, so that the visitor's side
/// is told nothing at all.
/// </summary>
public sealed class MonitorSession(
    DeskDbs dbs,
    StaffScope scope,
    SessionRows rows,
    Monitoring monitoring,
    SessionPushes states,
    PersonConnections connections,
    CommitPublisher publisher,
    TimeProvider time)
{
    public async Task<Reply<SessionRow>> Begin(StaffCaller caller, string connectionId, SessionCommand request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        await using var db = dbs.Open();
        var session = await scope.Supervised(db, caller).AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.SessionId, cancellation);
        if (session is null)
        {
            return NotFound(request.SessionId);
        }

        if (!session.Open)
        {
            return new Error(ErrorCodes.ConversationClosed, $"Session {session.Id} is {session.State}.");
        }

        if (monitoring.Begin(session.Id, caller.Person, connectionId))
        {
            await Join(db, session, caller.Person, cancellation);
        }

        return await rows.Row(session.Id, caller.AgentId, cancellation) is { } row ? row : NotFound(session.Id);
    }

    /// <summary>Has no effect on a session that the caller does not monitor.</summary>
    public async Task<Reply> End(StaffCaller caller, string connectionId, SessionCommand request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (monitoring.End(request.SessionId, caller.Person, connectionId))
        {
            await Leave(request.SessionId, caller.Person, cancellation);
        }

        return Reply.Done;
    }

    /// <summary>The connection is gone, and what was monitored by it alone is no longer.</summary>
    public async Task Drop(string connectionId, CancellationToken cancellation)
    {
        foreach (var (session, person) in monitoring.By(connectionId))
        {
            if (monitoring.End(session, person, connectionId))
            {
                await Leave(session, person, cancellation);
            }
        }
    }

    private static Error NotFound(long session) => new(ErrorCodes.NotFound, $"There is no session {session}.");

    private async Task Join(DeskDb db, Session session, string person, CancellationToken cancellation)
    {
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var (room, joined) = await StaffRoom.FindOrMake(db, session.ConversationId, time.Now(), cancellation);
        var member = await db.Members.SingleOrDefaultAsync(m => m.ConversationId == room.Id && m.Person == person, cancellation);
        if (member is null)
        {
            db.Members.Add(StaffRoom.Member(room, person, StaffRoom.Supervisor, time.Now()));
        }
        else
        {
            member.LeftAt = null;
        }

        db.Audit.Add(Audited.Row(time.Now(), person, Audited.Monitor, Audited.Session(session.Id), session.Queue));
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        foreach (var who in joined.Append(person))
        {
            publisher.Enqueue(_ => connections.JoinAll(who, HubGroups.Of(room)));
        }

        states.ChangedAmongStaff(session.Id);
    }

    private async Task Leave(long sessionId, string person, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var session = await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == sessionId, cancellation);
        var service = await db.Conversations.AsNoTracking().SingleAsync(c => c.Id == session.ConversationId, cancellation);
        var room = await StaffRoom.Find(db, session.ConversationId, cancellation);
        var member = room is null
            ? null
            : await db.Members.SingleOrDefaultAsync(
                m => m.ConversationId == room.Id && m.Person == person && m.Role == StaffRoom.Supervisor, cancellation);
        // Whoever barged in meanwhile goes on seeing what is said among staff.
        var leaves = member is not null && service.Barged != person;
        if (leaves)
        {
            member!.LeftAt = time.Now();
        }

        db.Audit.Add(Audited.Row(time.Now(), person, Audited.Unmonitor, Audited.Session(sessionId), session.Queue));
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        if (leaves)
        {
            publisher.Enqueue(_ => connections.LeaveAll(person, HubGroups.Of(room!)));
        }

        states.ChangedAmongStaff(sessionId);
    }
}
