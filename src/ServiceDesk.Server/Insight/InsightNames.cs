using System.Globalization;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Insight;

/// <summary>What a desk calls its queues, agents and skills; what left it keeps its id.</summary>
internal sealed class InsightNames(Desk desk)
{
    private readonly Dictionary<long, string> _agents = desk.Agents.ToDictionary(a => a.Id, a => a.Name);
    private readonly Dictionary<string, string> _queues = desk.Queues.ToDictionary(q => q.Id, q => q.Name);
    private readonly Dictionary<string, string> _skills = desk.Skills.ToDictionary(s => s.Id, s => s.Name);

    public Desk Desk => desk;

    public string Agent(long id) => _agents.GetValueOrDefault(id) ?? string.Create(CultureInfo.InvariantCulture, $"#{id}");

    public string Queue(string? id) => id is null ? "" : _queues.GetValueOrDefault(id) ?? id;

    public string Skill(string? id) => id is null ? "" : _skills.GetValueOrDefault(id) ?? id;

    public ExplanationCandidate Candidate(DecisionCandidate c) => new(
        c.AgentId, Agent(c.AgentId), c.Used, c.Capacity, c.LastAssignedSeq, c.Excluded, c.ExcludedUntil, c.Fit, c.Rank, c.IdleSince);
}

/// <summary>Makes statements.</summary>
internal static class Facts
{
    private static readonly Dictionary<string, string> Nothing = [];

    public static Fact Of(string key, params (string Name, object? Value)[] args) => new(
        key,
        args.Length == 0 ? Nothing : args.Where(a => a.Value is not null).ToDictionary(a => a.Name, a => Text(a.Value!)),
        []);

    public static Fact With(this Fact fact, params IReadOnlyList<Fact> parts) => fact with { Parts = parts };

    // Words of the ledger come as the wire writes enums.
    private static string Text(object value) => value switch
    {
        Enum word => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
        DateTimeOffset at => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
