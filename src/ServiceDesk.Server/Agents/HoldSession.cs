using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;

namespace ServiceDesk.Server.Agents;

/// <summary>The agent puts a session on hold and takes it off again (rules S15, S16).</summary>
public sealed class HoldSession(RoutingDomain domain, SessionRows rows)
{
    public Task<Reply<SessionRow>> Begin(StaffCaller caller, VersionedCommand request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        return Submit(caller, request, new Held(request.SessionId, caller.AgentId, request.Version) { At = default, Seq = 0 }, cancellation);
    }

    public Task<Reply<SessionRow>> End(StaffCaller caller, VersionedCommand request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        return Submit(caller, request, new Unheld(request.SessionId, caller.AgentId, request.Version) { At = default, Seq = 0 }, cancellation);
    }

    private async Task<Reply<SessionRow>> Submit(
        StaffCaller caller, VersionedCommand request, RoutingEvent e, CancellationToken cancellation) =>
        await rows.Answer(await domain.Submit(request.CommandId, e, cancellation), caller.AgentId, cancellation);
}
