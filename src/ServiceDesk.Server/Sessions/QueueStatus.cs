using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Sessions;

/// <summary>How the visitor's session stands.</summary>
public sealed class QueueStatus(VisitorCommands commands)
{
    public async Task<Reply<VisitorSession>> Handle(VisitorCaller caller, SessionCommand request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        return await commands.Own(caller, request.SessionId, cancellation) is null
            ? VisitorCommands.NotFound(request.SessionId)
            : await commands.View(request.SessionId, cancellation);
    }
}
