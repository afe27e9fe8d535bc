using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Admin;

/// <summary>The one draft: what is saved of it, and what it says when nothing is.</summary>
internal sealed class DeskDrafts(DeskDbs dbs, CurrentDesk current, DeskValidator validator, TimeProvider time)
{
    /// <summary>The draft, or the published desk when none was saved.</summary>
    public async Task<DeskDraft> Read(CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        return await View(db, await Row(db, cancellation), cancellation);
    }

    /// <summary>Replaces the draft's content.</summary>
    /// <param name="basedOn">The version that the caller has taken account of; null leaves what it was.</param>
    /// <param name="act">Of <see cref="AuditTrail"/>.</param>
    public async Task<(DeskDraft? Draft, Error? Error)> Save(
        StaffCaller caller, long revision, Desk desk, int? basedOn, string act, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var row = await Row(db, cancellation);
        if (Stale(row, revision) is { } stale)
        {
            return (null, stale);
        }

        var published = current.Value;
        if (basedOn > published.Version)
        {
            return (null, new Error(ErrorCodes.Invalid, $"Version {basedOn} does not exist.", Details: [new FieldFault("basedOn", $"{basedOn}", $"must be at most {published.Version}")]));
        }

        if (row is null)
        {
            row = new DeskDraftRow { Id = DeskDraftRow.Main };
            db.DeskDrafts.Add(row);
        }

        row.BasedOn = basedOn ?? (row.Body is null ? published.Version : row.BasedOn);
        row.Body = RoutingJson.Write(desk with { Version = 0 });
        row.Revision++;
        (row.Author, row.SavedAt) = (caller.Person, time.Now());
        db.Audit.Add(AuditTrail.Row(row.SavedAt.Value, caller.Person, act, $"draft {row.Revision}"));
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        return (await View(db, row, cancellation), null);
    }

    /// <summary>Gives the draft up; the published desk is what is prepared from then on.</summary>
    public async Task<Error?> Discard(StaffCaller caller, long revision, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var row = await Row(db, cancellation);
        if (Stale(row, revision) is { } stale)
        {
            return stale;
        }

        if (row?.Body is not null)
        {
            Empty(row);
            db.Audit.Add(AuditTrail.Row(time.Now(), caller.Person, AuditTrail.DiscardDraft, $"draft {revision}"));
            await db.SaveChangesAsync(cancellation);
            await write.Commit(cancellation);
        }

        return null;
    }

    /// <summary>The saved draft as it would be published now, and the version that it started from; null when none is saved.</summary>
    public async Task<(long Revision, int BasedOn, Desk Desk)?> Saved(CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        return await Row(db, cancellation) is { Body: { } body } row ? (row.Revision, row.BasedOn, InForce(Rulesets.Read(body))) : null;
    }

    /// <summary>The emergency switch belongs to what is in force: no draft, import or old version throws it.</summary>
    public Desk InForce(Desk desk)
    {
        var switches = current.Value.Schedules.ToDictionary(s => s.Id, s => s.Emergency);
        return desk with { Schedules = [.. desk.Schedules.Select(s => s with { Emergency = switches.GetValueOrDefault(s.Id) })] };
    }

    internal static void Empty(DeskDraftRow row)
    {
        row.Revision++;
        (row.Body, row.Author, row.SavedAt) = (null, null, null);
    }

    internal static Error? Stale(DeskDraftRow? row, long revision) => (row?.Revision ?? 0) == revision
        ? null
        : new Error(ErrorCodes.VersionConflict, $"The draft is at revision {row?.Revision ?? 0}, not {revision}: somebody else saved or published it.");

    private static Task<DeskDraftRow?> Row(DeskDb db, CancellationToken cancellation) =>
        db.DeskDrafts.SingleOrDefaultAsync(d => d.Id == DeskDraftRow.Main, cancellation);

    private async Task<DeskDraft> View(DeskDb db, DeskDraftRow? row, CancellationToken cancellation)
    {
        var published = current.Value;
        var desk = row?.Body is { } body ? InForce(Rulesets.Read(body)) : published;
        var author = row?.Author is { } person ? (await StaffNames.Of(db, [person], cancellation))[person] : null;
        return new DeskDraft(
            row?.Revision ?? 0,
            row?.Body is null ? published.Version : row.BasedOn,
            row?.SavedAt,
            author,
            desk with { Version = published.Version },
            await validator.Faults(desk, cancellation));
    }
}
