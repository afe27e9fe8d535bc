using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>How a desk is stored.</summary>
internal static class Rulesets
{
    /// <summary>A row for a desk whose <see cref="Desk.Version"/> is set. It takes force when <c>RulesetPublished</c> is committed, or at the next start.</summary>
    public static Ruleset Row(Desk desk, string author, DateTimeOffset at) => new()
    {
        Version = desk.Version,
        Body = RoutingJson.Write(desk),
        Author = author,
        PublishedAt = at,
        // The framework does not name its time-zone data; the runtime's version stands for it.
        TzVersion = Environment.Version.ToString(),
    };

    public static Desk Desk(Ruleset row) => RoutingJson.Read<Desk>(row.Body) with { Version = row.Version };
}
