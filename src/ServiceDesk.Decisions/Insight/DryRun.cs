using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Insight;

/// <summary>
/// Sends a visitor who does not exist through a copy of the core, so that the answer is the core's own (rule Y1): once among
/// the agents as they are, and once among agents who stay occupied, until the wait is over.
/// </summary>
public static class DryRun
{
    private const string Visitor = "visitor:dry-run";

    // A ladder has a few steps and a look every 15 s at most; this is far above what any of them takes in a day.
    private const int MostWakes = 20_000;

    /// <param name="now">Taken as it is at <see cref="DryRunVisitor.At"/>, whenever that may be.</param>
    /// <exception cref="ArgumentException">The desk has faults or does not know the entry point; the message names them.</exception>
    public static DryRunPath Walk(Desk desk, DryRunVisitor visitor, PresentState now)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(visitor);
        ArgumentNullException.ThrowIfNull(now);
        var entry = desk.EntryPoints.FirstOrDefault(e => e.Key == visitor.EntryPoint)
            ?? throw new ArgumentException($"EntryPoint {visitor.EntryPoint}: the desk has none of this key", nameof(visitor));
        desk = visitor.Channel is null ? desk : desk with { EntryPoints = [.. desk.EntryPoints.Select(e => e == entry ? e with { Channel = visitor.Channel } : e)] };
        var state = FrozenState.AsItIs(desk, visitor.At, now);
        var (core, effects) = Enter(desk, state, visitor);
        var route = effects.OfType<Enqueued>().Select(e => e.Route).Concat(effects.OfType<Deferred>().Select(d => d.Route)).First(r => r is not null)!;
        var queue = desk.Queues.First(q => q.Id == route.QueueId);
        var refused = effects.OfType<Deferred>().FirstOrDefault(d => d.Route is not null);
        var (ladder, end) = refused is null ? Wait(desk, visitor, now) : ([], EndOf(refused, visitor.At, visitor.At)!);
        return new DryRunPath
        {
            RulesetVersion = desk.Version,
            Door = Hours(desk, entry.ScheduleId, visitor.At),
            Rules = Rules(desk, core.Session(FrozenState.NewSession)!),
            Failed = route.Failed,
            QueueId = queue.Id,
            Queue = Hours(desk, queue.ScheduleId, visitor.At),
            Requirements = route.Requirements,
            Admission = new DryRunAdmission(refused?.Reason, now.Waiting.GetValueOrDefault(queue.Id), route.MostWaiting),
            Candidates = refused is null ? Candidates(core, queue, effects) : null,
            Ladder = ladder,
            End = end,
        };
    }

    private static (RoutingCore Core, IReadOnlyList<RoutingEffect> Effects) Enter(Desk desk, RoutingState state, DryRunVisitor visitor)
    {
        var core = RoutingCore.Load(desk, state);
        core.Apply(new SessionStarted(
            FrozenState.NewSession, FrozenState.NewSession, Visitor, visitor.EntryPoint, visitor.SourceUrl, visitor.Locale, true,
            visitor.BotResult is not null, visitor.Attributes) { At = visitor.At, Seq = 1 });
        var by = visitor.BotResult switch
        {
            null => EnqueuedBy.Visitor,
            BotResults.Failed => EnqueuedBy.BotFailed,
            _ => EnqueuedBy.Bot,
        };
        var outcome = core.Apply(
            new SessionEnqueued(FrozenState.NewSession, by, visitor.Topic, null, visitor.BotResult, visitor.KnownAgentId is { } known ? [known] : null) { At = visitor.At, Seq = 2 });
        return (core, outcome.Effects);
    }

    private static DryRunHours Hours(Desk desk, string scheduleId, DateTimeOffset at) =>
        new(scheduleId, HoursPreview.At(desk.Schedules.First(s => s.Id == scheduleId), at));

    private static List<DryRunRule> Rules(Desk desk, SessionState session)
    {
        var (facts, rules) = (RoutingPlan.FactsOf(session), new List<DryRunRule>());
        foreach (var rule in desk.EntryPoints.First(e => e.Key == session.EntryPoint).Rules)
        {
            var trace = rule.When is null ? null : ConditionEvaluation.Trace(rule.When, facts);
            var queue = desk.Queues.First(q => q.Id == rule.QueueId);
            rules.Add(new DryRunRule(rule.Id, RuleSentence.Of(rule, queue.Name), trace?.Holds ?? true, trace));
            if (rules[^1].Holds)
            {
                break;
            }
        }

        return rules;
    }

    private static DryRunCandidates Candidates(RoutingCore core, Queue queue, IReadOnlyList<RoutingEffect> effects)
    {
        // Rung, or served at once where the queue accepts for its agents.
        var decided = effects.OfType<OfferCreated>().Select(o => o.Decision).Concat(effects.OfType<Assigned>().Select(a => a.Decision));
        if (decided.FirstOrDefault() is { } decision)
        {
            return new DryRunCandidates(null, decision.ChosenAgentId, decision.Policy, decision.Candidates, decision.Omitted);
        }

        return core.WhyWaiting(FrozenState.NewSession) is { } waiting
            ? new DryRunCandidates(waiting.Reason, null, queue.AgentPolicy, waiting.Agents, waiting.Omitted)
            : new DryRunCandidates(null, null, queue.AgentPolicy, [], 0);
    }

    // While nobody takes it: the core goes from deadline to deadline.
    private static (IReadOnlyList<DryRunStep> Ladder, DryRunEnd End) Wait(Desk desk, DryRunVisitor visitor, PresentState now)
    {
        var (core, effects) = Enter(desk, FrozenState.Occupied(desk, visitor.At, now), visitor);
        var steps = new List<DryRunStep>();
        for (var wakes = 0; wakes < MostWakes; wakes++)
        {
            foreach (var effect in effects)
            {
                if (effect is StepAdvanced step && step.SessionId == FrozenState.NewSession)
                {
                    steps.Add(Taken(core, step, visitor.At));
                }
            }

            if (effects.Select(e => EndOf(e, visitor.At, core.LastAt)).FirstOrDefault(e => e is not null) is { } end)
            {
                return (steps, end);
            }

            if (core.NextWake is not { } due)
            {
                break;
            }

            effects = core.Apply(new Tick { At = due, Seq = wakes + 3 }).Effects;
        }

        return ([.. steps, .. Ahead(core)], new DryRunEnd(DryRunEndKind.Waits, null, null, null, null));
    }

    private static DryRunStep Taken(RoutingCore core, StepAdvanced step, DateTimeOffset from)
    {
        int? online = core.Session(step.SessionId) is { IsWaiting: true }
            ? core.Memory.Buckets.Of(step.SessionId).Servers.Sum(s => s.Profile.Attending.Count)
            : null;
        var configured = core.Desk.Queues.First(q => q.Id == step.QueueId).Overflow[step.Step];
        return new DryRunStep(step.QueueId, step.Step, configured, core.LastAt, (core.LastAt - from).TotalSeconds, step.Reason, online);
    }

    private static IEnumerable<DryRunStep> Ahead(RoutingCore core) =>
        core.Session(FrozenState.NewSession) is { IsWaiting: true } session
            ? core.Desk.Queues.First(q => q.Id == session.QueueId).Overflow
                .Select((step, i) => new DryRunStep(session.QueueId!, i, step, null, null, null, null)).Skip(session.Step)
            : [];

    private static DryRunEnd? EndOf(RoutingEffect effect, DateTimeOffset from, DateTimeOffset at)
    {
        return effect switch
        {
            Deferred { SessionId: FrozenState.NewSession } d => End(DryRunEndKind.Fallback, d.Reason, d.OpensAt),
            SessionEnded { SessionId: FrozenState.NewSession } e => End(DryRunEndKind.Ended, e.Reason, null),
            BotStarted { SessionId: FrozenState.NewSession } b => End(DryRunEndKind.ToBot, b.Reason, null),
            _ => null,
        };

        DryRunEnd End(DryRunEndKind kind, string reason, DateTimeOffset? opensAt) => new(kind, at, (at - from).TotalSeconds, reason, opensAt);
    }
}
