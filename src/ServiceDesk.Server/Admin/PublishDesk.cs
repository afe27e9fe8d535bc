using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Admin;

/// <summary>Makes the draft the version in force, or takes up an old version again as a new one.</summary>
internal sealed class PublishDesk(
    DeskDrafts drafts, DeskVersions versions, DeskValidator validator, RoutingDomain domain, CurrentDesk current, DeskDbs dbs)
{
    /// <summary>Publishes the draft that the caller saw.</summary>
    public async Task<IResult> Draft(StaffCaller caller, PublishRequest request, CancellationToken cancellation)
    {
        var publication = new Publication(caller.Person, request.Note, DraftRevision: request.Revision);
        if (await versions.Repeated(request.CommandId, publication, cancellation) is { } repeated)
        {
            return repeated;
        }

        if (await drafts.Saved(cancellation) is not { } draft)
        {
            return Problems.Of(new Error(ErrorCodes.VersionConflict, "There is no draft to publish: it was published or discarded, or none was saved."));
        }

        if (draft.Revision != request.Revision)
        {
            return Problems.Of(new Error(ErrorCodes.VersionConflict, $"The draft is at revision {draft.Revision}, not {request.Revision}: somebody else saved it."));
        }

        var inForce = current.Value.Version;
        return draft.BasedOn == inForce
            ? await Publish(request.CommandId, draft.Desk with { Version = inForce + 1 }, publication, cancellation)
            : Problems.Of(new Error(
                ErrorCodes.VersionConflict,
                $"The draft began from version {draft.BasedOn} and version {inForce} is in force: look at what changed, then save it with basedOn {inForce}."));
    }

    /// <summary>Publishes an old version's content. It must be sound today: agents leave, dates pass.</summary>
    public async Task<IResult> RollBack(StaffCaller caller, int version, RollBackRequest request, CancellationToken cancellation)
    {
        var publication = new Publication(caller.Person, request.Note, RolledBackFrom: version);
        if (await versions.Repeated(request.CommandId, publication, cancellation) is { } repeated)
        {
            return repeated;
        }

        await using var db = dbs.Open();
        return await db.Rulesets.FindAsync([version], cancellation) is { } row
            ? await Publish(
                request.CommandId, drafts.InForce(Rulesets.Desk(row)) with { Version = current.Value.Version + 1 }, publication, cancellation)
            : Problems.Of(DeskVersions.Unknown(version));
    }

    private async Task<IResult> Publish(Guid commandId, Desk desk, Publication publication, CancellationToken cancellation)
    {
        var faults = await validator.Faults(desk, cancellation);
        if (faults.Any(f => f.Severity == FaultSeverity.Error))
        {
            return FaultyDesk.Of(faults);
        }

        RoutingCore.Prepare(desk);
        var result = await domain.Submit(commandId, new RulesetPublished(desk, publication) { At = default, Seq = 0 }, cancellation);
        return result.Error is { } error ? Problems.Of(error) : Results.Ok(await versions.Read(desk.Version, cancellation));
    }
}

internal sealed class PublishRequestValidator : AbstractValidator<PublishRequest>
{
    public PublishRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.Revision).GreaterThanOrEqualTo(0);
        RuleFor(r => r.Note).MaximumLength(500);
    }
}

internal sealed class RollBackRequestValidator : AbstractValidator<RollBackRequest>
{
    public RollBackRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.Note).MaximumLength(500);
    }
}
