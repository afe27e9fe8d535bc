using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Reports;

/// <summary>The names of what rows are about: by the desk in force; what left it keeps its key as its name.</summary>
internal sealed class ReportLabels(DeskDbs dbs, CurrentDesk desk)
{
    public async Task<IReadOnlyDictionary<string, string>> Of(ReportBy by, IEnumerable<string> keys, CancellationToken cancellation)
    {
        var agents = by == ReportBy.Agent ? await Agents(cancellation) : [];
        return keys.ToDictionary(key => key, key => Name(by, key, agents) ?? key);
    }

    public async Task<Dictionary<long, string>> Agents(CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var names = await db.Users.AsNoTracking().Select(u => new { u.Id, u.Name }).ToDictionaryAsync(u => u.Id, u => u.Name, cancellation);
        foreach (var agent in desk.Value.Agents)
        {
            names[agent.Id] = agent.Name;
        }

        return names;
    }

    public string QueueName(string id) => desk.Value.Queues.FirstOrDefault(q => q.Id == id)?.Name ?? id;

    private string? Name(ReportBy by, string key, Dictionary<long, string> agents) => by switch
    {
        ReportBy.Queue => QueueName(key),
        ReportBy.EntryPoint => desk.Value.EntryPoints.FirstOrDefault(e => e.Key == key)?.Name,
        ReportBy.Rule => desk.Value.EntryPoints.SelectMany(e => e.Rules).FirstOrDefault(r => r.Id == key)?.Sentence,
        ReportBy.Agent => long.TryParse(key, CultureInfo.InvariantCulture, out var id) ? agents.GetValueOrDefault(id) : null,
        _ => null,
    };
}
