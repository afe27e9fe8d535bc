namespace ServiceDesk.Decisions.Configuration;

/// <summary>Whether there is anybody who could serve what the desk takes in.</summary>
internal static class ServingChecks
{
    public static void Check(FaultList faults, Desk desk)
    {
        var held = desk.Agents.SelectMany(a => a.Skills).Select(s => s.SkillId).ToHashSet();
        foreach (var skill in desk.Skills.Where(s => !held.Contains(s.Id)))
        {
            faults.Add($"skills[{skill.Id}]", null, FaultCodes.SkillNobodyHas, "nobody has it");
        }

        var most = desk.Agents.Select(a => a.Capacity).DefaultIfEmpty(0).Max();
        foreach (var channel in desk.Channels.Where(c => c.Weight > most))
        {
            faults.Add($"channels[{channel.Id}].weight", channel.Weight, FaultCodes.Unservable, FormattableString.Invariant($"nobody has that capacity, the greatest is {most}"));
        }

        var queues = desk.Queues.DistinctBy(q => q.Id).ToDictionary(q => q.Id);
        var members = desk.Agents.SelectMany(a => a.Memberships.Select(m => (m.QueueId, Agent: a))).ToLookup(m => m.QueueId, m => m.Agent);
        foreach (var entry in desk.EntryPoints)
        {
            foreach (var rule in entry.Rules.Where(r => queues.ContainsKey(r.QueueId)))
            {
                Check(faults, $"entryPoints[{entry.Key}].rules[{rule.Id}]", rule, queues[rule.QueueId], [.. members[rule.QueueId]]);
            }
        }
    }

    private static void Check(FaultList faults, string item, RoutingRule rule, Queue queue, List<Agent> members)
    {
        if (members.Count == 0)
        {
            faults.Add($"{item}.queueId", queue.Id, FaultCodes.Unservable, "nobody serves it");
            return;
        }

        var needed = Routing.Requirements.Merge(rule.Requirements, queue.Requirements).Where(r => r.Mandatory).ToList();
        if (!members.Exists(a => needed.TrueForAll(need => Has(a, need))))
        {
            var words = needed.Select(r => FormattableString.Invariant($"{r.SkillId} {r.MinLevel}"));
            faults.Add($"{item}.requirements", string.Join(", ", words), FaultCodes.Unservable, $"nobody in queue {queue.Id} has all of them");
        }
    }

    private static bool Has(Agent agent, Requirement need) =>
        agent.Skills.Any(s => s.SkillId == need.SkillId && s.Level >= need.MinLevel);
}
