using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Alerts;

namespace ServiceDesk.Server.Alerts;

/// <summary>Rules as they cross the wire.</summary>
internal static class AlertWords
{
    public static AlertRuleRow Of(AlertRule rule) => new(
        rule.Id, Enum.Parse<AlertKind>(rule.Symptom.ToString()), rule.QueueId, rule.Threshold, rule.ClearAt, rule.RaiseSeconds, rule.ClearSeconds,
        rule.Level, rule.OwnerId, rule.Enabled);

    public static AlertRule Of(AlertRuleRow row) => new()
    {
        Id = row.Id,
        Symptom = Enum.Parse<AlertSymptom>(row.Symptom.ToString()),
        QueueId = row.QueueId,
        Threshold = row.Threshold,
        ClearAt = row.ClearAt,
        RaiseSeconds = row.RaiseSeconds,
        ClearSeconds = row.ClearSeconds,
        Level = row.Level,
        OwnerId = row.OwnerId,
        Enabled = row.Enabled,
    };
}
