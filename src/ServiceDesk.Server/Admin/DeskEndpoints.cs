using System.Security.Claims;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;

namespace ServiceDesk.Server.Admin;

/// <summary>/api/admin/desk: the version in force, the history, publishing and rolling back.</summary>
internal static class DeskEndpoints
{
    private const string Tag = "Configuration";

    public static void MapDesk(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/admin/desk", async (DeskVersions versions, CancellationToken cancellation) =>
                Answer(await versions.InForce(cancellation)))
            .RequireAuthorization(StaffPolicies.Board)
            .WithTags(Tag).WithName("ReadDesk").WithSummary("The configuration in force")
            .Produces<DeskPublished>()
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden);
        endpoints.MapGet("/api/admin/desk/versions", async (int? before, DeskVersions versions, CancellationToken cancellation) =>
                Results.Ok(await versions.List(before, cancellation)))
            .RequireAuthorization(StaffPolicies.Board)
            .WithTags(Tag).WithName("ListDeskVersions").WithSummary("The history, the newest version first; before continues a page")
            .Produces<IReadOnlyList<VersionRow>>()
            .Refuses(ErrorCodes.Invalid, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden);
        endpoints.MapGet("/api/admin/desk/versions/{version:int}", async (int version, DeskVersions versions, CancellationToken cancellation) =>
                await versions.Read(version, cancellation) is { } found ? Answer(found) : Problems.Of(DeskVersions.Unknown(version)))
            .RequireAuthorization(StaffPolicies.Board)
            .WithTags(Tag).WithName("ReadDeskVersion").WithSummary("A version as it was published")
            .Produces<DeskPublished>()
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.NotFound);
        endpoints.MapPost("/api/admin/desk/publish", (PublishRequest request, ClaimsPrincipal user, PublishDesk publish, CancellationToken cancellation) =>
                publish.Draft(user.Caller(), request, cancellation))
            .Validated(new PublishRequestValidator()).Publishes()
            .WithTags(Tag).WithName("PublishDesk").WithSummary("Put the draft into force as a new version");
        endpoints.MapPost("/api/admin/desk/versions/{version:int}/roll-back",
                (int version, RollBackRequest request, ClaimsPrincipal user, PublishDesk publish, CancellationToken cancellation) =>
                    publish.RollBack(user.Caller(), version, request, cancellation))
            .Validated(new RollBackRequestValidator()).Publishes().Refuses(ErrorCodes.NotFound)
            .WithTags(Tag).WithName("RollBackDesk").WithSummary("Put an old version's content into force as a new version");
    }

    private static RouteHandlerBuilder Publishes(this RouteHandlerBuilder route) => route
        .RequireAuthorization(StaffPolicies.Administration)
        .Produces<DeskPublished>()
        .Produces<DeskProblem>(Problems.StatusOf(ErrorCodes.InvalidDesk), "application/problem+json")
        .Refuses(
            ErrorCodes.Invalid, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.VersionConflict, ErrorCodes.IdempotencyConflict,
            ErrorCodes.Unavailable);

    private static IResult Answer<T>(T value) => Results.Json(value, DeskJson.Options);
}
