namespace ServiceDesk.Contracts;

/// <summary>The rules by which alerts are raised.</summary>
/// <param name="Revision">Named when they are changed, so that nobody overwrites what he has not seen.</param>
public sealed record AlertRuleSet(int Revision, IReadOnlyList<AlertRuleRow> Rules);

/// <param name="Id">1 to 60 characters, unique.</param>
/// <param name="QueueId">Null: every queue by itself, or the desk.</param>
/// <param name="Threshold">Bad above it; the service level below it. Seconds, per cent or a number.</param>
/// <param name="ClearAt">Good again on the other side of it.</param>
/// <param name="RaiseSeconds">Bad so long without a break, 0 to 86,400.</param>
/// <param name="ClearSeconds">Good so long without a break, 0 to 86,400.</param>
/// <param name="Level">1, or 2 which may sound.</param>
public sealed record AlertRuleRow(
    string Id, AlertKind Symptom, string? QueueId, double Threshold, double ClearAt, int RaiseSeconds, int ClearSeconds, int Level,
    long? OwnerId, bool Enabled);

public enum AlertKind
{
    Waiting,
    LongestWait,
    ServiceLevel,
    Abandonment,
    UnansweredOffers,
    NoEligibleAgent,
    AgentsLost,
    BotFailures,
    SupervisorAsked,
    ReplyDue,
}

/// <summary>One cause: a rule that was broken, for one queue or the desk.</summary>
/// <param name="Value">The figure when it was raised.</param>
/// <param name="Now">The figure now, while it is open.</param>
/// <param name="ClearedAt">Null while it is open.</param>
/// <param name="MutedUntil">Until then it makes no sound and stands below the others.</param>
public sealed record AlertRow(
    long AlertId, string RuleId, AlertKind Symptom, string? QueueId, string? QueueName, int Level, double Threshold, double Value, double? Now,
    DateTimeOffset RaisedAt, DateTimeOffset? ClearedAt, long? OwnerId, string? OwnerName, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy,
    DateTimeOffset? MutedUntil);

/// <param name="More">There are older ones.</param>
public sealed record AlertList(IReadOnlyList<AlertRow> Alerts, bool More);

/// <param name="OwnerId">Who looks after it now; null for the one who acknowledges.</param>
/// <param name="MuteUntil">At most a day ahead; null mutes nothing.</param>
public sealed record AcknowledgeRequest(long? OwnerId = null, DateTimeOffset? MuteUntil = null);
