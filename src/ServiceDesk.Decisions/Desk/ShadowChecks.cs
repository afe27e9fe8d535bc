namespace ServiceDesk.Decisions.Configuration;

/// <summary>Rules that never decide anything: they cannot hold, or those before them hold whenever they do.</summary>
internal static class ShadowChecks
{
    public static void Check(FaultList faults, EntryPoint entry)
    {
        for (var later = 0; later < entry.Rules.Count; later++)
        {
            var rule = entry.Rules[later];
            if (rule.When is not { } when || ConditionLogic.Cases(when, entry.Key) is not { } cases)
            {
                continue;
            }

            var item = $"entryPoints[{entry.Key}].rules[{rule.Id}].when";
            var before = cases.Select(c => entry.Rules.Take(later).FirstOrDefault(r => ConditionLogic.Follows(c, r.When, entry.Key))).ToList();
            if (cases.Count == 0)
            {
                faults.Add(item, RuleSentence.Words(when), FaultCodes.NeverHolds, "never holds");
            }
            else if (!before.Contains(null))
            {
                var names = string.Join(", ", before.Select(r => r!.Id).Distinct());
                faults.Add(item, RuleSentence.Words(when), FaultCodes.Shadowed, $"whenever it holds, a rule before it does: {names}");
            }
        }
    }
}
