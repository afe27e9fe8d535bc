namespace ServiceDesk.Decisions.Alerts;

/// <summary>When supervisors are told, and when it is over again.</summary>
public sealed record AlertRule
{
    /// <summary>Unique among the rules, 1 to 60 characters.</summary>
    public required string Id { get; init; }

    public required AlertSymptom Symptom { get; init; }

    /// <summary>Only this queue; null watches every queue by itself, or the desk where the symptom belongs to no queue.</summary>
    public string? QueueId { get; init; }

    /// <summary>The figure is bad beyond this: above, or for the service level below. Seconds, per cent or a number, by the symptom.</summary>
    public required double Threshold { get; init; }

    /// <summary>It is good again only on the other side of this, so that a figure at the threshold does not flutter.</summary>
    public required double ClearAt { get; init; }

    /// <summary>So long it must be bad without a break before anybody is told. Default 60, 0–86,400.</summary>
    public int RaiseSeconds { get; init; } = 60;

    /// <summary>So long it must be good without a break before the alert is over. Default 60, 0–86,400.</summary>
    public int ClearSeconds { get; init; } = 60;

    /// <summary>1 is shown; 2 is shown first and may sound.</summary>
    public int Level { get; init; } = 1;

    /// <summary>Who looks after it, until somebody takes it over by an acknowledgement; null for nobody in particular.</summary>
    public long? OwnerId { get; init; }

    public bool Enabled { get; init; } = true;
}

/// <summary>What visitors or agents suffer from. Each is judged from the live figures.</summary>
public enum AlertSymptom
{
    /// <summary>How many wait in the queue.</summary>
    Waiting,

    /// <summary>Seconds that the first of those who wait has waited.</summary>
    LongestWait,

    /// <summary>Per cent, over the board's window; bad when below.</summary>
    ServiceLevel,

    /// <summary>Per cent, over the board's window.</summary>
    Abandonment,

    /// <summary>Per cent of the offers that nobody answered, over the board's window.</summary>
    UnansweredOffers,

    /// <summary>How many wait in a queue that no agent serves now.</summary>
    NoEligibleAgent,

    /// <summary>How many agents of the desk lost their connection while at work.</summary>
    AgentsLost,

    /// <summary>How many bot sessions of the desk were handed over because the bot failed, over the board's window.</summary>
    BotFailures,

    /// <summary>How many sessions of the queue supervisors are asked to look at (rule X5).</summary>
    SupervisorAsked,

    /// <summary>Seconds that the visitor who waits longest for an agent's answer has waited, in what is served.</summary>
    ReplyDue,
}

public static class AlertSymptoms
{
    /// <summary>Whether a small figure is the bad one.</summary>
    public static bool IsBadWhenLow(this AlertSymptom symptom) => symptom == AlertSymptom.ServiceLevel;

    /// <summary>Whether it is judged queue by queue; the others are the desk's as a whole.</summary>
    public static bool IsOfQueue(this AlertSymptom symptom) => symptom is not (AlertSymptom.AgentsLost or AlertSymptom.BotFailures);
}
