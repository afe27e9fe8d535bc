using System.Security.Claims;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;

namespace ServiceDesk.Server.Admin;

/// <summary>/api/admin/desk/draft: what is being prepared.</summary>
internal static class DraftEndpoints
{
    private const string Tag = "Configuration";

    public static void MapDraft(this IEndpointRouteBuilder endpoints)
    {
        var settings = endpoints.ServiceProvider.GetRequiredService<AdminSettings>();
        const string Address = "/api/admin/desk/draft";
        endpoints.MapGet(Address, async (DeskDrafts drafts, CancellationToken cancellation) => Results.Json(await drafts.Read(cancellation), DeskJson.Options))
            .RequireAuthorization(StaffPolicies.Board)
            .WithTags(Tag).WithName("ReadDraft").WithSummary("The draft with all its faults; the published configuration when none was saved")
            .Produces<DeskDraft>()
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden);
        endpoints.MapPut(Address, Save)
            .RequireAuthorization(StaffPolicies.Administration)
            .Takes<SaveDraftRequest>(settings.MaxDeskBytes)
            .WithTags(Tag).WithName("SaveDraft").WithSummary("Replace the draft; faults are answered and do not hinder saving")
            .Produces<DeskDraft>()
            .Refuses(ErrorCodes.Invalid, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.VersionConflict, ErrorCodes.TooLarge);
        endpoints.MapDelete(Address, Discard).Validated(new DiscardDraftRequestValidator())
            .RequireAuthorization(StaffPolicies.Administration)
            .WithTags(Tag).WithName("DiscardDraft").WithSummary("Give the draft up")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.Invalid, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.VersionConflict);
    }

    private static async Task<IResult> Save(HttpContext http, DeskDrafts drafts, CancellationToken cancellation)
    {
        var (request, error) = await DeskBodies.Read<SaveDraftRequest>(http);
        return request is null
            ? Problems.Of(error!)
            : Answer(await drafts.Save(http.User.Caller(), request.Revision, request.Desk, request.BasedOn, AuditTrail.SaveDraft, cancellation));
    }

    private static async Task<IResult> Discard(
        [FromBody] DiscardDraftRequest request, ClaimsPrincipal user, DeskDrafts drafts, CancellationToken cancellation) =>
        await drafts.Discard(user.Caller(), request.Revision, cancellation) is { } error ? Problems.Of(error) : Results.NoContent();

    internal static IResult Answer((DeskDraft? Draft, Error? Error) saved) =>
        saved.Error is { } error ? Problems.Of(error) : Results.Json(saved.Draft, DeskJson.Options);
}

internal sealed class DiscardDraftRequestValidator : AbstractValidator<DiscardDraftRequest>
{
    public DiscardDraftRequestValidator() => RuleFor(r => r.Revision).GreaterThanOrEqualTo(0);
}
