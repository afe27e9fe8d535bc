using ServiceDesk.Contracts;
using ServiceDesk.Server.Setup;

namespace ServiceDesk.Server.Staff;

/// <summary>POST /api/staff/accounts/{id}/deactivate and /activate, for administrators.</summary>
internal static class StaffAccess
{
    public static void MapStaffAccess(this IEndpointRouteBuilder endpoints)
    {
        var accounts = endpoints.MapGroup("/api/staff/accounts/{id:long}").RequireAuthorization(StaffPolicies.Administration);
        accounts.MapPost("/deactivate", (long id, StaffAccounts staff, CancellationToken cancellation) => Set(id, active: false, staff, cancellation))
            .WithTags("Accounts").WithName("DeactivateAccount").WithSummary("End a person's access at once; administrators only")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.NotFound);
        accounts.MapPost("/activate", (long id, StaffAccounts staff, CancellationToken cancellation) => Set(id, active: true, staff, cancellation))
            .WithTags("Accounts").WithName("ActivateAccount").WithSummary("Let a person sign in again; administrators only")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.NotFound);
    }

    private static async Task<IResult> Set(long id, bool active, StaffAccounts staff, CancellationToken cancellation) =>
        await staff.SetActive(id, active, cancellation)
            ? Results.NoContent()
            : Problems.Of(new Error(ErrorCodes.NotFound, $"There is no account {id}."));
}
