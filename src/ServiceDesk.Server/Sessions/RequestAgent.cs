using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Bot;
using ServiceDesk.Server.Routing;

namespace ServiceDesk.Server.Sessions;

/// <summary>The visitor wants a person (rules S3, S4).</summary>
public sealed class RequestAgent(VisitorCommands commands, RoutingDomain domain, BotTopic topics)
{
    public async Task<Reply<VisitorSession>> Handle(VisitorCaller caller, RequestAgentRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (await commands.Own(caller, request.SessionId, cancellation) is not { } session)
        {
            return VisitorCommands.NotFound(request.SessionId);
        }

        var wanted = new SessionEnqueued(session.Id, EnqueuedBy.Visitor, request.Topic) { At = default, Seq = 0 };
        if (session.State == StateNames.Of(SessionStatus.Bot))
        {
            wanted = wanted with { BotResult = BotResults.Asked };
            wanted = request.Topic is null ? wanted with { Topic = await topics.Of(session, cancellation), TopicFound = true } : wanted;
        }

        var result = await domain.Submit(request.CommandId, wanted, cancellation);
        return result.Error is { } error ? error : await commands.View(session.Id, cancellation);
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
