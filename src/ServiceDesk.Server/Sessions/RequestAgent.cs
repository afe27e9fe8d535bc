using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Sessions;

/// <summary>The visitor wants a person (rules S3, S4).</summary>
public sealed class RequestAgent(VisitorCommands commands)
{
    public async Task<Reply<VisitorSession>> Handle(VisitorCaller caller, RequestAgentRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        return await commands.Submit(
            caller,
            request.CommandId,
            request.SessionId,
            new SessionEnqueued(request.SessionId, EnqueuedBy.Visitor, request.Topic) { At = default, Seq = 0 },
            cancellation);
    }
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
