using System.Text.Json;
using ServiceDesk.History.Tests.Record;

namespace ServiceDesk.History.Tests.Check;

/// <summary>What the checker found, and how much there was to find it in.</summary>
public sealed record CheckReport(IReadOnlyList<Violation> Violations, long Events, long AckedSends, long Deliveries, IReadOnlyDictionary<string, int> Faults)
{
    public int FaultCount => Faults.Values.Sum();

    public int Kills => Faults.Where(f => f.Key.StartsWith("kill", StringComparison.Ordinal)).Sum(f => f.Value);

    public int PowerCuts => Faults.GetValueOrDefault("powerCut");
}

/// <summary>
/// Judges a history by its file alone, in one pass. It shares no code with the server and knows nothing of it but what the
/// lines say.
/// </summary>
public static class HistoryCheck
{
    public static CheckReport Of(string path)
    {
        var violations = new List<Violation>();
        var rules = (Rule[])
        [
            new MessageRule(violations), new FinalReadRule(violations), new OwnerRule(violations), new CapacityRule(violations), new EffectRule(violations),
            new UnreadRule(violations), new LedgerRule(violations), new LivenessRule(violations),
        ];
        var (events, acked, deliveries) = (0L, 0L, 0L);
        var faults = new Dictionary<string, int>();
        foreach (var line in File.ReadLines(path))
        {
            var e = JsonSerializer.Deserialize(line, HistoryJson.Default.HistoryEvent) ?? throw new JsonException($"An empty line in {path}.");
            events++;
            acked += e is { Op: Ops.Send, K: Happened.Ok } ? 1 : 0;
            deliveries += e.Op == Ops.Deliver ? 1 : 0;
            if (e.K == Happened.Invoke && Ops.IsFault(e.Op))
            {
                var name = e.Op["fault.".Length..];
                faults[name] = faults.GetValueOrDefault(name) + 1;
            }

            foreach (var rule in rules)
            {
                rule.See(e);
            }
        }

        foreach (var rule in rules)
        {
            rule.End();
        }

        return new CheckReport(violations, events, acked, deliveries, faults);
    }
}
