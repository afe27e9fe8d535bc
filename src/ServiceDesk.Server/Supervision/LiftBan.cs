using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Supervision;

/// <summary>DELETE /api/bans/{id}: the visitor may come back at once. One that has ended by itself is not there any more.</summary>
internal sealed class LiftBan(DeskDbs dbs, ReadBans read, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapDelete("/api/bans/{id:long}", (long id, ClaimsPrincipal user, LiftBan lift, CancellationToken cancellation) =>
            lift.Handle(user.Caller(), id, cancellation))
        .RequireAuthorization(StaffPolicies.Board)
        .WithTags("Visitors").WithName("LiftBan").WithSummary("Let a visitor in again; audited")
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.NotFound);

    private async Task<IResult> Handle(StaffCaller caller, long id, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        if (await read.Visible(db, caller).SingleOrDefaultAsync(b => b.Id == id, cancellation) is not { } row)
        {
            return Problems.Of(new Error(ErrorCodes.NotFound, $"There is no ban {id} in force."));
        }

        row.LiftedAt = time.Now();
        db.Audit.Add(Audited.Row(row.LiftedAt.Value, caller.Person, Audited.LiftBan, Persons.Visitor(row.VisitorId), row.Queue));
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        return Results.NoContent();
    }
}
