using System.Security.Claims;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;

namespace ServiceDesk.Server.LinkPreviews;

/// <summary>GET /api/link-preview: for the desk, what a linked page says of itself.</summary>
internal static class ReadLinkPreview
{
    public static IServiceCollection AddLinkPreviews(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<LinkPreviewOptions>(configuration, "LinkPreviews")
        .AddSingleton(Reach.PublicInternet)
        .AddSingleton<CheckedHttp>()
        .AddSingleton<PreviewPages>();

    public static void MapLinkPreviews(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/api/link-preview", (ClaimsPrincipal user, string url, PreviewPages pages, LinkPreviewOptions options, RateLimits limits, CancellationToken cancellation) =>
            Handle(user, url, pages, options, limits, cancellation))
        .RequireAuthorization(StaffPolicies.Desk)
        .WithTags("Link previews").WithName("ReadLinkPreview").WithSummary("What a linked page says of itself, looked at by the server; off unless turned on")
        .Produces<LinkPreview>()
        .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.Invalid, ErrorCodes.RateLimited, ErrorCodes.FeatureDisabled);

    private static async Task<IResult> Handle(
        ClaimsPrincipal user, string url, PreviewPages pages, LinkPreviewOptions options, RateLimits limits, CancellationToken cancellation)
    {
        if (!options.Enabled)
        {
            return Problems.Of(new Error(ErrorCodes.FeatureDisabled, "This server looks at no linked pages."));
        }

        if (limits.LinkPreview(user.Caller().Person) is { } limited)
        {
            return Problems.Of(limited);
        }

        return pages.Address(url) is { } address
            ? Results.Ok(await pages.Look(address, cancellation))
            : Problems.Of(new Error(
                ErrorCodes.Invalid, "The request breaks a rule.",
                Details: [new FieldFault("url", url[..Math.Min(url.Length, 100)], "must be an http or https address without a name and password, on an allowed port")]));
    }
}
