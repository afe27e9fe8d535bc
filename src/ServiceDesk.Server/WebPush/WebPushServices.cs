using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;

namespace ServiceDesk.Server.WebPush;

/// <summary>News for staff who have no desk open, over the push services of their browsers.</summary>
internal static class WebPushServices
{
    private const string Address = "/api/staff/web-push";
    private const string Tag = "Web push";

    public static IServiceCollection AddWebPush(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<WebPushOptions>(configuration, "WebPush")
        .AddSingleton<WebPushKeys>()
        .AddSingleton<SubscribeToPush>()
        .AddSingleton<UnsubscribeFromPush>()
        .AddSingleton<UnseenNews>()
        .AddSingleton<WebPushSender>()
        .AddHostedService<WebPushLoop>();

    public static void MapWebPush(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Address, (WebPushOptions options, WebPushKeys keys) =>
                options.IsOn ? Results.Ok(new WebPushKey(keys.Pair.Public)) : Problems.Of(SubscribeToPush.Off))
            .RequireAuthorization(StaffPolicies.Desk)
            .WithTags(Tag).WithName("ReadWebPushKey").WithSummary("The key to subscribe with; off unless turned on")
            .Produces<WebPushKey>().Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.FeatureDisabled);
        endpoints.MapPut(Address, async (ClaimsPrincipal user, WebPushSubscription request, SubscribeToPush subscribe, CancellationToken cancellation) =>
                await subscribe.Handle(user.Caller(), request, cancellation) is { } error ? Problems.Of(error) : Results.NoContent())
            .Validated(new WebPushSubscriptionValidator())
            .RequireAuthorization(StaffPolicies.Desk)
            .WithTags(Tag).WithName("SubscribeToPush").WithSummary("Reach the caller in this browser while no desk is open")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.Invalid, ErrorCodes.FeatureDisabled);
        endpoints.MapDelete(Address, async (ClaimsPrincipal user, [FromBody] WebPushEnd request, UnsubscribeFromPush unsubscribe, CancellationToken cancellation) =>
            {
                await unsubscribe.Handle(user.Caller(), request, cancellation);
                return Results.NoContent();
            })
            .Validated(new WebPushEndValidator())
            .RequireAuthorization(StaffPolicies.Desk)
            .WithTags(Tag).WithName("UnsubscribeFromPush").WithSummary("Tell this browser of the caller nothing more")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.Invalid);
    }
}
