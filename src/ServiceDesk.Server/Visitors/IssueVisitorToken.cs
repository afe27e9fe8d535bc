using System.Security.Cryptography;
using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Visitors;

/// <summary>POST /api/visitor/token: who a browser is, as a token of minutes for Hello and one of months to come back with.</summary>
internal sealed class IssueVisitorToken(
    RoutingDomain domain, EntryPoints entryPoints, DeskDbs dbs, Bans bans, ResumeTokens resumeTokens, VisitorTokens accessTokens, TimeProvider time)
{
    private const int VisitorIdBytes = 16;
    private const string UnknownLocale = "en";
    private const int StartingRetryMs = 1000;

    public async Task<IResult> Handle(VisitorTokenRequest request, CancellationToken cancellation)
    {
        if (request.IdentityToken is not null)
        {
            return Problems.Of(new Error(ErrorCodes.FeatureDisabled, "This server does not verify identities."));
        }

        if (!domain.Ready)
        {
            // Entry points are known once routing has loaded the desk: until then none is unknown.
            return Problems.Of(new Error(ErrorCodes.Unavailable, "The server is starting.", StartingRetryMs));
        }

        if (entryPoints.Find(request.EntryPoint) is not { } entry)
        {
            return Problems.Of(EntryPoints.Unknown);
        }

        if (await Visitor(request.ResumeToken, cancellation) is not var (visitorId, resumeToken))
        {
            return Problems.Of(Bans.Refused);
        }

        var (token, expiresAt) = accessTokens.Issue(visitorId, entry.Key);
        return Results.Ok(new VisitorTokenAnswer(token, expiresAt, visitorId, resumeToken));
    }

    // Null for one who is kept out: the resume token stays as it is, for when the ban is over.
    private async Task<(string VisitorId, string ResumeToken)?> Visitor(string? resumeToken, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var visitor = resumeToken is null ? null : await resumeTokens.Use(db, resumeToken, cancellation);
        if (visitor is { } known && await bans.Holds(db, known.VisitorId, cancellation))
        {
            return null;
        }

        visitor ??= New(db);
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        return visitor;
    }

    private (string, string) New(DeskDb db)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(VisitorIdBytes));
        db.Visitors.Add(new Visitor { Id = id, Locale = UnknownLocale, CreatedAt = time.Now() });
        return (id, resumeTokens.First(db, id));
    }
}

internal sealed class VisitorTokenRequestValidator : AbstractValidator<VisitorTokenRequest>
{
    public VisitorTokenRequestValidator()
    {
        RuleFor(r => r.EntryPoint).NotEmpty().MaximumLength(100);
        RuleFor(r => r.ResumeToken).MaximumLength(200);
        RuleFor(r => r.IdentityToken).MaximumLength(8_000);
    }
}

internal static class VisitorTokenEndpoint
{
    public static void MapVisitorToken(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/visitor/token", (VisitorTokenRequest request, IssueVisitorToken issue, CancellationToken cancellation) => issue.Handle(request, cancellation))
        .Validated(new VisitorTokenRequestValidator())
        .RequireRateLimiting(AddressLimits.VisitorToken)
        .WithTags("Visitors").WithName("IssueVisitorToken").WithSummary("A new visitor, or the one of a resume token, gets an access token")
        .Produces<VisitorTokenAnswer>()
        .Refuses(ErrorCodes.Invalid, ErrorCodes.Forbidden, ErrorCodes.Banned, ErrorCodes.NotFound, ErrorCodes.RateLimited, ErrorCodes.FeatureDisabled);
}
