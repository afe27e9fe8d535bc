using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;

namespace ServiceDesk.Server.Agents;

/// <summary>The agent hands the session on to a queue or a colleague (rules S13, S14).</summary>
public sealed class TransferSession(RoutingDomain domain, SessionRows rows)
{
    public async Task<Reply<SessionRow>> Handle(StaffCaller caller, TransferRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        var result = await domain.Submit(
            request.CommandId,
            new TransferRequested(
                request.SessionId, caller.AgentId, request.ToQueue, request.ToAgent, request.Version, request.Confirmed)
            { At = default, Seq = 0 },
            cancellation);
        return await rows.Answer(result, caller.AgentId, cancellation);
    }
}

public sealed class TransferRequestValidator : AbstractValidator<TransferRequest>
{
    public TransferRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.SessionId).GreaterThan(0);
        RuleFor(r => r.Version).GreaterThanOrEqualTo(0);
        RuleFor(r => r.ToQueue).MaximumLength(60);
        RuleFor(r => r.ToAgent).GreaterThan(0).When(r => r.ToAgent is not null);
        RuleFor(r => r.ToQueue).Must((r, queue) => queue is null != r.ToAgent is null)
            .WithMessage("exactly one of toQueue and toAgent must be given");
    }
}
