using FluentValidation;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Agents;

/// <summary>Why a session came where it is: the reasons stored with each decision.</summary>
public sealed class ExplainSession
{
    public Task<Reply<Explanation>> Handle(StaffCaller caller, ExplainRequest request, CancellationToken cancellation) => throw new NotImplementedException();
}

public sealed class ExplainRequestValidator : AbstractValidator<ExplainRequest>
{
    public ExplainRequestValidator() => RuleFor(r => r.SessionId).GreaterThan(0);
}
