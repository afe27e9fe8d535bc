using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Alerts;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Alerts;

/// <summary>The stored rules; until somebody changed them, those that every desk begins with.</summary>
internal sealed class AlertRuleStore(DeskDbs dbs)
{
    /// <summary>The row that holds them.</summary>
    public const int Row = 1;

    private static readonly IReadOnlyList<AlertRule> Usual =
    [
        new() { Id = "longest-wait", Symptom = AlertSymptom.LongestWait, Threshold = 300, ClearAt = 240, RaiseSeconds = 30, Level = 2 },
        new() { Id = "waiting", Symptom = AlertSymptom.Waiting, Threshold = 10, ClearAt = 7 },
        new() { Id = "service-level", Symptom = AlertSymptom.ServiceLevel, Threshold = 60, ClearAt = 70, RaiseSeconds = 300, ClearSeconds = 300 },
        new() { Id = "abandonment", Symptom = AlertSymptom.Abandonment, Threshold = 20, ClearAt = 10, RaiseSeconds = 300, ClearSeconds = 300 },
        new() { Id = "unanswered-offers", Symptom = AlertSymptom.UnansweredOffers, Threshold = 30, ClearAt = 15, RaiseSeconds = 300, ClearSeconds = 300 },
        new() { Id = "nobody-there", Symptom = AlertSymptom.NoEligibleAgent, Threshold = 0, ClearAt = 0, RaiseSeconds = 30, ClearSeconds = 10, Level = 2 },
        new() { Id = "supervisor-asked", Symptom = AlertSymptom.SupervisorAsked, Threshold = 0, ClearAt = 0, RaiseSeconds = 0, ClearSeconds = 0, Level = 2 },
        new() { Id = "reply-due", Symptom = AlertSymptom.ReplyDue, Threshold = 120, ClearAt = 60, RaiseSeconds = 0, ClearSeconds = 10 },
        new() { Id = "agents-lost", Symptom = AlertSymptom.AgentsLost, Threshold = 0, ClearAt = 0 },
        new() { Id = "bot-failures", Symptom = AlertSymptom.BotFailures, Threshold = 5, ClearAt = 2 },
    ];

    public async Task<(int Revision, IReadOnlyList<AlertRule> Rules)> Read(CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var row = await db.AlertRules.AsNoTracking().SingleOrDefaultAsync(r => r.Id == Row, cancellation);
        return row is null ? (0, Usual) : (row.Revision, JsonSerializer.Deserialize<List<AlertRule>>(row.Body, WireJson.Options)!);
    }

    public static string Body(IReadOnlyList<AlertRule> rules) => JsonSerializer.Serialize(rules, WireJson.Options);
}
