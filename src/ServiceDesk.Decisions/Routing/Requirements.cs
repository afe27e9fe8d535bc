using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Routing;

/// <summary>What a session needs of an agent (rules K1–K3).</summary>
internal static class Requirements
{
    /// <summary>Of two words on one skill the stricter one holds: the higher level, mandatory over preferred. By skill id.</summary>
    public static IReadOnlyList<Requirement> Merge(IReadOnlyList<Requirement> one, IReadOnlyList<Requirement> two)
    {
        if (one.Count + two.Count == 0)
        {
            return [];
        }

        return
        [
            .. one.Concat(two).GroupBy(r => r.SkillId, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new Requirement(g.Key, g.Max(r => r.MinLevel), g.Any(r => r.Mandatory))),
        ];
    }

    /// <summary>The same list when there is nothing to relax.</summary>
    public static IReadOnlyList<Requirement> Relax(IReadOnlyList<Requirement> requirements, string skillId, int? minLevel)
    {
        if (!requirements.Any(r => r.SkillId == skillId && (minLevel is null || r.MinLevel > minLevel)))
        {
            return requirements;
        }

        var kept = requirements.Select(r => r.SkillId != skillId ? r : minLevel is { } level ? r with { MinLevel = level } : null);
        return [.. kept.OfType<Requirement>()];
    }

    public static bool Met(AgentProfile profile, IReadOnlyList<Requirement> requirements)
    {
        // By number: these three are asked for every profile, and enumerating an interface allocates.
        for (var i = 0; i < requirements.Count; i++)
        {
            var requirement = requirements[i];
            if (requirement.Mandatory && profile.LevelOf(requirement.SkillId) < requirement.MinLevel)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>For MostSkilled: its levels in everything that is asked for.</summary>
    public static int Levels(AgentProfile profile, IReadOnlyList<Requirement> requirements)
    {
        var sum = 0;
        for (var i = 0; i < requirements.Count; i++)
        {
            sum += profile.LevelOf(requirements[i].SkillId);
        }

        return sum;
    }

    /// <summary>How well a profile suits beyond what is mandatory: its levels in the preferred skills it has well enough.</summary>
    public static int Fit(AgentProfile profile, IReadOnlyList<Requirement> requirements)
    {
        var fit = 0;
        for (var i = 0; i < requirements.Count; i++)
        {
            var requirement = requirements[i];
            var level = profile.LevelOf(requirement.SkillId);
            fit += !requirement.Mandatory && level >= requirement.MinLevel ? level : 0;
        }

        return fit;
    }
}
