using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Which queue a session belongs to, by its entry point's ordered rules.</summary>
internal static class RoutingPlan
{
    public const string HintRule = "hint";
    public const string TransferRule = "transfer";

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

        var rule = entry.Rules.First(r => r.When is null || Holds(r.When, session));
        return new Route(desk.FindQueue(rule.QueueId)!, rule.Id, rule.Sentence, rule.Tier, rule.BoostSeconds, rule.Requirements, rule.EntersFullQueue);
    }

    private static bool Holds(SourcePredicate when, SessionState session) =>
        (when.PathPrefix is null || Path(session.SourceUrl).StartsWith(when.PathPrefix, StringComparison.OrdinalIgnoreCase))
        && (when.Contains is null || (session.SourceUrl ?? "").Contains(when.Contains, StringComparison.OrdinalIgnoreCase))
        && (when.Locale is null || Speaks(session.Locale, when.Locale))
        && (when.Topic is null || string.Equals(session.Topic, when.Topic, StringComparison.OrdinalIgnoreCase));

    private static string Path(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.AbsolutePath : "";

    private static bool Speaks(string? locale, string wanted) =>
        string.Equals(locale, wanted, StringComparison.OrdinalIgnoreCase)
        || (locale ?? "").StartsWith(wanted + "-", StringComparison.OrdinalIgnoreCase);
}

internal sealed record Route(
    Queue Queue, string RuleId, string Sentence, int Tier, int BoostSeconds, IReadOnlyList<Requirement> Asked, bool EntersFullQueue);
