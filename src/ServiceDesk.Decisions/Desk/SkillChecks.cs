namespace ServiceDesk.Decisions.Configuration;

/// <summary>Skills, who holds them and who asks for them.</summary>
internal static class SkillChecks
{
    public static void Check(FaultList faults, Desk desk)
    {
        faults.Unique("skills", desk.Skills.Select(s => s.Id));
        var skills = desk.Skills.Select(s => s.Id).ToHashSet();
        foreach (var agent in desk.Agents.Where(a => a.Skills.Count > 0))
        {
            var item = FormattableString.Invariant($"agents[{agent.Id}].skills");
            faults.Unique(item, agent.Skills.Select(s => s.SkillId));
            foreach (var skill in agent.Skills)
            {
                faults.Known($"{item}[{skill.SkillId}].skillId", skill.SkillId, skills);
                faults.Range($"{item}[{skill.SkillId}].level", skill.Level, 1, 5);
            }
        }

        foreach (var queue in desk.Queues)
        {
            Needs(faults, $"queues[{queue.Id}].requirements", queue.Requirements, skills);
        }

        foreach (var entry in desk.EntryPoints)
        {
            foreach (var rule in entry.Rules)
            {
                Needs(faults, $"entryPoints[{entry.Key}].rules[{rule.Id}].requirements", rule.Requirements, skills);
            }
        }
    }

    private static void Needs(FaultList faults, string item, IReadOnlyList<Requirement> requirements, HashSet<string> skills)
    {
        faults.Unique(item, requirements.Select(r => r.SkillId));
        foreach (var requirement in requirements)
        {
            faults.Known($"{item}[{requirement.SkillId}].skillId", requirement.SkillId, skills);
            faults.Range($"{item}[{requirement.SkillId}].minLevel", requirement.MinLevel, 1, 5);
        }
    }
}
