using FluentValidation;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Agents;

/// <summary>The agent chooses to be online, busy, away or offline.</summary>
public sealed class SetPresence
{
    public Task<Reply<AgentSelf>> Handle(StaffCaller caller, SetPresenceRequest request, CancellationToken cancellation) => throw new NotImplementedException();
}

public sealed class SetPresenceRequestValidator : AbstractValidator<SetPresenceRequest>
{
    public SetPresenceRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.Presence).Must(p => p is Presence.Online or Presence.Busy or Presence.Away or Presence.Offline)
            .WithMessage("must be online, busy, away or offline");
        RuleFor(r => r.Reason).MaximumLength(100);
    }
}
