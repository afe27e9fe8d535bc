using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Supervision;

/// <summary>Which audit rows are wanted.</summary>
internal sealed record AuditQuery
{
    /// <summary>Only by this person, for example agent:7.</summary>
    [FromQuery(Name = "who")]
    public string? Who { get; init; }

    /// <summary>Only these deeds: a word such as session.barge, or its beginning with the dot, such as session.</summary>
    [FromQuery(Name = "what")]
    public string? What { get; init; }

    /// <summary>Only what was done to this, for example session:17.</summary>
    [FromQuery(Name = "on")]
    public string? On { get; init; }

    [FromQuery(Name = "from")]
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    [FromQuery(Name = "to")]
    public DateTimeOffset? To { get; init; }

    /// <summary>Only rows with a smaller id.</summary>
    [FromQuery(Name = "before")]
    public long? Before { get; init; }

    /// <summary>1 to 200; 50 when left out.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }
}

internal sealed class AuditQueryValidator : AbstractValidator<AuditQuery>
{
    public AuditQueryValidator()
    {
        RuleFor(q => q.Who).MaximumLength(80);
        RuleFor(q => q.What).MaximumLength(60);
        RuleFor(q => q.On).MaximumLength(200);
        RuleFor(q => q.To).GreaterThan(q => q.From).When(q => q is { From: not null, To: not null }).WithMessage("must be after from");
        RuleFor(q => q.Before).GreaterThan(0);
        RuleFor(q => q.Limit).InclusiveBetween(1, 200);
    }
}

/// <summary>
/// GET /api/audit. Administrators see all; supervisors what was done in the queues that they oversee, to agents of those, and by
/// themselves.
/// </summary>
internal sealed class ReadAudit(DeskDbs dbs, StaffScope scope, CurrentDesk desk)
{
    private const int UsualLimit = 50;

    public async Task<AuditPage> Handle(StaffCaller caller, AuditQuery query, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var limit = query.Limit ?? UsualLimit;
        var rows = await Wanted(Visible(db.Audit.AsNoTracking(), caller), query)
            .OrderByDescending(a => a.Id).Take(limit + 1).ToListAsync(cancellation);
        long[] ids = [.. rows.Select(r => Persons.AgentId(r.Who)).OfType<long>().Distinct()];
        var names = await db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => Persons.Agent(u.Id), u => u.Name, cancellation);
        return new AuditPage(
            [.. rows.Take(limit).Select(r => new AuditEntry(r.Id, r.At, r.Who, names.GetValueOrDefault(r.Who), r.What, r.OnWhat, r.Queue, r.Details))],
            rows.Count > limit);
    }

    private static IQueryable<AuditRow> Wanted(IQueryable<AuditRow> rows, AuditQuery query)
    {
        rows = query.Who is { } who ? rows.Where(a => a.Who == who) : rows;
        rows = query.What is { } what ? rows.Where(a => a.What == what || (what.EndsWith('.') && a.What.StartsWith(what))) : rows;
        rows = query.On is { } on ? rows.Where(a => a.OnWhat == on) : rows;
        rows = query.From is { } from ? rows.Where(a => a.At >= from) : rows;
        rows = query.To is { } to ? rows.Where(a => a.At < to) : rows;
        return query.Before is { } before ? rows.Where(a => a.Id < before) : rows;
    }

    private IQueryable<AuditRow> Visible(IQueryable<AuditRow> rows, StaffCaller caller)
    {
        if (caller.IsAdministrator)
        {
            return rows;
        }

        var queues = scope.Overseen(caller);
        string[] agents = [.. desk.Value.Agents.Where(a => scope.OverseesAgent(caller, a.Id)).Select(a => Persons.Agent(a.Id))];
        return rows.Where(a => a.Who == caller.Person
            || (a.Queue != null && queues.Contains(a.Queue))
            || (a.What == Audited.Presence && agents.Contains(a.OnWhat)));
    }
}
