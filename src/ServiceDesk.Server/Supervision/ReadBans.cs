using System.Security.Claims;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Visitors;

namespace ServiceDesk.Server.Supervision;

/// <summary>Which bans are wanted.</summary>
internal sealed record BanQuery
{
    /// <summary>Only this visitor's.</summary>
    [FromQuery(Name = "visitor")]
    public string? Visitor { get; init; }

    /// <summary>Only those with a smaller id.</summary>
    [FromQuery(Name = "before")]
    public long? Before { get; init; }

    /// <summary>1 to 200; 50 when left out.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }
}

internal sealed class BanQueryValidator : AbstractValidator<BanQuery>
{
    public BanQueryValidator()
    {
        RuleFor(q => q.Visitor).MaximumLength(64);
        RuleFor(q => q.Before).GreaterThan(0);
        RuleFor(q => q.Limit).InclusiveBetween(1, 200);
    }
}

/// <summary>GET /api/bans: those in force. Administrators see all; supervisors those of the queues that they oversee, and their own.</summary>
internal sealed class ReadBans(DeskDbs dbs, StaffScope scope, Bans bans)
{
    private const int UsualLimit = 50;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/api/bans", (ClaimsPrincipal user, [AsParameters] BanQuery query, ReadBans read, CancellationToken cancellation) =>
            read.Handle(user.Caller(), query, cancellation))
        .Validated(new BanQueryValidator())
        .RequireAuthorization(StaffPolicies.Board)
        .WithTags("Visitors").WithName("ReadBans").WithSummary("Visitors who are kept out, the newest first")
        .Produces<BanPage>()
        .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.Invalid);

    public IQueryable<BanRow> Visible(DeskDb db, StaffCaller caller)
    {
        var rows = bans.InForce(db);
        if (scope.SeesAll(caller))
        {
            return rows;
        }

        var queues = scope.Overseen(caller);
        return rows.Where(b => b.By == caller.AgentId || (b.Queue != null && queues.Contains(b.Queue)));
    }

    public static async Task<Ban> One(DeskDb db, BanRow row, CancellationToken cancellation) =>
        await Read(db, db.Bans.Where(b => b.Id == row.Id)).SingleAsync(cancellation);

    private async Task<BanPage> Handle(StaffCaller caller, BanQuery query, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var rows = Visible(db, caller);
        rows = query.Visitor is { } visitor ? rows.Where(b => b.VisitorId == visitor) : rows;
        rows = query.Before is { } before ? rows.Where(b => b.Id < before) : rows;
        var limit = query.Limit ?? UsualLimit;
        var found = await Read(db, rows.OrderByDescending(b => b.Id).Take(limit + 1)).ToListAsync(cancellation);
        return new BanPage([.. found.Take(limit)], found.Count > limit);
    }

    private static IQueryable<Ban> Read(DeskDb db, IQueryable<BanRow> rows) =>
        from b in rows.AsNoTracking()
        join v in db.Visitors on b.VisitorId equals v.Id
        join u in db.Users on b.By equals u.Id
        orderby b.Id descending
        select new Ban(b.Id, b.VisitorId, v.Name, b.SessionId, b.Queue, b.Reason, u.Name, b.At, b.Until);
}
