using ServiceDesk.Contracts;
using ServiceDesk.Server.Reports;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Alerts;

/// <summary>Stored alerts with the names that people know.</summary>
internal sealed class AlertRows(ReportLabels labels)
{
    /// <param name="now">The figures of this instant, by alert.</param>
    public async Task<IReadOnlyList<AlertRow>> Of(
        IEnumerable<RaisedAlert> alerts, IReadOnlyDictionary<long, double?> now, CancellationToken cancellation)
    {
        var names = await labels.Agents(cancellation);
        string? Name(long? id) => id is { } known ? names.GetValueOrDefault(known) : null;
        return [.. alerts.Select(a => new AlertRow(
            a.Id, a.RuleId, Enum.Parse<AlertKind>(a.Symptom), a.Queue, a.Queue is { } queue ? labels.QueueName(queue) : null, a.Level, a.Threshold,
            a.Value, a.ClearedAt is null ? now.GetValueOrDefault(a.Id) : null, a.RaisedAt, a.ClearedAt, a.OwnerId, Name(a.OwnerId), a.AcknowledgedAt,
            Name(a.AcknowledgedBy), a.MutedUntil))];
    }
}
