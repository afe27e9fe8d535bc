using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;

namespace ServiceDesk.Server.Agents;

/// <summary>The agent takes a ringing session (rule O2).</summary>
public sealed class AcceptOffer(RoutingDomain domain, SessionRows rows)
{
    public async Task<Reply<SessionRow>> Handle(StaffCaller caller, AcceptOfferRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        var result = await domain.Submit(
            request.CommandId,
            new Accept(request.OfferId, caller.AgentId) { At = default, Seq = 0 },
            cancellation);
        return await rows.Answer(result, caller.AgentId, cancellation);
    }
}

public sealed class AcceptOfferRequestValidator : AbstractValidator<AcceptOfferRequest>
{
    public AcceptOfferRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.OfferId).GreaterThan(0);
    }
}
