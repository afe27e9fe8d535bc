using FluentValidation;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Agents;

/// <summary>The agent does not take a ringing session (rule O3).</summary>
public sealed class DeclineOffer
{
    public Task<Reply> Handle(StaffCaller caller, DeclineOfferRequest request, CancellationToken cancellation) => throw new NotImplementedException();
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
