using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Tickets;

namespace ServiceDesk.Server.Sessions;

/// <summary>The visitor chooses another way than waiting (rule S10).</summary>
public sealed class ChooseFallback(VisitorCommands commands, RoutingDomain domain, PersonConnections connections, LeaveMessage leaveMessage)
{
    public async Task<Reply<VisitorSession>> Handle(VisitorCaller caller, ChooseFallbackRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (await commands.Own(caller, request.SessionId, cancellation) is not { } session)
        {
            return VisitorCommands.NotFound(request.SessionId);
        }

        var deferred = session.State == StateNames.Of(SessionStatus.Deferred);
        return (request.Kind, deferred) switch
        {
            (FallbackKinds.Bot, true) => await StartWithBot(caller, request, session, cancellation),
            (FallbackKinds.Bot, false) => await commands.Submit(
                caller, request.CommandId, session.Id, new WaitCancelled(session.Id) { At = default, Seq = 0 }, cancellation),
            _ => await Leave(request, deferred, cancellation),
        };
    }

    // The message is kept only once the session is deferred and committed; a repeat finds both steps done.
    private async Task<Reply<VisitorSession>> Leave(ChooseFallbackRequest request, bool deferred, CancellationToken cancellation)
    {
        if (!deferred)
        {
            var chosen = new FallbackChosen(request.SessionId) { At = default, Seq = 0 };
            var result = await domain.Submit(request.CommandId, chosen, cancellation);
            if (result.Error is { } refused)
            {
                return refused;
            }
        }

        return await leaveMessage.Handle(request.CommandId, request.SessionId, request.Email!, request.Text!, cancellation) is { } error
            ? error
            : await commands.View(request.SessionId, cancellation);
    }

    // A deferred session is over; the bot goes on in another one.
    private async Task<Reply<VisitorSession>> StartWithBot(
        VisitorCaller caller, ChooseFallbackRequest request, Session before, CancellationToken cancellation)
    {
        var start = new NewSession(
            caller.VisitorId,
            before.EntryPoint,
            new PageInfo(before.SourceUrl, before.SourceTitle),
            caller.Locale,
            connections.IsConnected(caller.Person));
        var result = await domain.Start(request.CommandId, start, cancellation);
        return result.Error is { } error ? error : await commands.View(result.SessionId!.Value, cancellation);
    }
}

public sealed class ChooseFallbackRequestValidator : AbstractValidator<ChooseFallbackRequest>
{
    public ChooseFallbackRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.SessionId).GreaterThan(0);
        RuleFor(r => r.Kind).Must(k => k is FallbackKinds.Message or FallbackKinds.Bot).WithMessage("must be message or bot");
        RuleFor(r => r.Email).NotEmpty().MaximumLength(320).EmailAddress().When(r => r.Kind == FallbackKinds.Message);
        RuleFor(r => r.Text).NotEmpty().MaximumLength(4000).When(r => r.Kind == FallbackKinds.Message);
    }
}
