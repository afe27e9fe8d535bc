using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Which queue a session belongs to, by its entry point's ordered rules.</summary>
internal static class RoutingPlan
{
    public const string HintRule = "hint";
    public const string TransferRule = "transfer";
    public const string SupervisorRule = "supervisor";

    /// <summary>Null when the entry point has left the desk and no queue is named outright.</summary>
    public static Route? Route(DeskIndex desk, SessionState session, string? queueHint)
    {
        if (desk.FindQueue(queueHint) is { } named)
        {
            return new Route(named, HintRule, $"Asked for {named.Name}", 0, 0, [], false);
        }

        if (desk.Entry(session.EntryPoint) is not { } entry)
        {
            return null;
        }

        var facts = FactsOf(session);
        var rule = entry.Rules.First(r => ConditionEvaluation.Holds(r.When, facts));
        var queue = desk.FindQueue(rule.QueueId)!;
        return new Route(
            queue, rule.Id, RuleSentence.Of(rule, queue.Name), rule.Tier, rule.BoostSeconds, rule.Requirements, rule.EntersFullQueue);
    }

    public static RuleFacts FactsOf(SessionState session) => new(
        session.Channel, session.EntryPoint, session.SourceUrl, session.Locale, session.Topic, session.Attributes, session.BotResult);
}

internal sealed record Route(
    Queue Queue, string RuleId, string Sentence, int Tier, int BoostSeconds, IReadOnlyList<Requirement> Asked, bool EntersFullQueue);
