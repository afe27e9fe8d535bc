namespace ServiceDesk.Decisions.Configuration;

/// <summary>Something that an agent can do and a session may need: a language, a product.</summary>
public sealed record Skill
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>What it belongs to in lists, for example <c>language</c>; null for none.</summary>
    public string? Group { get; init; }
}

/// <param name="SkillId">The skill held.</param>
/// <param name="Level">1 (some) to 5 (expert); default 1.</param>
public sealed record AgentSkill(string SkillId, int Level = 1);

/// <param name="SkillId">The skill needed.</param>
/// <param name="MinLevel">At least this level, 1–5; default 1.</param>
/// <param name="Mandatory">False only prefers agents who have it; default true.</param>
public sealed record Requirement(string SkillId, int MinLevel = 1, bool Mandatory = true);
