using ServiceDesk.Decisions.Alerts;
using ServiceDesk.Decisions.Files;
using ServiceDesk.Decisions.Forecast;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Decisions.Insight;
using ServiceDesk.Decisions.Messages;
using ServiceDesk.Decisions.Metrics;
using ServiceDesk.Decisions.Search;
using ServiceDesk.Decisions.Tests.Routing;
using ServiceDesk.Decisions.Transcripts;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests;

/// <summary>Who is given nothing says which argument was missing.</summary>
public sealed class NullTests
{
    private static readonly DateTimeOffset At = Scene.Start;
    private static readonly DryRunVisitor Somebody = new() { EntryPoint = Desks.Door, At = At };
    private static readonly ReportShape Shape = new(MetricTable.Queues, new ReportCalendar(At, At.AddDays(1), TimeZoneInfo.Utc, ReportStep.Whole), ReportGrouping.None);

    private static readonly (string Argument, Action Call)[] Calls =
    [
        ("rules", () => AlertRuleChecks.Faults(null!, new HashSet<string>())),
        ("rules", () => _ = new ContentReview(null!)),
        ("text", () => new ContentReview([]).Of(null!, byStaff: true)),
        ("word", () => ContentReview.LooksFor(null!)),
        ("allowed", () => FileContent.KindOf([], "a.txt", "", null!)),
        ("name", () => FileNames.Clean(null!)),
        ("name", () => FileNames.ExtensionOf(null!)),
        ("input", () => ErlangA.Of(null!)),
        ("input", () => ErlangC.Of(null!)),
        ("input", () => Staffing.AgentsFor(null!, 0.8, 10)),
        ("input", () => _ = new ForecastSimulation(null!, () => 0.5, 0)),
        ("uniform", () => _ = new ForecastSimulation(new ForecastInput(1, 1, 1, 1, 1, 1), null!, 0)),
        ("schedule", () => HoursPreview.At(null!, At)),
        ("schedule", () => HoursPreview.Boundaries(null!, At, At.AddDays(1))),
        ("schedule", () => HoursPreview.ClockChanges(null!, At, At.AddDays(1))),
        ("desk", () => DryRun.Walk(null!, Somebody, new PresentState())),
        ("visitor", () => DryRun.Walk(Desks.With(), null!, new PresentState())),
        ("now", () => DryRun.Walk(Desks.With(), Somebody, null!)),
        ("fact", () => new AgentStory(1, new FigureTable(Shape)).Tell((AgentStateChanged)null!)),
        ("fact", () => new AgentStory(1, new FigureTable(Shape)).Tell((AgentPlanned)null!)),
        ("sink", () => new AgentStory(1, new FigureTable(Shape)).Finish(null!, At)),
        ("other", () => new AgentTimes().Merge(null!)),
        ("other", () => new Distribution().Merge(null!)),
        ("other", () => new FigureTable(Shape).Merge(null!)),
        ("other", () => new LevelTrack().Merge(null!)),
        ("other", () => new Tally(QueueMetrics.Entered).Merge(null!)),
        ("zone", () => _ = new ReportCalendar(At, At.AddDays(1), null!, ReportStep.Day)),
        ("effect", () => new RoutingFacts(1).Of(null!, At)),
        ("word", () => EnglishStem.Of(null!)),
        ("text", () => SearchPhrases.Of(null!, 1)),
        ("words", () => SearchPhrases.Of("a", 1)!.FindIn(null!)),
        ("text", () => SearchWords.Of(null!, 1)),
        ("text", () => Snippet.Of(null!, SearchPhrases.Of("a", 1)!, 1, 1)),
        ("phrases", () => Snippet.Of("a", null!, 1, 1)),
        ("transcript", () => TranscriptFile.Text(null!)),
        ("transcript", () => TranscriptFile.Html(null!)),
        ("transcript", () => TranscriptFile.Subject(null!)),
        ("text", () => TranscriptFile.OneLine(null!)),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Calls.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void What_is_missing_is_named(int number) => Should.Throw<ArgumentNullException>(Calls[number].Call).ParamName.ShouldBe(Calls[number].Argument);

    [Fact]
    public void Servers_and_load_are_not_below_nothing()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => ErlangC.Blocking(-1, 1)).ParamName.ShouldBe("servers");
        Should.Throw<ArgumentOutOfRangeException>(() => ErlangC.Blocking(1, -0.1)).ParamName.ShouldBe("load");
        ErlangC.Blocking(0, 0).ShouldBe(1);
    }
}
