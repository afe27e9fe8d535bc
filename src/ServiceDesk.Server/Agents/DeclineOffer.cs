using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;

namespace ServiceDesk.Server.Agents;

/// <summary>The agent does not take a ringing session (rule O3).</summary>
public sealed class DeclineOffer(RoutingDomain domain)
{
    public async Task<Reply> Handle(StaffCaller caller, DeclineOfferRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        var result = await domain.Submit(
            request.CommandId,
            new Decline(request.OfferId, caller.AgentId, request.Reason) { At = default, Seq = 0 },
            cancellation);
        return new Reply(result.Error is null, result.Error);
    }
}

public sealed class DeclineOfferRequestValidator : AbstractValidator<DeclineOfferRequest>
{
    public DeclineOfferRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.OfferId).GreaterThan(0);
        RuleFor(r => r.Reason).NotNull().MaximumLength(100);
    }
}
