namespace ServiceDesk.Decisions.Configuration;

/// <summary>Entry points and their rules.</summary>
internal static class EntryPointChecks
{
    public static void Check(FaultList faults, Desk desk)
    {
        faults.Unique("entryPoints", desk.EntryPoints.Select(e => e.Key));
        faults.Unique("entryPoints.publicKey", desk.EntryPoints.Select(e => e.PublicKey));
        var schedules = desk.Schedules.Select(s => s.Id).ToHashSet();
        var queues = desk.Queues.DistinctBy(q => q.Id).ToDictionary(q => q.Id);
        foreach (var entry in desk.EntryPoints)
        {
            faults.Known($"entryPoints[{entry.Key}].scheduleId", entry.ScheduleId, schedules);
            faults.Range($"entryPoints[{entry.Key}].resumeSeconds", entry.ResumeSeconds, 0, 31_536_000);
            CheckRules(faults, $"entryPoints[{entry.Key}].rules", entry, queues);
        }
    }

    private static void CheckRules(FaultList faults, string item, EntryPoint entry, Dictionary<string, Queue> queues)
    {
        faults.Unique(item, entry.Rules.Select(r => r.Id));
        foreach (var rule in entry.Rules)
        {
            faults.Known($"{item}[{rule.Id}].queueId", rule.QueueId, queues.Keys);
            var most = queues.TryGetValue(rule.QueueId, out var queue) ? queue.MaxBoostSeconds : 86_400;
            faults.Range($"{item}[{rule.Id}].boostSeconds", rule.BoostSeconds, 0, most);
            faults.Range($"{item}[{rule.Id}].tier", rule.Tier, 0, 3);
        }

        if (entry.Rules.Count == 0 || entry.Rules[^1].When is not null)
        {
            faults.Add(item, null, FaultCodes.NoDefault, "the last rule must hold always");
        }

        foreach (var rule in entry.Rules.SkipLast(1).Where(r => r.When is null))
        {
            faults.Add($"{item}[{rule.Id}].when", null, FaultCodes.Shadowed, "only the last rule may hold always, those after it are never reached");
        }
    }
}
