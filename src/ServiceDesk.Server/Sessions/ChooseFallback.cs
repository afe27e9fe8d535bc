using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Tickets;

namespace ServiceDesk.Server.Sessions;

/// <summary>The visitor chooses another way than waiting (rule S10).</summary>
public sealed class ChooseFallback(
    VisitorCommands commands, RoutingDomain domain, PersonConnections connections, ReviewContent contents, LeaveMessage leaveMessage)
{
    public async Task<Reply<VisitorSession>> Handle(VisitorCaller caller, ChooseFallbackRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (await commands.Own(caller, request.SessionId, cancellation) is not { } session)
        {
            return VisitorCommands.NotFound(request.SessionId);
        }

        if (request.Kind == FallbackKinds.Bot && session.State == StateNames.Of(SessionStatus.Deferred))
        {
            return await StartWithBot(caller, request, session, cancellation);
        }

        if (request.Text is { Length: > 0 } words)
        {
            var reviewed = await contents.Of(session.ConversationId, caller.Person, words, cancellation);
            if (reviewed.Error is { } blocked)
            {
                return blocked;
            }

            request = request with { Text = reviewed.Value };
        }

        // The words are kept only once the session is deferred and committed; a repeat finds both steps done.
        var chosen = new FallbackChosen(request.SessionId, request.Kind, request.Slot) { At = default, Seq = 0 };
        var result = await domain.Submit(request.CommandId, chosen, cancellation);
        if (result.Error is { } refused)
        {
            return refused;
        }

        return await Keep(request, cancellation) is { } error ? error : await commands.View(request.SessionId, cancellation);
    }

    private async Task<Error?> Keep(ChooseFallbackRequest request, CancellationToken cancellation) => request.Kind switch
    {
        FallbackKinds.Message => await leaveMessage.Handle(
            request.CommandId, request.SessionId, new LeftWords(request.Email, null, request.Text!, null), cancellation),
        FallbackKinds.CallBack => await leaveMessage.Handle(
            request.CommandId, request.SessionId,
            new LeftWords(request.Email, request.Phone, request.Text ?? "", request.Slot!.Value.ToUniversalTime()), cancellation),
        _ => null,
    };

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
    private static readonly string[] Kinds =
        [FallbackKinds.Message, FallbackKinds.Bot, FallbackKinds.CallBack, FallbackKinds.Email, FallbackKinds.Link];

    public ChooseFallbackRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.SessionId).GreaterThan(0);
        RuleFor(r => r.Kind).Must(Kinds.Contains).WithMessage("must be message, bot, call_back, email or link");
        RuleFor(r => r.Email).MaximumLength(320).EmailAddress().When(r => !string.IsNullOrEmpty(r.Email));
        RuleFor(r => r.Text).MaximumLength(4000);
        RuleFor(r => r.Phone).Length(3, 40).When(r => r.Phone is not null);
        When(r => r.Kind == FallbackKinds.Message, () =>
        {
            RuleFor(r => r.Email).NotEmpty();
            RuleFor(r => r.Text).NotEmpty();
        });
        When(r => r.Kind == FallbackKinds.CallBack, () =>
        {
            RuleFor(r => r.Slot).NotNull();
            RuleFor(r => r.Phone).NotEmpty().When(r => string.IsNullOrEmpty(r.Email)).WithMessage("phone or email must be given");
        });
    }
}
