using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Insight;

/// <summary>Somebody who does not exist, wanting a person.</summary>
public sealed record DryRunVisitor
{
    /// <summary>The <see cref="Configuration.EntryPoint.Key"/>.</summary>
    public required string EntryPoint { get; init; }

    /// <summary>When a person is wanted.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Null: the entry point's.</summary>
    public string? Channel { get; init; }

    public string? SourceUrl { get; init; }

    public string? Locale { get; init; }

    public string? Topic { get; init; }

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>How the bot's part ended; null when no bot took part.</summary>
    public string? BotResult { get; init; }

    /// <summary>Who goes first, for example because the visitor knows the agent.</summary>
    public long? KnownAgentId { get; init; }
}

/// <summary>
/// What would become of a visitor (rules Y1–Y4): hours, rule, queue, requirements, who could take it now and why the others
/// not, whether it may wait, and what happens while nobody takes it.
/// </summary>
public sealed record DryRunPath
{
    /// <summary>Of the desk that was asked.</summary>
    public required int RulesetVersion { get; init; }

    /// <summary>The hours of the entry point.</summary>
    public required DryRunHours Door { get; init; }

    /// <summary>Every rule down to the one that held.</summary>
    public required IReadOnlyList<DryRunRule> Rules { get; init; }

    /// <summary>What each of those that did not hold lacked.</summary>
    public IReadOnlyList<RuleFailed> Failed { get; init; } = [];

    public required string QueueId { get; init; }

    /// <summary>The hours of the queue.</summary>
    public required DryRunHours Queue { get; init; }

    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    public required DryRunAdmission Admission { get; init; }

    /// <summary>Null when it may not wait.</summary>
    public DryRunCandidates? Candidates { get; init; }

    /// <summary>What is tried if everybody who attends stays occupied; empty when it may not wait.</summary>
    public IReadOnlyList<DryRunStep> Ladder { get; init; } = [];

    /// <summary>Where that ends.</summary>
    public required DryRunEnd End { get; init; }
}

public sealed record DryRunHours(string ScheduleId, HoursAnswer Answer);

/// <param name="Trace">Null for a rule that always holds.</param>
public sealed record DryRunRule(string RuleId, string Sentence, bool Holds, ConditionTrace? Trace);

/// <param name="Obstacle">One of <see cref="DeferReasons"/>, or null when it may wait.</param>
/// <param name="Waiting">How many wait already.</param>
/// <param name="MostWaiting">How many the queue takes.</param>
public sealed record DryRunAdmission(string? Obstacle, int Waiting, int MostWaiting);

/// <param name="Reason">Why nobody would be rung; null when somebody would.</param>
/// <param name="ChosenAgentId">Who would be rung, or would get it at once.</param>
/// <param name="Agents">Each with the first condition that failed; at most <see cref="Decision.Listed"/>.</param>
public sealed record DryRunCandidates(
    WaitReason? Reason, long? ChosenAgentId, AgentPolicy Policy, IReadOnlyList<DecisionCandidate> Agents, int Omitted);

/// <param name="QueueId">Where it waits at that moment.</param>
/// <param name="Index">Of the step in that queue's ladder, from 0.</param>
/// <param name="At">Null for one that is not taken.</param>
/// <param name="AfterSeconds">Since the person was wanted.</param>
/// <param name="Cause">One of <see cref="StepReasons"/>.</param>
/// <param name="Online">How many attend who could serve it from here on; null when it no longer waits, or the step is not taken.</param>
public sealed record DryRunStep(
    string QueueId, int Index, OverflowStep Step, DateTimeOffset? At, double? AfterSeconds, string? Cause, int? Online);

/// <param name="At">Null when it would wait for longer than is looked ahead.</param>
/// <param name="Reason">Of <see cref="DeferReasons"/> or <see cref="EndReasons"/>; for the bot <c>overflow</c>.</param>
/// <param name="OpensAt">The next opening, where closed hours are the reason.</param>
public sealed record DryRunEnd(DryRunEndKind Kind, DateTimeOffset? At, double? AfterSeconds, string? Reason, DateTimeOffset? OpensAt);

public enum DryRunEndKind
{
    /// <summary>The visitor gets the menu.</summary>
    Fallback,

    Ended,

    ToBot,

    /// <summary>Nothing ends it in the time looked ahead.</summary>
    Waits,
}
