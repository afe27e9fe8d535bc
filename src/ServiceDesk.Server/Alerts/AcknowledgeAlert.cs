using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Reports;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Alerts;

/// <summary>POST /api/alerts/{id}/acknowledge: somebody looks after it, and it may be quiet for a while.</summary>
internal sealed class AcknowledgeAlert(DeskDbs dbs, AlertRows rows, AlertBoard board, ReportLabels labels, StaffScope scope, TimeProvider time)
{
    /// <summary>Repeating it changes nothing further. An alert that is over is refused with conversation_closed, an unknown one with not_found.</summary>
    public async Task<Reply<AlertRow>> Handle(StaffCaller caller, long id, AcknowledgeRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        var owner = request.OwnerId ?? caller.AgentId;
        if (!(await labels.Agents(cancellation)).ContainsKey(owner))
        {
            return new Error(ErrorCodes.Invalid, "The owner is unknown.", Details: [new FieldFault("ownerId", $"{owner}", "must be a member of staff")]);
        }

        var now = time.Now();
        if (request.MuteUntil is { } until && (until <= now || until > now.AddDays(1)))
        {
            return new Error(ErrorCodes.Invalid, "It cannot be muted so long.", Details: [new FieldFault("muteUntil", $"{until:O}", "at most a day ahead")]);
        }

        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var alert = await db.Alerts.SingleOrDefaultAsync(a => a.Id == id, cancellation);
        if (alert is null || (alert.Queue is { } queue && !scope.Overseen(caller).Contains(queue)))
        {
            return new Error(ErrorCodes.NotFound, $"There is no alert {id}.");
        }

        if (alert.ClearedAt is not null)
        {
            return new Error(ErrorCodes.ConversationClosed, $"Alert {id} is over.");
        }

        (alert.OwnerId, alert.MutedUntil) = (owner, request.MuteUntil);
        (alert.AcknowledgedAt, alert.AcknowledgedBy) = (alert.AcknowledgedAt ?? now, alert.AcknowledgedBy ?? caller.AgentId);
        db.Audit.Add(new AuditRow { At = now, Who = caller.Person, What = "alert.acknowledge", OnWhat = $"alert:{id}", Details = $"owner {owner}, mute until {request.MuteUntil:O}" });
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        var figure = board.Open.ToDictionary(a => a.AlertId, a => a.Now);
        var row = (await rows.Of([alert], figure, cancellation))[0];
        board.Swap(board.Open.Select(a => a.AlertId == id ? row : a), now);
        return row;
    }
}

internal sealed class AcknowledgeRequestValidator : AbstractValidator<AcknowledgeRequest>
{
    public AcknowledgeRequestValidator() => RuleFor(r => r.OwnerId).GreaterThan(0);
}

internal sealed class AlertRuleSetValidator : AbstractValidator<AlertRuleSet>
{
    public AlertRuleSetValidator()
    {
        RuleFor(r => r.Revision).GreaterThanOrEqualTo(0);
        RuleFor(r => r.Rules).NotNull();
        RuleForEach(r => r.Rules).ChildRules(rule =>
        {
            rule.RuleFor(r => r.Id).NotEmpty();
            rule.RuleFor(r => r.Symptom).IsInEnum();
        });
    }
}
