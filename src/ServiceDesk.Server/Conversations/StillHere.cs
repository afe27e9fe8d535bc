using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Jobs;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>"I'm still here": the visitor's silence counts from now. Nothing is owed anew and no event is stored.</summary>
public sealed class StillHere(DeskDbs dbs, TimeProvider time, SessionDeadlineJobs deadlines, SessionPushes states)
{
    public async Task<Reply> Handle(VisitorCaller caller, SessionCommand request, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Log, cancellation);
        var conversation = await db.Conversations.SingleOrDefaultAsync(
            c => c.OpenSession == request.SessionId && c.VisitorId == caller.VisitorId && c.EntryPoint == caller.EntryPoint, cancellation);
        if (conversation is null)
        {
            return Reply.Refused(ErrorCodes.ConversationClosed, "This session is not open.");
        }

        if (conversation.WaitingOn == WaitingOnWords.Visitor)
        {
            conversation.WaitingSince = time.Now();
            await db.SaveChangesAsync(cancellation);
            await write.Commit(cancellation);
            deadlines.Changed(request.SessionId);
            states.Spoken(request.SessionId, turned: true);
        }

        return Reply.Done;
    }
}
