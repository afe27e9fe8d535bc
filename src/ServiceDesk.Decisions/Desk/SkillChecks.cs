namespace ServiceDesk.Decisions.Configuration;

/// <summary>Skills, who holds them, who asks for them, and the ladders that ask for less.</summary>
internal static class SkillChecks
{
    public static void Check(List<string> faults, Desk desk)
    {
        DeskChecks.Unique(faults, "Skills", desk.Skills.Select(s => s.Id));
        var skills = desk.Skills.Select(s => s.Id).ToHashSet();
        foreach (var agent in desk.Agents)
        {
            var field = $"Agents[{agent.Id}].Skills";
            DeskChecks.Unique(faults, field, agent.Skills.Select(s => s.SkillId));
            foreach (var skill in agent.Skills)
            {
                DeskChecks.Known(faults, $"{field}.SkillId", skill.SkillId, skills);
                DeskChecks.Range(faults, $"{field}[{skill.SkillId}].Level", skill.Level, 1, 5);
            }
        }

        foreach (var queue in desk.Queues)
        {
            Needs(faults, $"Queues[{queue.Id}].Requirements", queue.Requirements, skills);
        }

        foreach (var entry in desk.EntryPoints)
        {
            foreach (var rule in entry.Rules)
            {
                Needs(faults, $"EntryPoints[{entry.Key}].Rules[{rule.Id}].Requirements", rule.Requirements, skills);
            }
        }
    }

    private static void Needs(List<string> faults, string field, IReadOnlyList<Requirement> requirements, HashSet<string> skills)
    {
        DeskChecks.Unique(faults, field, requirements.Select(r => r.SkillId));
        foreach (var requirement in requirements)
        {
            DeskChecks.Known(faults, $"{field}.SkillId", requirement.SkillId, skills);
            DeskChecks.Range(faults, $"{field}[{requirement.SkillId}].MinLevel", requirement.MinLevel, 1, 5);
        }
    }
}
