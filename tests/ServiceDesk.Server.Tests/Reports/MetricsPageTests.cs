using System.Text;
using System.Text.Json;
using ServiceDesk.Decisions.Metrics;
using ServiceDesk.Server.Tests.Setup;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Reports;

/// <summary>The definitions have one source: the catalogue. Page, English words of the desk and API say what it says.</summary>
public sealed class MetricsPageTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "metrics.md");
    private static readonly string Locales = Path.Combine(Repository.Root, "src", "web", "desk", "locales", "reports");

    [Fact]
    public void The_page_lists_every_metric_as_the_catalogue_defines_it()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_APPROVED") == "1")
        {
            File.WriteAllText(Page, Written());
        }

        File.ReadAllText(Page).ShouldBe(Written());
    }

    [Fact]
    public void The_desks_words_are_those_of_the_catalogue()
    {
        var words = Words("en.json");
        foreach (var metric in MetricCatalogue.All)
        {
            words.GetValueOrDefault($"metric.{metric.Id}").ShouldBe(metric.Name);
            words.GetValueOrDefault($"about.{metric.Id}").ShouldBe(metric.Definition);
        }

        words.Keys.Count(k => k.StartsWith("metric.", StringComparison.Ordinal)).ShouldBe(MetricCatalogue.All.Count);
    }

    private static Dictionary<string, string> Words(string file) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Locales, file)))!;

    private static string Written()
    {
        var text = new StringBuilder(Introduction);
        foreach (var table in MetricCatalogue.All.GroupBy(m => m.Table))
        {
            text.Append($"\n## {table.Key}\n\n| Figure | Id | Version | Kind | Definition |\n|---|---|---|---|---|\n");
            foreach (var metric in table)
            {
                text.Append($"| {metric.Name} | `{metric.Id}` | {metric.Version} | {Kind(metric.Kind)} | {metric.Definition} |\n");
            }
        }

        return text.ToString();
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

    private const string Introduction = """
        # Figures

        What the live board, the reports and their CSV files say, by one source: this page, `GET /api/reports/metrics` and the
        words of the desk are written from the catalogue in `src/ServiceDesk.Decisions/Metrics`, and a test compares them.

        - Every figure is a fold over an append-only ledger with server time and can be worked out again at any time. Parts of a
          ledger merge to the whole: a mean over several queues is weighted by what each counts, never a mean of means.
        - Each visit of a queue is a segment of its own. What is routed again adds a segment and changes no earlier one.
        - Bot time and human time are kept apart. Wall clock and business hours are different figures with different names.
        - Percentiles are nearest rank: exact up to 1,024 values, beyond that at most 0.8 % too high.
        - A rate of fewer than 100 answers comes with its 95 % interval by Wilson's method. A figure of an agent that rests on
          fewer than 30 is not ranked.
        - No data is not 0: a figure without data is left out.
        - Hours and days are cut at the clock of the report's zone; a day of a clock change has 23 or 25 hours.
        - The threshold of a service level, the limit of a reply and the service hours are those in force when it happened.
        - A figure that later events can still change (reopened within 7 days, returned within 24 h) is provisional until then.
        - A figure whose meaning changes gets another version.

        """;
}
