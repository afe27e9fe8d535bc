namespace ServiceDesk.Decisions.Configuration;

/// <summary>One rung of a queue's ladder. The steps are taken in their order, each when its trigger holds.</summary>
public sealed record OverflowStep
{
    public OverflowTrigger Trigger { get; init; }

    /// <summary>Seconds, 0–86,400; for <see cref="OverflowTrigger.Length"/> sessions, 1–86,400.</summary>
    public int Value { get; init; }

    public OverflowAction Action { get; init; }

    /// <summary>For <see cref="OverflowAction.RelaxSkill"/>: the skill that is asked for less.</summary>
    public string? SkillId { get; init; }

    /// <summary>For <see cref="OverflowAction.RelaxSkill"/>: the level from here on, 1–5; null drops the requirement.</summary>
    public int? MinLevel { get; init; }

    /// <summary>For <see cref="OverflowAction.AddQueue"/> and <see cref="OverflowAction.MoveToQueue"/>: another queue of the desk.</summary>
    public string? QueueId { get; init; }

    /// <summary>For <see cref="OverflowAction.AddBoost"/>: seconds of head start, 1–86,400, within the queue's limit of all boosts.</summary>
    public int BoostSeconds { get; init; }

    /// <summary>While nobody of those who could serve it after this step is online, the next step is taken at once.</summary>
    public bool SkipIfEmpty { get; init; }
}

public enum OverflowTrigger
{
    /// <summary>The age of this stay in the queue, ringing included.</summary>
    Wait,

    /// <summary>This long before the queue closes, or when it is closed.</summary>
    QueueClosing,

    /// <summary>At least so many wait in the queue.</summary>
    Length,

    /// <summary>Nobody is online who could serve it.</summary>
    NoEligibleAgentOnline,

    /// <summary>The mean estimated wait is at least so long; never while it is not known.</summary>
    Eta,
}

public enum OverflowAction
{
    /// <summary>A mandatory requirement is lowered or dropped.</summary>
    RelaxSkill,

    /// <summary>The supervisor is told.</summary>
    NotifySupervisor,

    /// <summary>The agents of another queue may take it too; the place stays.</summary>
    AddQueue,

    /// <summary>It waits in another queue, the time waited counts there; passed over while that queue is closed.</summary>
    MoveToQueue,

    /// <summary>A head start.</summary>
    AddBoost,

    /// <summary>The visitor is offered the menu and goes on waiting meanwhile.</summary>
    OfferFallback,

    /// <summary>Back to the bot of the entry point; passed over when there is none.</summary>
    ToBot,

    /// <summary>The session ends.</summary>
    End,
}
