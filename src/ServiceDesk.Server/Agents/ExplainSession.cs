using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Agents;

/// <summary>Why a session came where it is: the reasons stored with each decision.</summary>
public sealed class ExplainSession(DeskDbs dbs, CurrentDesk desk, StaffScope scope)
{
    public async Task<Reply<Explanation>> Handle(StaffCaller caller, ExplainRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        await using var db = dbs.Open();
        if (!await scope.Visible(db, caller).AnyAsync(s => s.Id == request.SessionId, cancellation))
        {
            return new Error(ErrorCodes.NotFound, $"There is no session {request.SessionId}.");
        }

        var stored = await db.RoutingEffects.Where(e => e.SessionId == request.SessionId).OrderBy(e => e.Seq).ThenBy(e => e.Ord)
            .Join(db.RoutingEvents, f => new { f.Domain, f.Seq }, e => new { e.Domain, e.Seq }, (f, e) => new { e.At, f.Seq, f.Ord, f.Payload })
            .OrderBy(e => e.Seq).ThenBy(e => e.Ord).ToListAsync(cancellation);
        var steps = stored.Select(e => Reasons.Step(e.At, RoutingJson.Read<RoutingEffect>(e.Payload), desk.Value)).OfType<ExplanationStep>();
        return new Explanation(request.SessionId, [.. steps]);
    }
}

public sealed class ExplainRequestValidator : AbstractValidator<ExplainRequest>
{
    public ExplainRequestValidator() => RuleFor(r => r.SessionId).GreaterThan(0);
}
