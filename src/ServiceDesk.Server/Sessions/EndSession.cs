using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Sessions;

/// <summary>The visitor ends the session (rules S11, S18, S23).</summary>
public sealed class EndSession(VisitorCommands commands)
{
    public async Task<Reply<VisitorSession>> Handle(VisitorCaller caller, SessionCommand request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        return await commands.Submit(
            caller,
            request.CommandId,
            request.SessionId,
            new Ended(request.SessionId, EndedBy.Visitor) { At = default, Seq = 0 },
            cancellation);
    }
}

public sealed class SessionCommandValidator : AbstractValidator<SessionCommand>
{
    public SessionCommandValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.SessionId).GreaterThan(0);
    }
}
