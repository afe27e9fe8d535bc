using FluentValidation;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Agents;

/// <summary>The agent ends the session; the work after it keeps the slot for a while (rule S18).</summary>
public sealed class EndByAgent
{
    public Task<Reply<SessionRow>> Handle(StaffCaller caller, VersionedCommand request, CancellationToken cancellation) => throw new NotImplementedException();
}

public sealed class VersionedCommandValidator : AbstractValidator<VersionedCommand>
{
    public VersionedCommandValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.SessionId).GreaterThan(0);
        RuleFor(r => r.Version).GreaterThanOrEqualTo(0);
    }
}
