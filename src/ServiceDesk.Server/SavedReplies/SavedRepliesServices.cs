using System.Security.Claims;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;

namespace ServiceDesk.Server.SavedReplies;

/// <summary>Texts that staff insert instead of typing them.</summary>
internal static class SavedRepliesServices
{
    private const string Address = "/api/saved-replies";
    private const string Tag = "Saved replies";

    public static IServiceCollection AddSavedReplies(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<SavedReplyOptions>(configuration, "SavedReplies")
        .AddSingleton<ListSavedReplies>()
        .AddSingleton<AddSavedReply>()
        .AddSingleton<EditSavedReply>()
        .AddSingleton<RemoveSavedReply>();

    public static void MapSavedReplies(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Address, (ClaimsPrincipal user, ListSavedReplies list, CancellationToken cancellation) => list.Handle(user.Caller(), cancellation))
            .RequireAuthorization(StaffPolicies.Desk)
            .WithTags(Tag).WithName("ListSavedReplies").WithSummary("The shared ones and the caller's own")
            .Produces<SavedReplyList>().Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden);
        endpoints.MapPost(Address, async (ClaimsPrincipal user, NewSavedReply request, AddSavedReply add, CancellationToken cancellation) =>
                Answer(await add.Handle(user.Caller(), request, cancellation)))
            .Validated(new NewSavedReplyValidator())
            .RequireAuthorization(StaffPolicies.Desk)
            .WithTags(Tag).WithName("AddSavedReply").WithSummary("Add one: an own one, or for supervisors and administrators a shared one")
            .Produces<SavedReply>()
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.Invalid, ErrorCodes.AlreadyTaken, ErrorCodes.TooLarge);
        endpoints.MapPut(Address + "/{id:long}", async (ClaimsPrincipal user, long id, ChangeSavedReply request, EditSavedReply edit, CancellationToken cancellation) =>
                Answer(await edit.Handle(user.Caller(), id, request, cancellation)))
            .Validated(new ChangeSavedReplyValidator())
            .RequireAuthorization(StaffPolicies.Desk)
            .WithTags(Tag).WithName("EditSavedReply").WithSummary("Change one that the caller may change")
            .Produces<SavedReply>()
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.Invalid, ErrorCodes.NotFound, ErrorCodes.VersionConflict, ErrorCodes.AlreadyTaken);
        endpoints.MapDelete(Address + "/{id:long}", async (ClaimsPrincipal user, long id, RemoveSavedReply remove, CancellationToken cancellation) =>
                await remove.Handle(user.Caller(), id, cancellation) is { } error ? Problems.Of(error) : Results.NoContent())
            .RequireAuthorization(StaffPolicies.Desk)
            .WithTags(Tag).WithName("RemoveSavedReply").WithSummary("Remove one that the caller may change")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.NotFound);
    }

    private static IResult Answer(Reply<SavedReply> reply) => reply.Ok ? Results.Ok(reply.Value) : Problems.Of(reply.Error!);
}
