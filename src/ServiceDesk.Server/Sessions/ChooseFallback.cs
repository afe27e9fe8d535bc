using FluentValidation;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Sessions;

/// <summary>The visitor chooses another way than waiting (rule S10).</summary>
public sealed class ChooseFallback
{
    public Task<Reply<VisitorSession>> Handle(VisitorCaller caller, ChooseFallbackRequest request, CancellationToken cancellation) => throw new NotImplementedException();
}

public sealed class ChooseFallbackRequestValidator : AbstractValidator<ChooseFallbackRequest>
{
    public ChooseFallbackRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.SessionId).GreaterThan(0);
        RuleFor(r => r.Kind).Must(k => k is FallbackKinds.Message or FallbackKinds.Bot).WithMessage("must be message or bot");
        RuleFor(r => r.Email).NotEmpty().MaximumLength(320).EmailAddress().When(r => r.Kind == FallbackKinds.Message);
        RuleFor(r => r.Text).NotEmpty().MaximumLength(4000).When(r => r.Kind == FallbackKinds.Message);
    }
}
