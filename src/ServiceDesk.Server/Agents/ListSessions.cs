using FluentValidation;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Agents;

/// <summary>The desk's lists: own sessions, those of a queue, all.</summary>
public sealed class ListSessions
{
    public Task<Reply<SessionPage>> Handle(StaffCaller caller, SessionsRequest request, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The groups that carry later changes of what the caller may see; the hub joins the connection to them.</summary>
    public IReadOnlyList<string> Groups(StaffCaller caller) => throw new NotImplementedException();
}

public sealed class SessionsRequestValidator : AbstractValidator<SessionsRequest>
{
    public SessionsRequestValidator()
    {
        RuleFor(r => r.View).IsInEnum();
        RuleFor(r => r.Queue).MaximumLength(60);
        RuleFor(r => r.After).GreaterThan(0).When(r => r.After is not null);
    }
}
