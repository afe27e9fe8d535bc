using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Insight;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Insight;

/// <summary>Why a session came where it is, by the reasons stored with each decision, and why it still waits, as the router sees it.</summary>
public sealed class ExplainSession(DeskDbs dbs, CurrentDesk desk, StaffScope scope, RoutingDomain domain, InsightOptions options)
{
    // What explains nothing is not read.
    private static readonly string[] Explaining =
    [
        nameof(Enqueued), nameof(Requeued), nameof(StepAdvanced), nameof(Boosted), nameof(Promoted), nameof(FallbackOffered), nameof(OfferCreated),
        nameof(OfferClosed), nameof(Assigned), nameof(PreferenceSet), nameof(PutOnHold), nameof(Reactivated), nameof(ConsultOpened),
        nameof(OverCapacity), nameof(Deferred), nameof(SessionEnded),
    ];

    public async Task<Reply<Explanation>> Handle(StaffCaller caller, ExplainRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        await using var db = dbs.Open();
        if (!await scope.Visible(db, caller).AnyAsync(s => s.Id == request.SessionId, cancellation))
        {
            return new Error(ErrorCodes.NotFound, $"There is no session {request.SessionId}.");
        }

        // Before the steps: what happens in between is then among them rather than lost.
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(TimeSpan.FromMilliseconds(options.AnswerMilliseconds));
        var waiting = await domain.Ask(core => new Answer(core.WhyWaiting(request.SessionId)), limited.Token);
        if (waiting.Error is { } error)
        {
            return error;
        }

        var names = new InsightNames(desk.Value);
        var stored = await db.RoutingEffects.Where(e => e.SessionId == request.SessionId && Explaining.Contains(e.Type))
            .Join(db.RoutingEvents, f => new { f.Domain, f.Seq }, e => new { e.Domain, e.Seq }, (f, e) => new { e.At, f.Seq, f.Ord, f.Payload })
            .OrderBy(e => e.Seq).ThenBy(e => e.Ord).ToListAsync(cancellation);
        var steps = stored.Select(e => EffectFacts.Step(e.At, RoutingJson.Read<RoutingEffect>(e.Payload), names)).OfType<ExplanationStep>();
        return new Explanation(
            request.SessionId, [.. steps], waiting.Value!.Waiting is { } now ? WaitingFacts.Of(now, names) : null);
    }

    private sealed record Answer(WaitingNow? Waiting);
}

public sealed class ExplainRequestValidator : AbstractValidator<ExplainRequest>
{
    public ExplainRequestValidator() => RuleFor(r => r.SessionId).GreaterThan(0);
}
