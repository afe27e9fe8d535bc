using System.Security.Claims;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Search;

/// <summary>POST /api/search/rebuild, for administrators: the index is built anew from the stored messages, beside the work.</summary>
internal sealed class RebuildSearch(SearchFollower follower, DeskDbs dbs, TimeProvider time)
{
    private const string Deed = "search.rebuild";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/search/rebuild", async (ClaimsPrincipal user, RebuildSearch rebuild, CancellationToken cancellation) =>
        {
            await rebuild.Handle(user.Caller().Person, cancellation);
            return Results.Accepted();
        })
        .RequireAuthorization(StaffPolicies.Administration)
        .WithTags("Search").WithName("RebuildSearch").WithSummary("Build the search index anew; until it is done, search finds only a part")
        .Produces(StatusCodes.Status202Accepted)
        .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden);

    public async Task Handle(string who, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        db.Audit.Add(AuditTrail.Row(time.Now(), who, Deed, "search"));
        await db.SaveChangesAsync(cancellation);
        follower.Rebuild();
    }
}
