using System.Globalization;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>What a publication leaves behind, in the transaction that puts it into force: the version, the draft used up, the audit.</summary>
internal static class PublishedRows
{
    public static async Task Write(DeskDb db, IEnumerable<AppliedEvent> applied, CancellationToken cancellation)
    {
        foreach (var (published, at, publication) in Publications(applied))
        {
            db.Rulesets.Add(Rulesets.Row(published.Desk, publication.Author, at, publication));
            var draft = await db.DeskDrafts.FindAsync([DeskDraftRow.Main], cancellation);
            if (publication.DraftRevision is not null)
            {
                DeskDrafts.Empty(draft!);
            }
            else if (publication.ScheduleId is not null && draft?.BasedOn == published.Desk.Version - 1)
            {
                // The emergency switch is no part of a draft, so one that was prepared meanwhile is as fresh as before.
                draft.BasedOn = published.Desk.Version;
            }

            db.Audit.Add(AuditTrail.Row(at, publication.Author, Act(publication), Item(published, publication), publication.Note));
        }
    }

    private static IEnumerable<(RulesetPublished Event, DateTimeOffset At, Publication Publication)> Publications(IEnumerable<AppliedEvent> applied) =>
        from a in applied
        where a.Outcome.Refusal is null
        let published = a.Event as RulesetPublished
        where published?.Publication is not null
        select (published, published.At, published.Publication);

    private static string Act(Publication publication) => publication switch
    {
        { ScheduleId: not null } => AuditTrail.Emergency,
        { RolledBackFrom: not null } => AuditTrail.RollBack,
        _ => AuditTrail.Publish,
    };

    private static string Item(RulesetPublished published, Publication publication)
    {
        var version = string.Create(CultureInfo.InvariantCulture, $"desk version {published.Desk.Version}");
        return publication switch
        {
            { ScheduleId: { } schedule } => $"schedule {schedule}, {version}",
            { RolledBackFrom: { } from } => string.Create(CultureInfo.InvariantCulture, $"{version} as {from}"),
            _ => version,
        };
    }
}
