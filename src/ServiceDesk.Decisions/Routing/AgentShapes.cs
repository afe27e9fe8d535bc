using System.Globalization;
using System.Text;

using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Which agents of a desk are alike.</summary>
internal sealed class AgentShapes
{
    public AgentShapes(Desk desk)
    {
        var shapes = new Dictionary<string, AgentShape>();
        foreach (var agent in desk.Agents.OrderBy(a => a.Id))
        {
            var name = NameOf(agent);
            if (!shapes.TryGetValue(name, out var shape))
            {
                shapes[name] = shape = new AgentShape(agent);
            }

            shape.Members.Add(agent.Id);
        }

        All = [.. shapes.Values.OrderBy(s => s.Members[0])];
    }

    /// <summary>By the least id of their members.</summary>
    public IReadOnlyList<AgentShape> All { get; }

    private static string NameOf(Agent agent)
    {
        var name = new StringBuilder();
        foreach (var m in agent.Memberships.OrderBy(m => m.QueueId, StringComparer.Ordinal))
        {
            name.Append(CultureInfo.InvariantCulture, $"{m.Priority},{m.DelaySeconds},{m.Rank},{m.MaxSessions},{m.QueueId}\n");
        }

        name.Append('\n');
        foreach (var s in agent.Skills.OrderBy(s => s.SkillId, StringComparer.Ordinal))
        {
            name.Append(CultureInfo.InvariantCulture, $"{s.Level},{s.SkillId}\n");
        }

        return name.ToString();
    }
}

/// <summary>Equal memberships and skills.</summary>
/// <param name="pattern">One of those who have them.</param>
internal sealed class AgentShape(Agent pattern)
{
    private readonly Dictionary<string, int> levels = pattern.Skills.ToDictionary(s => s.SkillId, s => s.Level);

    public IReadOnlyList<Membership> Memberships { get; } = pattern.Memberships;

    /// <summary>By id.</summary>
    public List<long> Members { get; } = [];

    /// <summary>0 for a skill that is not held.</summary>
    public int LevelOf(string skillId) => levels.GetValueOrDefault(skillId);
}
