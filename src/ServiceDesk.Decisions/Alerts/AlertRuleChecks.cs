namespace ServiceDesk.Decisions.Alerts;

/// <summary>What a rule must be like.</summary>
public static class AlertRuleChecks
{
    public const int MostRules = 200;

    private const int Day = 86_400;

    /// <summary>Every fault, each with the item and the value; empty when there is none.</summary>
    /// <param name="queues">The queues that there are.</param>
    public static IReadOnlyList<AlertRuleFault> Faults(IReadOnlyList<AlertRule> rules, IReadOnlySet<string> queues)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var faults = new List<AlertRuleFault>();
        if (rules.Count > MostRules)
        {
            faults.Add(new("rules", $"{rules.Count}", $"at most {MostRules} rules"));
        }

        foreach (var twice in rules.GroupBy(r => r.Id).Where(g => g.Count() > 1))
        {
            faults.Add(new($"rules[{twice.Key}].id", twice.Key, "is given twice"));
        }

        foreach (var rule in rules)
        {
            Check(faults, rule, queues);
        }

        return faults;
    }

    private static void Check(List<AlertRuleFault> faults, AlertRule rule, IReadOnlySet<string> queues)
    {
        void Fault(string field, object? value, string rules) => faults.Add(new($"rules[{rule.Id}].{field}", $"{value}", rules));
        var most = rule.Symptom switch
        {
            AlertSymptom.ServiceLevel or AlertSymptom.Abandonment or AlertSymptom.UnansweredOffers => 100,
            AlertSymptom.LongestWait or AlertSymptom.ReplyDue => Day,
            _ => 1_000_000,
        };
        if (rule.Id.Length is < 1 or > 60)
        {
            Fault("id", rule.Id, "1 to 60 characters");
        }

        if (rule.QueueId is { } queue && !queues.Contains(queue))
        {
            Fault("queueId", queue, "no such queue");
        }

        if (rule.QueueId is not null && !rule.Symptom.IsOfQueue())
        {
            Fault("queueId", rule.QueueId, "this symptom belongs to no queue");
        }

        if (!double.IsFinite(rule.Threshold) || rule.Threshold < 0 || rule.Threshold > most)
        {
            Fault("threshold", rule.Threshold, $"0 to {most}");
        }

        var isBehind = rule.Symptom.IsBadWhenLow() ? rule.ClearAt >= rule.Threshold : rule.ClearAt <= rule.Threshold;
        if (!double.IsFinite(rule.ClearAt) || rule.ClearAt < 0 || rule.ClearAt > most || !isBehind)
        {
            Fault("clearAt", rule.ClearAt, rule.Symptom.IsBadWhenLow() ? $"the threshold to {most}" : "0 to the threshold");
        }

        foreach (var (field, value) in new[] { ("raiseSeconds", rule.RaiseSeconds), ("clearSeconds", rule.ClearSeconds) })
        {
            if (value is < 0 or > Day)
            {
                Fault(field, value, $"0 to {Day}");
            }
        }

        if (rule.Level is not (1 or 2))
        {
            Fault("level", rule.Level, "1 or 2");
        }
    }
}

/// <param name="Item">Which field of which rule.</param>
/// <param name="Value">What it was.</param>
public sealed record AlertRuleFault(string Item, string Value, string Rule);
