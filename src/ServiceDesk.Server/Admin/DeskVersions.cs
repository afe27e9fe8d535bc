using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Admin;

/// <summary>The versions that were published. A version never changes.</summary>
internal sealed class DeskVersions(DeskDbs dbs, CurrentDesk current, AdminSettings settings)
{
    public static Error Unknown(int version) => new(ErrorCodes.NotFound, $"There is no version {version} of the configuration.");

    /// <summary>The version in force; version 0 with an empty desk before the first publication.</summary>
    public async Task<DeskPublished> InForce(CancellationToken cancellation)
    {
        var version = current.Value.Version;
        return await Read(version, cancellation) ?? new DeskPublished(version, DateTimeOffset.UnixEpoch, "system", null, null, current.Value);
    }

    public async Task<DeskPublished?> Read(int version, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        if (await db.Rulesets.FindAsync([version], cancellation) is not { } row)
        {
            return null;
        }

        var author = (await StaffNames.Of(db, [row.Author], cancellation))[row.Author];
        return new DeskPublished(row.Version, row.PublishedAt, author, row.Note, row.RolledBackFrom, Rulesets.Desk(row));
    }

    /// <summary>A page of the history, the newest first.</summary>
    /// <param name="before">Only versions below this one; null for the newest.</param>
    public async Task<IReadOnlyList<VersionRow>> List(int? before, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var rows = await db.Rulesets.Where(r => before == null || r.Version < before).OrderByDescending(r => r.Version).Take(settings.ListPage)
            .Select(r => new VersionRow(r.Version, r.PublishedAt, r.Author, r.Note, r.RolledBackFrom)).ToListAsync(cancellation);
        var names = await StaffNames.Of(db, [.. rows.Select(r => r.Author).Distinct()], cancellation);
        return rows.ConvertAll(r => r with { Author = names[r.Author] });
    }

    /// <summary>The answer to a publication that took effect before under the same command id; null for a new one (case 30).</summary>
    public async Task<IResult?> Repeated(Guid commandId, Publication publication, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var row = await db.RoutingEvents.AsNoTracking().SingleOrDefaultAsync(e => e.CommandId == commandId, cancellation);
        if (row is null)
        {
            return null;
        }

        if (RoutingJson.Read<RoutingEvent>(row.Payload) is not RulesetPublished { Publication: { } before } published || before with { DraftFound = null } != publication)
        {
            return Problems.Of(new Error(ErrorCodes.IdempotencyConflict, $"The command {commandId} was used before with other content."));
        }

        var result = RoutingJson.Read<StoredResult>(row.Result!);
        return result.Code is { } code
            ? Problems.Of(new Error(code, result.Detail ?? code))
            : Results.Ok(await Read(published.Desk.Version, cancellation));
    }
}
