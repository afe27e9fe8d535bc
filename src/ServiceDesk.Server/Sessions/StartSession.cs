using System.Text;
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
            caller.VisitorId, caller.EntryPoint, request.Page, caller.Locale, connections.IsConnected(caller.Person), request.Context);
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
    private const int Entries = 50;
    private const int NameLength = 60;
    private const int ValueLength = 500;

    /// <summary>UTF-8, names and values.</summary>
    private const int Bytes = 8 * 1024;

    public StartRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.Page).NotNull();
        RuleFor(r => r.Page.Url).NotEmpty().MaximumLength(2000).Must(BeWebAddress)
            .WithMessage("must be an absolute http or https address without fragment").When(r => r.Page is not null);
        RuleFor(r => r.Context!).Must(c => c.Count <= Entries).WithMessage($"must have at most {Entries} entries")
            .Must(c => c.Keys.All(name => name.Trim().Length is > 0 and <= NameLength)).WithMessage($"must have names of 1 to {NameLength} characters")
            .Must(c => c.Values.All(value => value is { Length: <= ValueLength })).WithMessage($"must have values of at most {ValueLength} characters")
            .Must(c => c.Sum(e => Encoding.UTF8.GetByteCount(e.Key) + Encoding.UTF8.GetByteCount(e.Value ?? "")) <= Bytes)
            .WithMessage($"must be at most {Bytes} bytes").When(r => r.Context is not null);
        RuleFor(r => r.Page.Title).NotNull().MaximumLength(200).When(r => r.Page is not null);
    }

    private static bool BeWebAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.Fragment.Length == 0;
}
