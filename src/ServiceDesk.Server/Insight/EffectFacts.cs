using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;

namespace ServiceDesk.Server.Insight;

/// <summary>The stored effects of a session as the steps of its explanation. Nothing is decided or computed anew here.</summary>
internal static class EffectFacts
{
    /// <summary>Null for an effect that explains nothing.</summary>
    public static ExplanationStep? Step(DateTimeOffset at, RoutingEffect effect, InsightNames names) => effect switch
    {
        Enqueued e => Queue(at, "enqueued", e.QueueId, Facts.Of(FactKeys.Enqueued, ("reason", e.Reason), ("queue", names.Queue(e.QueueId))))
            .Routed(e.Route, names) with { Rule = e.RuleId },
        Requeued e => Queue(at, "enqueued", e.QueueId, Facts.Of(
            FactKeys.Requeued, ("reason", e.Reason), ("queue", names.Queue(e.QueueId)), ("seconds", e.CreditSeconds))),
        StepAdvanced e => Queue(at, "step", e.QueueId, Facts.Of(FactKeys.Step, ("number", e.Step + 1), ("reason", e.Reason))
            .With(LadderFacts.Action(e.Configured ?? new OverflowStep { Action = e.Action }, names))),
        Boosted e => Queue(at, "boosted", e.QueueId, Facts.Of(FactKeys.Boosted, ("reason", e.Reason), ("seconds", e.BoostSeconds))),
        Promoted e => Queue(at, "promoted", e.QueueId, Facts.Of(FactKeys.Promoted, ("tier", e.Tier))),
        FallbackOffered e => Queue(at, "fallback", e.QueueId, Facts.Of(FactKeys.OfferFallback)),
        OfferCreated e => Agent(at, "offered", e.AgentId, names, Facts.Of(FactKeys.Offered, ("agent", names.Agent(e.AgentId))))
            .Decided(e.Decision, names),
        OfferClosed e => Agent(at, "closed", e.AgentId, names, Facts.Of(
            FactKeys.OfferClosed, ("agent", names.Agent(e.AgentId)), ("state", StateNames.Of(e.State)), ("reason", e.Reason))),
        Assigned e => Agent(at, "assigned", e.AgentId, names, How(e, names)).Decided(e.Decision, names),
        PreferenceSet e => Agent(at, "preferred", e.AgentId, names, e.Until is { } until
            ? Facts.Of(FactKeys.PreferredUntil, ("agent", names.Agent(e.AgentId)), ("reason", e.Reason), ("at", until))
            : Facts.Of(FactKeys.Preferred, ("agent", names.Agent(e.AgentId)), ("reason", e.Reason))),
        PutOnHold e => Course(at, "hold", null, Facts.Of(FactKeys.OnHold, ("reason", e.Reason))),
        Reactivated e => Course(at, "reactivated", null, Facts.Of(
            FactKeys.Reactivated, ("agent", names.Agent(e.AgentId)), ("used", e.Used), ("capacity", e.Capacity), ("reason", e.Reason))),
        ConsultOpened e => Agent(at, "consult", e.AgentId, names, Facts.Of(
            FactKeys.Consult, ("agent", names.Agent(e.AgentId)), ("from", names.Agent(e.ByAgentId)))),
        OverCapacity e => Agent(at, "over_capacity", e.AgentId, names, Facts.Of(
            FactKeys.OverCapacity, ("agent", names.Agent(e.AgentId)), ("used", e.Used), ("capacity", e.Capacity), ("reason", e.Reason))),
        Deferred e => Course(at, "deferred", e.QueueId, e.OpensAt is { } opens
                ? Facts.Of(FactKeys.DeferredUntil, ("reason", e.Reason), ("at", opens))
                : Facts.Of(FactKeys.Deferred, ("reason", e.Reason)))
            .Routed(e.Route, names),
        SessionEnded e => Course(at, "ended", null, Facts.Of(FactKeys.Ended, ("by", e.By), ("reason", e.Reason))),
        _ => null,
    };

    private static Fact How(Assigned e, InsightNames names) => e.FromAgentId is { } from
        ? Facts.Of(FactKeys.AssignedFrom, ("agent", names.Agent(e.AgentId)), ("from", names.Agent(from)), ("reason", e.Reason))
        : Facts.Of(FactKeys.Assigned, ("agent", names.Agent(e.AgentId)), ("reason", e.Reason));

    private static ExplanationStep Routed(this ExplanationStep step, RouteDecision? route, InsightNames names)
    {
        if (route is null)
        {
            return step;
        }

        var rules = names.Desk.EntryPoints.SelectMany(e => e.Rules).ToLookup(r => r.Id);
        var queue = names.Queue(route.QueueId);
        return step with
        {
            RulesetVersion = route.RulesetVersion,
            Rule = route.RuleId,
            Because =
            [
                .. route.Failed.Select(f => ConditionFacts.Failed(f, rules[f.RuleId].FirstOrDefault())),
                ConditionFacts.Held(rules[route.RuleId].FirstOrDefault(), route.RuleId, queue),
                .. ConditionFacts.Needs(route.Requirements, names),
                Facts.Of(FactKeys.AdmissionRoom, ("waiting", route.Waiting), ("most", route.MostWaiting)),
            ],
        };
    }

    private static ExplanationStep Decided(this ExplanationStep step, Decision? decision, InsightNames names) => decision is null ? step : step with
    {
        RulesetVersion = decision.RulesetVersion,
        Rule = decision.RuleId,
        Queue = decision.QueueId,
        Because = [Chosen(decision, names), .. Load(decision, names)],
        Candidates = [.. decision.Candidates.Select(names.Candidate)],
        Omitted = decision.Omitted,
    };

    private static Fact Chosen(Decision decision, InsightNames names)
    {
        var agent = ("agent", (object?)names.Agent(decision.ChosenAgentId));
        var eligible = decision.Candidates.Count(c => c.Excluded is null);
        return decision.Kind switch
        {
            DecisionKind.Directed => Facts.Of(FactKeys.ChosenDirected, agent),
            DecisionKind.Manual => Facts.Of(FactKeys.ChosenManual, agent),
            DecisionKind.AgentSoughtSession => Facts.Of(FactKeys.ChosenNext, agent, ("count", decision.Heads.Count)),
            _ when eligible > 1 => Facts.Of(FactKeys.ChosenPolicy, agent, ("policy", decision.Policy), ("count", eligible)),
            _ => Facts.Of(FactKeys.ChosenOnly, agent),
        };
    }

    private static IEnumerable<Fact> Load(Decision decision, InsightNames names) =>
        decision.Candidates.Where(c => c.AgentId == decision.ChosenAgentId).Take(1)
            .Select(c => Facts.Of(FactKeys.Load, ("agent", names.Agent(c.AgentId)), ("used", c.Used), ("capacity", c.Capacity)));

    private static ExplanationStep Queue(DateTimeOffset at, string kind, string queue, Fact what) =>
        Course(at, kind, queue, what) with { Question = ExplanationQuestion.Queue };

    private static ExplanationStep Agent(DateTimeOffset at, string kind, long agent, InsightNames names, Fact what) =>
        Course(at, kind, null, what) with { Question = ExplanationQuestion.Agent, ChosenAgent = names.Agent(agent) };

    private static ExplanationStep Course(DateTimeOffset at, string kind, string? queue, Fact what) =>
        new(at, kind, ExplanationQuestion.Course, what, [], null, null, queue, null, [], 0);
}
