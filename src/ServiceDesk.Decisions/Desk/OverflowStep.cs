namespace ServiceDesk.Decisions.Configuration;

/// <summary>One rung of a queue's ladder. The steps are taken in their order, each when its trigger holds.</summary>
public sealed record OverflowStep
{
    public OverflowTrigger Trigger { get; init; }

    /// <summary>Seconds, 0–86,400.</summary>
    public int Value { get; init; }

    public OverflowAction Action { get; init; }

    /// <summary>For <see cref="OverflowAction.RelaxSkill"/>: the skill that is asked for less.</summary>
    public string? SkillId { get; init; }

    /// <summary>For <see cref="OverflowAction.RelaxSkill"/>: the level from here on, 1–5; null drops the requirement.</summary>
    public int? MinLevel { get; init; }
}

public enum OverflowTrigger
{
    /// <summary>The age of this stay in the queue, ringing included.</summary>
    Wait,
}

public enum OverflowAction
{
    /// <summary>A mandatory requirement is lowered or dropped.</summary>
    RelaxSkill,

    /// <summary>The supervisor is told.</summary>
    NotifySupervisor,
}
