using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Supervision;

/// <summary>A supervisor says something to the agent, in the staff conversation.</summary>
public sealed class WhisperToAgent(DeskDbs dbs, StaffScope scope, StaffConversations rooms, ConversationLog log, RateLimits limits)
{
    public async Task<Reply<Ack>> Handle(StaffCaller caller, WhisperRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (limits.StaffSend(caller.Person) is { } limited)
        {
            return limited;
        }

        await using var db = dbs.Open();
        var session = await scope.Supervised(db, caller).AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.SessionId, cancellation);
        if (session is null)
        {
            return new Error(ErrorCodes.NotFound, $"There is no session {request.SessionId}.");
        }

        if (!session.Open)
        {
            return new Error(ErrorCodes.ConversationClosed, $"Session {session.Id} is {session.State}.");
        }

        var room = await rooms.Of(session, cancellation);
        return await log.Append(
            new Post(
                room,
                caller.Person,
                caller.Name,
                new Admission.Staff(),
                EventTypes.Message,
                request.CommandId,
                new EventBody { Text = request.Text, Mark = StaffMarks.Whisper },
                Deed: new Deed(Audited.Whisper, Audited.Session(session.Id), session.Queue)),
            cancellation);
    }
}
