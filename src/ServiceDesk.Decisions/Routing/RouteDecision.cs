using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>"Why this queue": stored with the effect in which it resulted (rule E1).</summary>
public sealed record RouteDecision
{
    /// <summary>The configuration by which it was decided.</summary>
    public required int RulesetVersion { get; init; }

    /// <summary>The rule that held; <c>hint</c> when the queue was named outright.</summary>
    public required string RuleId { get; init; }

    public required string QueueId { get; init; }

    /// <summary>The rules before it, in their order, and what each of them lacked.</summary>
    public IReadOnlyList<RuleFailed> Failed { get; init; } = [];

    /// <summary>What rule and queue ask of an agent.</summary>
    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    /// <summary>How many waited in the queue.</summary>
    public int Waiting { get; init; }

    /// <summary>How many the queue took at that moment.</summary>
    public int MostWaiting { get; init; }
}

/// <summary>The first part that kept a rule from holding.</summary>
/// <param name="Part">A condition without parts of its own.</param>
/// <param name="Held">It held and must not have.</param>
/// <param name="Actual">What the session had instead; null for nothing.</param>
public sealed record RuleFailed(string RuleId, Condition Part, bool Held, string? Actual);

internal static class RouteTracing
{
    public static RouteDecision Of(RoutingMemory memory, SessionState session, Route route) => new()
    {
        RulesetVersion = memory.Desk.Desk.Version,
        RuleId = route.RuleId,
        QueueId = route.Queue.Id,
        Failed = Failed(memory.Desk.Entry(session.EntryPoint), session, route),
        Requirements = Requirements.Merge(route.Asked, route.Queue.Requirements),
        Waiting = memory.Line(route.Queue.Id).Everybody.Count,
        MostWaiting = Admission.MostWaiting(memory, route.Queue),
    };

    private static List<RuleFailed> Failed(EntryPoint? entry, SessionState session, Route route)
    {
        if (entry is null || route.RuleId == RoutingPlan.HintRule)
        {
            return [];
        }

        var facts = RoutingPlan.FactsOf(session);
        return
        [
            .. entry.Rules.TakeWhile(r => r.Id != route.RuleId).Select(r =>
            {
                var (part, held) = Deciding(r.When!, facts);
                return new RuleFailed(r.Id, part, held, Actual(part, facts));
            }),
        ];
    }

    // Down to the first part on which the answer hangs, and what that part came to.
    private static (Condition Part, bool Held) Deciding(Condition condition, RuleFacts facts)
    {
        var holds = ConditionEvaluation.Holds(condition, facts);
        return condition switch
        {
            AllOf all => Deciding(all.Parts.First(p => holds || !ConditionEvaluation.Holds(p, facts)), facts),
            AnyOf any => Deciding(any.Parts.First(p => !holds || ConditionEvaluation.Holds(p, facts)), facts),
            NotThat not => Deciding(not.Part, facts),
            _ => (condition, holds),
        };
    }

    private static string? Actual(Condition part, RuleFacts facts) => part switch
    {
        ChannelIs => facts.Channel,
        EntryPointIs => facts.EntryPoint,
        SourceIs => facts.SourceUrl,
        LanguageIs => facts.Locale,
        TopicIs => facts.Topic,
        AttributeIs attribute => facts.Attributes?
            .Where(a => string.Equals(a.Key, attribute.Name, StringComparison.OrdinalIgnoreCase)).Select(a => a.Value).FirstOrDefault(),
        _ => facts.BotResult,
    };
}
