using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Agents;

/// <summary>A consult is completed by the responder, or left by either side (rules W2, W3).</summary>
public sealed class EndConsult(ScopedCommands commands)
{
    /// <summary>The colleague serves the session from now on.</summary>
    public Task<Reply<SessionRow>> Complete(StaffCaller caller, VersionedCommand request, CancellationToken cancellation) =>
        Submit(caller, request, complete: true, cancellation);

    /// <summary>The colleague leaves, or is rung no longer; the session stays as it is.</summary>
    public Task<Reply<SessionRow>> Cancel(StaffCaller caller, VersionedCommand request, CancellationToken cancellation) =>
        Submit(caller, request, complete: false, cancellation);

    private Task<Reply<SessionRow>> Submit(StaffCaller caller, VersionedCommand request, bool complete, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        return commands.Submit(
            caller,
            request.CommandId,
            request.SessionId,
            new ConsultEnded(request.SessionId, caller.AgentId, complete, request.Version) { At = default, Seq = 0 },
            cancellation);
    }
}
