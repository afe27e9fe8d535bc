using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Sessions;

/// <summary>Opens the visitor's session at the entry point of its token, or finds the open one (rule S1).</summary>
public sealed class StartSession(
    RoutingDomain domain, PersonConnections connections, PersonPresence presence, VisitorCommands commands, RateLimits limits, DeskDbs dbs)
{
    public async Task<Reply<VisitorSession>> Handle(VisitorCaller caller, StartRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (await IsNew(caller, cancellation) && limits.SessionStart(caller.AddressRange) is { } refusal)
        {
            return refusal;
        }

        var start = new NewSession(
            caller.VisitorId, caller.EntryPoint, request.Page, caller.Locale, connections.IsConnected(caller.Person));
        var result = await domain.Start(request.CommandId, start, cancellation);
        if (result.Error is { } error)
        {
            return error;
        }

        // Whoever left while this was being stored was not told of: there was no session yet.
        if (result.Session is { } session && session.VisitorConnected != connections.IsConnected(caller.Person))
        {
            presence.Changed(caller.Person);
        }

        return await commands.View(result.SessionId!.Value, cancellation);
    }

    // Finding the open session costs nothing, and whoever has written is no machine that only opens sessions.
    private async Task<bool> IsNew(VisitorCaller caller, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        return !await db.Conversations.AnyAsync(
            c => c.VisitorId == caller.VisitorId && c.EntryPoint == caller.EntryPoint
                && (c.OpenSession != null || db.Events.Any(e => e.ConversationId == c.Id && e.Sender == caller.Person)),
            cancellation);
    }
}

public sealed class StartRequestValidator : AbstractValidator<StartRequest>
{
    public StartRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.Page).NotNull();
        RuleFor(r => r.Page.Url).NotEmpty().MaximumLength(2000).Must(BeWebAddress)
            .WithMessage("must be an absolute http or https address without fragment").When(r => r.Page is not null);
        RuleFor(r => r.Page.Title).NotNull().MaximumLength(200).When(r => r.Page is not null);
    }

    private static bool BeWebAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.Fragment.Length == 0;
}
