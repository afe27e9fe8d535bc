using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Agents;

/// <summary>The responder asks one colleague for advice, unseen by the visitor (rule W1).</summary>
public sealed class ConsultColleague(ScopedCommands commands)
{
    /// <summary>Refused with invalid for a queue: advice comes from a person.</summary>
    public async Task<Reply<SessionRow>> Handle(StaffCaller caller, TransferRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        return request.ToAgent is { } colleague
            ? await commands.Submit(
                caller,
                request.CommandId,
                request.SessionId,
                new ConsultRequested(request.SessionId, caller.AgentId, colleague, request.Version) { At = default, Seq = 0 },
                cancellation)
            : new Error(ErrorCodes.Invalid, $"toQueue {request.ToQueue}: a consult names one colleague in toAgent.");
    }
}
