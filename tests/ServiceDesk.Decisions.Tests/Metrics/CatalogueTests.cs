using System.Globalization;
using ServiceDesk.Decisions.Metrics;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Metrics;

/// <summary>The catalogue is what docs/metrics.md tells readers, figure by figure.</summary>
public sealed class CatalogueTests
{
    private static readonly string Page = Path.Combine(Path.GetDirectoryName(typeof(CatalogueTests).Assembly.Location)!, "metrics.md");

    [Fact]
    public void Every_figure_is_told_as_it_is_counted()
    {
        var table = "";
        var told = new List<(string Table, string Name, string Id, string Version, string Kind, string Definition)>();
        foreach (var line in File.ReadLines(Page))
        {
            table = line.StartsWith("## ", StringComparison.Ordinal) ? line[3..] : table;
            if (line.Split(" | ") is [var name, ['`', .., '`'] id, var version, var kind, var definition])
            {
                told.Add((table, name[2..], id.Trim('`'), version, kind, definition[..^2]));
            }
        }

        MetricCatalogue.All.Select(m => (m.Table.ToString(), m.Name, m.Id, m.Version.ToString(CultureInfo.InvariantCulture), Kind(m.Kind), m.Definition)).ShouldBe(told);
        told.Count.ShouldBe(82);
    }

    [Fact]
    public void A_figure_is_found_by_its_id()
    {
        MetricCatalogue.Find("queue.service_level").ShouldBe(QueueMetrics.ServiceLevel);
        MetricCatalogue.Find("queue.nothing").ShouldBeNull();
        MetricCatalogue.All.Where(m => m.Scale != 1).ShouldHaveSingleItem().ShouldBe(SatisfactionMetrics.CsatWeighted);
    }

    private static string Kind(MetricKind kind) => kind switch
    {
        MetricKind.Count => "count",
        MetricKind.Duration => "seconds: mean, p50, p90, p95, max",
        MetricKind.Number => "number: mean, p50, p90, p95, max",
        MetricKind.Rate => "per cent",
        MetricKind.TimeShare => "per cent of time",
        MetricKind.TotalTime => "seconds together",
        MetricKind.Level => "level: mean over time, p50, p90, p95, max",
        MetricKind.NetScore => "−100 to 100",
        _ => "0 to 1",
    };
}
