using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Tickets;

namespace ServiceDesk.Server.Agents;

/// <summary>The agent ends the session; the work after it keeps the slot for a while (rule S18).</summary>
public sealed class EndByAgent(RoutingDomain domain, SessionRows rows, WishedCalls calls)
{
    public async Task<Reply<SessionRow>> Handle(StaffCaller caller, VersionedCommand request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        var result = await domain.Submit(
            request.CommandId,
            new Ended(request.SessionId, EndedBy.Agent, caller.AgentId, request.Version) { At = default, Seq = 0 },
            cancellation);
        if (result.Session is { IsCallBack: true } called)
        {
            await calls.Done(called.Id, caller.AgentId, cancellation);
        }

        return await rows.Answer(result, caller.AgentId, cancellation);
    }
}

public sealed class VersionedCommandValidator : AbstractValidator<VersionedCommand>
{
    public VersionedCommandValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.SessionId).GreaterThan(0);
        RuleFor(r => r.Version).GreaterThanOrEqualTo(0);
    }
}
