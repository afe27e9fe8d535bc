using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Decisions.Insight;
using DryRunStep = ServiceDesk.Contracts.DryRunStep;

namespace ServiceDesk.Server.Insight;

/// <summary>The path of a visitor who does not exist, step by step, as the contract says it.</summary>
internal static class DryRunFacts
{
    public static IReadOnlyList<DryRunStep> Of(DryRunPath path, InsightNames names) =>
    [
        Hours("hours", FactKeys.HoursOpen, FactKeys.HoursClosed, path.Door.Answer, null),
        Rules(path, names),
        Hours("queue", FactKeys.QueueOpen, FactKeys.QueueClosed, path.Queue.Answer, names.Queue(path.QueueId)),
        Plain("requirements", "met", Needs(path, names)[0], [.. Needs(path, names).Skip(1)]),
        Admission(path.Admission),
        .. path.Candidates is { } candidates ? [Candidates(candidates, names)] : Array.Empty<DryRunStep>(),
        .. path.Ladder.Select(step => Ladder(step, names)),
        End(path.End),
    ];

    /// <summary>The kinds of steps that are not the same in both, in the order of the path.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<DryRunStep> one, IReadOnlyList<DryRunStep> two) =>
    [
        .. one.Concat(two).Select(s => s.Kind).Distinct()
            .Where(kind => Text(one, kind) != Text(two, kind)),
    ];

    private static string Text(IReadOnlyList<DryRunStep> steps, string kind) =>
        System.Text.Json.JsonSerializer.Serialize(steps.Where(s => s.Kind == kind), WireJson.Options);

    private static DryRunStep Hours(string kind, string open, string closed, HoursAnswer answer, string? queue)
    {
        var what = Facts.Of(answer.IsOpen ? open : closed, ("queue", queue), ("layer", answer.Layer), ("name", answer.Name ?? ""));
        Fact[] because = answer.NextChange is { } next ? [Facts.Of(FactKeys.HoursNext, ("at", next))] : [];
        return Plain(kind, answer.IsOpen ? "open" : "closed", what, because);
    }

    private static DryRunStep Rules(DryRunPath path, InsightNames names)
    {
        var rules = names.Desk.EntryPoints.SelectMany(e => e.Rules).ToLookup(r => r.Id);
        var held = path.Rules[^1].RuleId;
        return Plain(
            "rule", "chosen", ConditionFacts.Held(rules[held].FirstOrDefault(), held, names.Queue(path.QueueId)),
            [.. path.Failed.Select(f => ConditionFacts.Failed(f, rules[f.RuleId].FirstOrDefault()))]);
    }

    private static IReadOnlyList<Fact> Needs(DryRunPath path, InsightNames names) => ConditionFacts.Needs(path.Requirements, names);

    private static DryRunStep Admission(DryRunAdmission admission)
    {
        (string, object?)[] numbers = [("waiting", admission.Waiting), ("most", admission.MostWaiting)];
        return admission.Obstacle is { } obstacle
            ? Plain("admission", "refused", Facts.Of(FactKeys.AdmissionRefused, [("reason", obstacle), .. numbers]))
            : Plain("admission", "met", Facts.Of(FactKeys.AdmissionRoom, numbers));
    }

    private static DryRunStep Candidates(DryRunCandidates candidates, InsightNames names)
    {
        var what = candidates.ChosenAgentId is { } chosen
            ? Facts.Of(FactKeys.CandidateRung, ("agent", names.Agent(chosen)), ("policy", candidates.Policy))
            : WaitingFacts.Reason(candidates.Reason ?? WaitReason.AllBusy, []);
        return Plain("candidates", candidates.ChosenAgentId is null ? "waits" : "rung", what) with
        {
            Agents = [.. candidates.Agents.Select(names.Candidate)], Omitted = candidates.Omitted,
        };
    }

    private static DryRunStep Ladder(Decisions.Insight.DryRunStep step, InsightNames names)
    {
        Fact[] online = step.Online is { } count ? [Facts.Of(FactKeys.LadderOnline, ("count", count))] : [];
        return Plain("overflow", step.At is null ? "skipped" : "taken", LadderFacts.Step(step.Index, step.Step, names), online) with
        {
            At = step.At, AfterSeconds = step.AfterSeconds,
        };
    }

    private static DryRunStep End(DryRunEnd end)
    {
        var what = end.Kind switch
        {
            DryRunEndKind.Fallback => Facts.Of(FactKeys.EndFallback, ("reason", end.Reason)),
            DryRunEndKind.Ended => Facts.Of(FactKeys.EndEnded, ("reason", end.Reason)),
            DryRunEndKind.ToBot => Facts.Of(FactKeys.EndToBot),
            _ => Facts.Of(FactKeys.EndWaits),
        };
        Fact[] opens = end.OpensAt is { } at ? [Facts.Of(FactKeys.EndOpens, ("at", at))] : [];
        return Plain("fallback", "end", what, opens) with { At = end.At, AfterSeconds = end.AfterSeconds };
    }

    private static DryRunStep Plain(string kind, string outcome, Fact what, params IReadOnlyList<Fact> because) =>
        new(kind, outcome, what, because, [], 0, null, null);
}
