using System.Globalization;
using System.Security.Claims;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Visitors;

namespace ServiceDesk.Server.Supervision;

/// <summary>
/// POST /api/bans, for supervisors of the session's queue: the visitor is refused from the commit on, their connections are told and
/// closed, and what they have open ends (rule S18).
/// </summary>
internal sealed class BanVisitor(
    DeskDbs dbs, StaffScope scope, Bans bans, PersonConnections connections, RoutingDomain domain, TimeProvider time)
{
    private const string Future = "must be in the future";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/bans", (BanRequest request, ClaimsPrincipal user, BanVisitor ban, CancellationToken cancellation) =>
            ban.Handle(user.Caller(), request, cancellation))
        .Validated(new BanRequestValidator())
        .RequireAuthorization(StaffPolicies.Board)
        .WithTags("Visitors").WithName("BanVisitor").WithSummary("Keep the visitor of a session out; audited with the reason")
        .Produces<Ban>()
        .Refuses(ErrorCodes.Invalid, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.NotFound);

    private async Task<IResult> Handle(StaffCaller caller, BanRequest request, CancellationToken cancellation)
    {
        if (request.Until is { } until && until <= time.GetUtcNow())
        {
            var value = until.ToString("O", CultureInfo.InvariantCulture);
            return Problems.Of(new Error(ErrorCodes.Invalid, $"until {value}: {Future}.", Details: [new FieldFault("until", value, Future)]));
        }

        await using var db = dbs.Open();
        var session = await scope.Supervised(db, caller).AsNoTracking()
            .Where(s => s.Id == request.SessionId).Select(s => new { s.Queue, s.VisitorId }).SingleOrDefaultAsync(cancellation);
        if (session is null)
        {
            return Problems.Of(new Error(ErrorCodes.NotFound, $"There is no session {request.SessionId}."));
        }

        var row = new BanRow
        {
            VisitorId = session.VisitorId,
            SessionId = request.SessionId,
            Queue = session.Queue,
            Reason = request.Reason.Trim(),
            By = caller.AgentId,
            At = time.Now(),
            Until = request.Until,
        };
        await Keep(db, caller, row, cancellation);

        // In force: what follows happens also when nobody waits for the answer.
        await PutOut(db, caller, row.VisitorId, CancellationToken.None);
        return Results.Ok(await ReadBans.One(db, row, cancellation));
    }

    private async Task Keep(DeskDb db, StaffCaller caller, BanRow row, CancellationToken cancellation)
    {
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        foreach (var before in await bans.InForce(db).Where(b => b.VisitorId == row.VisitorId).ToListAsync(cancellation))
        {
            before.LiftedAt = row.At;
        }

        db.Bans.Add(row);
        var until = row.Until is { } end ? string.Create(CultureInfo.InvariantCulture, $"until {end:O}: ") : "";
        db.Audit.Add(Audited.Row(row.At, caller.Person, Audited.Ban, Persons.Visitor(row.VisitorId), row.Queue, until + row.Reason));
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
    }

    // Connections first, so that nothing is begun anew behind what ends. A Start that is on its way all the same leaves a session whose
    // visitor is away, which ends like every other of that kind.
    private async Task PutOut(DeskDb db, StaffCaller caller, string visitorId, CancellationToken cancellation)
    {
        await connections.Abort(Persons.Visitor(visitorId), new Control(ControlKinds.Banned));
        var open = await db.Sessions.Where(s => s.VisitorId == visitorId && s.Open).Select(s => s.Id).ToListAsync(cancellation);
        foreach (var session in open)
        {
            await domain.Submit(null, new Ended(session, EndedBy.Supervisor, caller.AgentId) { At = default, Seq = 0 }, cancellation);
        }
    }
}

internal sealed class BanRequestValidator : AbstractValidator<BanRequest>
{
    private const int LongestReason = 200;

    public BanRequestValidator()
    {
        RuleFor(r => r.SessionId).GreaterThan(0);
        RuleFor(r => r.Reason).NotEmpty().MaximumLength(LongestReason);
    }
}
