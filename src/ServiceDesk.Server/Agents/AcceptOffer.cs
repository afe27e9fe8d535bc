using FluentValidation;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Agents;

/// <summary>The agent takes a ringing session (rule O2).</summary>
public sealed class AcceptOffer
{
    public Task<Reply<SessionRow>> Handle(StaffCaller caller, AcceptOfferRequest request, CancellationToken cancellation) => throw new NotImplementedException();
}

public sealed class AcceptOfferRequestValidator : AbstractValidator<AcceptOfferRequest>
{
    public AcceptOfferRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.OfferId).GreaterThan(0);
    }
}
