using System.Text.Json.Nodes;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>How a desk is stored.</summary>
internal static class Rulesets
{
    /// <summary>A row for a desk whose <see cref="Desk.Version"/> is set. It takes force when <c>RulesetPublished</c> is committed, or at the next start.</summary>
    public static Ruleset Row(Desk desk, string author, DateTimeOffset at, Publication? publication = null) => new()
    {
        Version = desk.Version,
        Body = RoutingJson.Write(desk),
        Author = author,
        PublishedAt = at,
        // The framework does not name its time-zone data; the runtime's version stands for it.
        TzVersion = Environment.Version.ToString(),
        Note = publication?.Note,
        RolledBackFrom = publication?.RolledBackFrom,
    };

    public static Desk Desk(Ruleset row) => Read(row.Body) with { Version = row.Version };

    /// <summary>A desk as <see cref="RoutingJson"/> wrote it, by this version or an earlier one.</summary>
    public static Desk Read(string body)
    {
        var desk = JsonNode.Parse(body)!.AsObject();
        foreach (var rule in Items(desk["entryPoints"]).SelectMany(entry => Items(entry["rules"])))
        {
            if (rule["when"] is JsonObject when && !when.ContainsKey("kind"))
            {
                rule["when"] = Conditions(when);
            }
        }

        return RoutingJson.Read<Desk>(desk.ToJsonString());
    }

    // Before conditions could be combined a rule held when each of four parts held that was given.
    private static JsonObject? Conditions(JsonObject parts)
    {
        var all = new JsonArray();
        if (parts["pathPrefix"] is not null || parts["contains"] is not null)
        {
            all.Add(new JsonObject { ["kind"] = "source", ["pathPrefix"] = parts["pathPrefix"]?.DeepClone(), ["contains"] = parts["contains"]?.DeepClone() });
        }

        if (parts["locale"] is { } locale)
        {
            all.Add(new JsonObject { ["kind"] = "language", ["language"] = locale.DeepClone() });
        }

        if (parts["topic"] is { } topic)
        {
            all.Add(new JsonObject { ["kind"] = "topic", ["topic"] = topic.DeepClone() });
        }

        return all.Count == 1 ? all[0]!.DeepClone().AsObject() : new JsonObject { ["kind"] = "all", ["parts"] = all };
    }

    private static IEnumerable<JsonObject> Items(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();
}
