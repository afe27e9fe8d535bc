using FluentValidation;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Sessions;

/// <summary>The visitor wants a person (rules S3, S4).</summary>
public sealed class RequestAgent
{
    public Task<Reply<VisitorSession>> Handle(VisitorCaller caller, RequestAgentRequest request, CancellationToken cancellation) => throw new NotImplementedException();
}

public sealed class RequestAgentRequestValidator : AbstractValidator<RequestAgentRequest>
{
    public RequestAgentRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.SessionId).GreaterThan(0);
        RuleFor(r => r.Topic).MaximumLength(100);
    }
}
