using FluentValidation;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Sessions;

/// <summary>The visitor ends the session (rules S11, S18, S23).</summary>
public sealed class EndSession
{
    public Task<Reply<VisitorSession>> Handle(VisitorCaller caller, SessionCommand request, CancellationToken cancellation) => throw new NotImplementedException();
}

public sealed class SessionCommandValidator : AbstractValidator<SessionCommand>
{
    public SessionCommandValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.SessionId).GreaterThan(0);
    }
}
