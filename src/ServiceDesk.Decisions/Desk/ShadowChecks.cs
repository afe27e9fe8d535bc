namespace ServiceDesk.Decisions.Configuration;

/// <summary>Rules that never decide anything: they cannot hold, or the rules before them hold whenever they do.</summary>
internal static class ShadowChecks
{
    public static void Check(List<string> faults, EntryPoint entry)
    {
        for (var later = 0; later < entry.Rules.Count; later++)
        {
            var rule = entry.Rules[later];
            if (rule.When is not { } when || ConditionLogic.Cases(when, entry.Key) is not { } cases)
            {
                continue;
            }

            var before = cases.Select(c => entry.Rules.Take(later).FirstOrDefault(r => ConditionLogic.Follows(c, r.When, entry.Key))).ToList();
            if (cases.Count == 0)
            {
                faults.Add($"EntryPoints[{entry.Key}].Rules[{rule.Id}].When: never holds");
            }
            else if (!before.Contains(null))
            {
                var names = string.Join(", ", before.Select(r => r!.Id).Distinct());
                faults.Add($"EntryPoints[{entry.Key}].Rules[{rule.Id}].When: rule {names} before it holds whenever it does");
            }
        }
    }
}
