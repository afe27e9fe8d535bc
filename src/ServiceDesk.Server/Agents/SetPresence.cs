using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;
using Chosen = ServiceDesk.Decisions.Agents.Presence;

namespace ServiceDesk.Server.Agents;

/// <summary>The agent chooses to be online, busy, away or offline.</summary>
public sealed class SetPresence(RoutingDomain domain, AgentViews views)
{
    public async Task<Reply<AgentSelf>> Handle(StaffCaller caller, SetPresenceRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        var presence = Enum.Parse<Chosen>(request.Presence.ToString());
        var result = await domain.Submit(
            request.CommandId,
            new AgentPresence(caller.AgentId, presence, request.Reason) { At = default, Seq = 0 },
            cancellation);
        if (result.Error is { } error)
        {
            return error;
        }

        return await views.Self(caller.AgentId, cancellation) is { } self
            ? self
            : new Error(ErrorCodes.NotFound, "The desk's configuration names no such agent.");
    }
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
