using FluentValidation;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Agents;

/// <summary>Whether the caller may read a conversation live, by role and queue. The hub joins the group.</summary>
public sealed class WatchConversation
{
    public Task<Reply<Head>> Handle(StaffCaller caller, WatchRequest request, CancellationToken cancellation) => throw new NotImplementedException();
}

public sealed class WatchRequestValidator : AbstractValidator<WatchRequest>
{
    public WatchRequestValidator() => RuleFor(r => r.Conv).GreaterThan(0);
}
