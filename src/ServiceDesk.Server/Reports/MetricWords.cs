using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Metrics;

namespace ServiceDesk.Server.Reports;

/// <summary>The words of the contract for those of the decisions.</summary>
internal static class MetricWords
{
    public static MetricTable Of(ReportTable table) => Enum.Parse<MetricTable>(table.ToString());

    public static ReportGrouping Of(ReportBy by) => Enum.Parse<ReportGrouping>(by.ToString());

    public static ReportStep Of(ReportPer per) => Enum.Parse<ReportStep>(per.ToString());

    public static MetricInfo Of(MetricDefinition metric) => new(
        metric.Id, Enum.Parse<ReportTable>(metric.Table.ToString()), metric.Version, Enum.Parse<FigureKind>(metric.Kind.ToString()), metric.Name, metric.Definition);
}
