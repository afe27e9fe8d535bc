using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Alerts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using StoredRules = ServiceDesk.Server.Storage.AlertRules;

namespace ServiceDesk.Server.Alerts;

/// <summary>PUT /api/alerts/rules: all rules at once, on the revision that was seen.</summary>
internal sealed class ChangeAlertRules(DeskDbs dbs, AlertRuleStore store, CurrentDesk desk, TimeProvider time)
{
    /// <summary>Refuses with every fault of every rule, or with version_conflict; then nothing has changed.</summary>
    public async Task<Reply<AlertRuleSet>> Handle(StaffCaller caller, AlertRuleSet request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        var rules = request.Rules.Select(AlertWords.Of).ToList();
        var faults = AlertRuleChecks.Faults(rules, desk.Value.Queues.Select(q => q.Id).ToHashSet());
        if (faults.Count > 0)
        {
            return new Error(ErrorCodes.Invalid, "The rules have faults.", Details: [.. faults.Select(f => new FieldFault(f.Item, f.Value, f.Rule))]);
        }

        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var row = await db.AlertRules.SingleOrDefaultAsync(r => r.Id == AlertRuleStore.Row, cancellation);
        if ((row?.Revision ?? 0) != request.Revision)
        {
            return new Error(ErrorCodes.VersionConflict, $"The rules are at revision {row?.Revision ?? 0}, not {request.Revision}.");
        }

        if (row is null)
        {
            row = new StoredRules { Id = AlertRuleStore.Row, Body = "", Author = "" };
            db.AlertRules.Add(row);
        }

        var before = row.Body;
        (row.Revision, row.Body, row.Author, row.ChangedAt) = (request.Revision + 1, AlertRuleStore.Body(rules), caller.Person, time.Now());
        db.Audit.Add(new AuditRow { At = time.Now(), Who = caller.Person, What = "alert.rules", OnWhat = $"revision {row.Revision}", Details = before });
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        return await Read(cancellation);
    }

    /// <summary>GET /api/alerts/rules.</summary>
    public async Task<AlertRuleSet> Read(CancellationToken cancellation)
    {
        var (revision, rules) = await store.Read(cancellation);
        return new AlertRuleSet(revision, [.. rules.Select(AlertWords.Of)]);
    }
}
