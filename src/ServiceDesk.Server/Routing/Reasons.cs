using System.Globalization;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Server.Routing;

/// <summary>Stored reasons as sentences. Nothing is decided or computed anew here.</summary>
internal static class Reasons
{
    /// <summary>The rule and queue that brought a session where it is; null before a person was wanted.</summary>
    public static string? WhyInQueue(SessionState state, Queue? queue) =>
        state.RuleSentence is { } rule ? $"{rule} → {queue?.Name ?? state.QueueId}" : null;

    /// <summary>Why an agent is rung.</summary>
    public static string WhyRung(Decision decision, Desk desk)
    {
        var queue = desk.Queues.FirstOrDefault(q => q.Id == decision.QueueId)?.Name ?? decision.QueueId;
        var rule = $"{decision.RuleSentence} → {queue}";
        var eligible = decision.Candidates.Count(c => c.Excluded is null);
        var chosen = decision.Candidates.FirstOrDefault(c => c.AgentId == decision.ChosenAgentId);
        var load = chosen is null ? "" : string.Create(CultureInfo.InvariantCulture, $" ({chosen.Used} of {chosen.Capacity} sessions)");
        return decision.Kind switch
        {
            DecisionKind.Directed => $"{rule}; meant for this agent",
            DecisionKind.AgentSoughtSession => $"{rule}; next in line for an agent who became free{load}",
            _ when eligible > 1 => $"{rule}; the least loaded{load} of {eligible} who could take it",
            _ => $"{rule}; nobody else could take it{load}",
        };
    }
}
