using System.Globalization;
using ServiceDesk.Contracts;
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

    /// <summary>A step of the explanation, or null for an effect that explains nothing.</summary>
    public static ExplanationStep? Step(DateTimeOffset at, RoutingEffect effect, Desk desk) => effect switch
    {
        Enqueued e => Plain(at, "enqueued", $"Wanted a person ({Said(e.Reason)}); waits in {QueueName(e.QueueId, desk)}", e.QueueId) with { Rule = e.RuleId },
        Requeued e => Plain(at, "enqueued", $"Waits again in {QueueName(e.QueueId, desk)} ({Said(e.Reason)}){Credit(e)}", e.QueueId),
        OfferCreated e => new ExplanationStep(
            at, "offered", WhyRung(e.Decision, desk), e.Decision.RuleId, e.Decision.QueueId, AgentName(e.AgentId, desk),
            [.. e.Decision.Candidates.Select(c => Candidate(c, desk))]),
        OfferClosed e => Plain(at, "closed", $"{AgentName(e.AgentId, desk)}: {Outcome(e)}", null)
            with { ChosenAgent = AgentName(e.AgentId, desk) },
        Assigned e => Plain(at, "assigned", HowAssigned(e, desk), null)
            with
            {
                ChosenAgent = AgentName(e.AgentId, desk),
                Candidates = [.. e.Decision?.Candidates.Select(c => Candidate(c, desk)) ?? []],
            },
        ConsultOpened e => Plain(at, "consult", $"{AgentName(e.ByAgentId, desk)} asked {AgentName(e.AgentId, desk)} for advice", null),
        PreferenceSet e => Plain(at, "preferred", WhyPreferred(e, desk), e.QueueId),
        OverCapacity e => Plain(
            at, "over_capacity", string.Create(
                CultureInfo.InvariantCulture, $"{AgentName(e.AgentId, desk)} has {e.Used} of {e.Capacity} units ({Said(e.Reason)})"), null),
        Deferred e => Plain(at, "deferred", $"Could not be served ({Said(e.Reason)})", e.QueueId),
        SessionEnded e => Plain(at, "ended", $"Ended by {Said(e.By.ToString())} ({Said(e.Reason)})", null),
        _ => null,
    };

    private static string WhyPreferred(PreferenceSet e, Desk desk)
    {
        var agent = AgentName(e.AgentId, desk);
        var why = e.Reason switch
        {
            PreferenceReasons.Named => $"{agent} was asked for",
            PreferenceReasons.LostAgent => $"{agent} served it until the connection was lost",
            PreferenceReasons.NotThere => $"{agent} would go first and is not there",
            PreferenceReasons.NotMember => $"{agent} does not serve the queue and is passed over",
            _ => $"{agent} served the visitor last",
        };
        return e.Until is { } until ? string.Create(CultureInfo.InvariantCulture, $"{why}; nobody else is asked until {until:HH:mm:ss} UTC") : why;
    }

    private static string HowAssigned(Assigned e, Desk desk)
    {
        var (agent, from) = (AgentName(e.AgentId, desk), e.FromAgentId is { } left ? $" from {AgentName(left, desk)}" : "");
        return e.Reason switch
        {
            AssignReasons.AutoAccept => $"{WhyRung(e.Decision!, desk)}; {agent} has it without ringing",
            AssignReasons.Claimed => $"{agent} claimed it",
            AssignReasons.Assigned => $"Given to {agent}{from} by {(e.ActorId is { } actor ? AgentName(actor, desk) : "a supervisor")}",
            _ when from.Length > 0 => $"{agent} took over{from}",
            _ => $"{agent} took it",
        };
    }

    private static string Outcome(OfferClosed e)
    {
        var (state, reason) = (Said(StateNames.Of(e.State)), Said(e.Reason));
        return state == reason ? state : $"{state} ({reason})";
    }

    private static ExplanationStep Plain(DateTimeOffset at, string kind, string text, string? queue) =>
        new(at, kind, text, null, queue, null, []);

    private static ExplanationCandidate Candidate(DecisionCandidate c, Desk desk) =>
        new(c.AgentId, AgentName(c.AgentId, desk), c.Used, c.Capacity, c.LastAssignedSeq, c.Excluded);

    private static string AgentName(long id, Desk desk) =>
        desk.Agents.FirstOrDefault(a => a.Id == id)?.Name ?? string.Create(CultureInfo.InvariantCulture, $"agent {id}");

    private static string QueueName(string id, Desk desk) => desk.Queues.FirstOrDefault(q => q.Id == id)?.Name ?? id;

    private static string Credit(Requeued e) =>
        e.CreditSeconds == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" with {e.CreditSeconds} s of head start");

    // max_wait, timedOut: words of the ledger, spaced; an agent's own words stay as they are.
    private static string Said(string word) => word.Contains(' ', StringComparison.Ordinal) ? word : string.Concat(
        word.Select(c => c == '_' ? " " : char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString())).Trim();
}
