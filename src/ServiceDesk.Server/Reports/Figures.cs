using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Metrics;

namespace ServiceDesk.Server.Reports;

/// <summary>Figures as they cross the wire: seconds instead of milliseconds, nothing where there is no data.</summary>
internal static class Figures
{
    private const double Milliseconds = 1000;

    public static ReportFigure? Of(MetricDefinition metric, Figure figure, ReportBy by)
    {
        if (figure.Value is not { } value)
        {
            return null;
        }

        var scale = IsTime(metric.Kind) ? Milliseconds : 1;
        double? Scaled(double? number) => number is { } n ? Rounded(n / scale) : null;
        return new ReportFigure(
            metric.Id, metric.Version, figure.Count, Rounded(value / scale), Scaled(figure.P50), Scaled(figure.P90), Scaled(figure.P95), Scaled(figure.Max),
            Scaled(figure.Low), Scaled(figure.High), by != ReportBy.Agent || !IsRanking(metric.Kind) || figure.Count >= Figure.FewForRanking);
    }

    /// <summary>What a row says of a metric that nothing contributed to: a count is 0, of everything else there is no data.</summary>
    public static Figure Nothing(MetricDefinition metric) => new(0, metric.Kind == MetricKind.Count ? 0 : null);

    /// <summary>What one session contributed.</summary>
    public static double Value(MetricDefinition metric, long value) => Rounded(value / (IsTime(metric.Kind) || metric.Kind == MetricKind.Level ? Milliseconds : metric.Scale));

    public static bool IsTime(MetricKind kind) => kind is MetricKind.Duration or MetricKind.TotalTime;

    // What people are compared by: few answers say nothing about a person.
    private static bool IsRanking(MetricKind kind) => kind is MetricKind.Rate or MetricKind.Duration or MetricKind.Number or MetricKind.NetScore;

    private static double Rounded(double value) => Math.Round(value, 3, MidpointRounding.AwayFromZero);
}
