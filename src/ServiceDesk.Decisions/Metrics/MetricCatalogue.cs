using System.Reflection;

namespace ServiceDesk.Decisions.Metrics;

/// <summary>Every figure there is: what the screens show, the API answers and the documentation lists.</summary>
public static class MetricCatalogue
{
    /// <summary>In the order of the tables.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        .. Of(typeof(QueueMetrics)), .. Of(typeof(ConversationMetrics)), .. Of(typeof(AgentMetrics)), .. Of(typeof(BotMetrics)),
        .. Of(typeof(SatisfactionMetrics)),
    ];

    private static readonly Dictionary<string, MetricDefinition> ById = All.ToDictionary(m => m.Id);

    public static MetricDefinition? Find(string id) => ById.GetValueOrDefault(id);

    private static IEnumerable<MetricDefinition> Of(Type table) =>
        table.GetProperties(BindingFlags.Public | BindingFlags.Static).Select(p => p.GetValue(null)).OfType<MetricDefinition>();
}
