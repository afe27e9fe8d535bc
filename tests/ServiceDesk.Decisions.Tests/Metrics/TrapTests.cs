using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Metrics;
using Shouldly;
using Xunit;
using static ServiceDesk.Decisions.Tests.Metrics.Ledger;

namespace ServiceDesk.Decisions.Tests.Metrics;

/// <summary>The twelve ways in which figures of service desks are known to go wrong.</summary>
public sealed class TrapTests
{
    [Fact]
    public void Trap_1_a_mean_over_queues_is_weighted_by_what_each_counts()
    {
        var ledger = new Ledger();
        for (var i = 0; i < 9; i++)
        {
            ledger.Session(i).Opens(0).Enters(0, "sales").Accepted(10);
        }

        ledger.Session(9).Opens(0).Enters(0, "support").Accepted(110);

        var rows = ledger.Table(MetricTable.Queues, ReportGrouping.Queue).Read();
        rows.Select(r => (r.Key, r.Figures[QueueMetrics.Wait].Value / 1000)).ShouldBe([("sales", 10), ("support", 110), (null, 20)]);
    }

    [Fact]
    public void Trap_2_a_second_queue_visit_leaves_the_wait_of_the_first_as_it_was()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0, "sales").Leaves(100, QueueExit.Deflected).Enters(100, "support").Accepted(140)
            .Over(200).Passed(200, TransferKind.Queue).Enters(200, "sales").Accepted(203, Lee);

        ledger.Value(QueueMetrics.Entered).ShouldBe(3);
        var waits = ledger.Figure(QueueMetrics.Wait);
        (waits.Count, waits.Max / 1000, waits.P50 / 1000).ShouldBe((2, 40, 3));
        ledger.Seconds(QueueMetrics.CustomerWait).ShouldBe(140);
        ledger.Figure(QueueMetrics.LongestWait).Max.ShouldBe(100_000);
    }

    [Fact]
    public void Trap_3_bot_time_is_named_and_kept_out_of_the_figures_of_people()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Bot(0).Says(1).BotSays(2).Says(590).Enters(600).Accepted(610).Replies(615).Resolves(900);

        ledger.Seconds(ConversationMetrics.Resolution).ShouldBe(900);
        ledger.Seconds(ConversationMetrics.ResolutionWithoutBot).ShouldBe(300);
        ledger.Seconds(ConversationMetrics.FirstResponse).ShouldBe(15);
        ledger.Seconds(ConversationMetrics.FirstResponseFromStart).ShouldBe(615);
        // The word to the bot at 590 waits for a person only from 600 on.
        ledger.Seconds(ConversationMetrics.Response).ShouldBe(15);
    }

    [Fact]
    public void Trap_4_a_reopened_session_has_one_first_response()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Accepted(5).Replies(10).Resolves(100)
            .Reopens(4_000).Says(4_000).Enters(4_000).Accepted(4_020).Replies(4_050).Resolves(4_100);

        var first = ledger.Figure(ConversationMetrics.FirstResponse);
        (first.Count, first.Value).ShouldBe((1, 10_000));
        var resolution = ledger.Figure(ConversationMetrics.Resolution);
        (resolution.Count, resolution.Value, resolution.Max).ShouldBe((2, 100_000, 100_000));
        ledger.Seconds(ConversationMetrics.FullResolution).ShouldBe(4_100);
        ledger.Figure(ConversationMetrics.Response).Max.ShouldBe(50_000);
    }

    [Fact]
    public void Trap_5_nothing_is_owed_after_the_end()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Accepted(5).Replies(6).Says(10).Resolves(100)
            .Reopens(50_000).Says(50_000).Enters(50_000).Accepted(50_001).Replies(50_010).Resolves(50_020);

        // The word at 10 is not answered at 50,010: the end at 100 stopped its clock, in time.
        ledger.Figure(ConversationMetrics.Response).Max.ShouldBe(10_000);
        ledger.Figure(ConversationMetrics.TargetsMet).ShouldBe(new Figure(2, 100) { Low = ledger.Figure(ConversationMetrics.TargetsMet).Low, High = 100 });
    }

    [Fact]
    public void Trap_6_target_clocks_stand_still_outside_hours_and_on_hold()
    {
        var ledger = new Ledger { Start = new(2026, 11, 24, 17, 59, 0, TimeSpan.Zero) };
        var office = new Schedule
        {
            Id = "office", Zone = "UTC", Weekly = [.. Enum.GetValues<DayOfWeek>().Select(d => new WeeklyInterval(d, 9 * 60, 18 * 60))],
        };
        ledger.Promise = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(120), office);
        // One minute before closing; answered one minute after opening, 15 hours later.
        ledger.Session(1).Opens(0).Says(0).Enters(0).Accepted(10).Replies(60 + (15 * 3600) + 60);
        ledger.Value(ConversationMetrics.TargetsMet).ShouldBe(100);
        ledger.Seconds(ConversationMetrics.FirstResponseBusiness).ShouldBe(120);
        ledger.Seconds(ConversationMetrics.FirstResponse).ShouldBe(15 * 3600 + 120);

        ledger.Promise = ledger.Promise with { Hours = null };
        ledger.Value(ConversationMetrics.TargetsMet).ShouldBe(0);

        var held = new Ledger();
        held.Session(1).Opens(0).Enters(0).Accepted(1).Says(10).Hold(20).Resume(1_000).Replies(1_100);
        held.Value(ConversationMetrics.TargetsMet).ShouldBe(100);
    }

    [Fact]
    public void Trap_7_figures_over_midnight_go_on()
    {
        var ledger = new Ledger { Start = new(2026, 11, 24, 23, 50, 0, TimeSpan.Zero) };
        ledger.Session(1).Opens(0).Enters(0).Accepted(20);
        ledger.Session(2).Opens(900).Enters(900).Accepted(960);

        // The half hour around midnight, as a board asks for it.
        ledger.Figure(QueueMetrics.ServiceLevel, 0, 1_800).Count.ShouldBe(2);
        ledger.Value(QueueMetrics.ServiceLevel, 0, 1_800).ShouldBe(50);
        var days = ledger.Table(MetricTable.Queues, step: ReportStep.Day, to: 1_800).Read();
        days.Select(d => d.Figures[QueueMetrics.Answered].Value).ShouldBe([1, 1, 2]);
    }

    [Fact]
    public void Trap_8_an_estimate_is_judged_by_what_came_and_by_no_setting()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Shown(0, 60, 120).Shown(30, 1, 2).Accepted(100);
        ledger.Session(2).Opens(0).Enters(0).Shown(10, 60, 120).Accepted(210);
        ledger.Session(3).Opens(0).Enters(0).Accepted(5);

        ledger.Figure(QueueMetrics.EstimateCoverage).Count.ShouldBe(2);
        ledger.Value(QueueMetrics.EstimateCoverage).ShouldBe(50);
        // |100 − 90| and |200 − 90|, whoever was online.
        ledger.Seconds(QueueMetrics.EstimateError).ShouldBe(60);
        ledger.Figure(QueueMetrics.EstimateError).Max.ShouldBe(110_000);
    }

    [Fact]
    public void Trap_9_more_than_an_hour_stays_more_than_an_hour()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Accepted(3_661);
        ledger.Seconds(QueueMetrics.Wait).ShouldBe(3_661);
        ledger.Figure(QueueMetrics.Wait).P95.ShouldBe(3_661_000);
    }

    [Fact]
    public void Trap_10_a_survey_that_was_never_sent_was_not_left_unanswered()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Accepted(5).Replies(6).Resolves(50).Asked(50).Rates(60, 5);
        ledger.Session(2).Opens(0).Enters(0).Accepted(5).Resolves(50, kind: ClosingKind.Silence);
        ledger.Value(SatisfactionMetrics.ResponseRate).ShouldBe(100);
        ledger.Figure(SatisfactionMetrics.ResponseRate).Count.ShouldBe(1);
    }

    [Fact]
    public void Trap_11_who_leaves_before_the_queue_or_within_seconds_does_not_spoil_the_rate()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Bot(0).Closed(3, ClosingKind.ByVisitor);
        ledger.Session(2).Opens(0).Enters(0).Leaves(4.9);
        ledger.Session(3).Opens(0).Enters(0).Leaves(60);
        ledger.Session(4).Opens(0).Enters(0).Accepted(20);

        ledger.Value(QueueMetrics.Abandoned).ShouldBe(2);
        ledger.Value(QueueMetrics.ShortAbandons).ShouldBe(1);
        ledger.Value(QueueMetrics.AbandonmentRate)!.Value.ShouldBe(200.0 / 3, 0.001);
        ledger.Value(QueueMetrics.AbandonmentWithoutShort).ShouldBe(50);
        ledger.Value(QueueMetrics.ServiceLevel)!.Value.ShouldBe(100.0 / 3, 0.001);
        ledger.Value(QueueMetrics.ServiceLevelWithoutShort).ShouldBe(50);
        ledger.Value(QueueMetrics.ServiceLevelAbandonsMet)!.Value.ShouldBe(200.0 / 3, 0.001);
    }

    [Theory]
    [InlineData("2026-10-25T00:00:00+02:00", 25)]
    [InlineData("2026-03-29T00:00:00+01:00", 23)]
    [InlineData("2026-06-01T00:00:00+02:00", 24)]
    public void Trap_12_a_day_has_the_hours_that_it_has(string midnight, int hours)
    {
        var start = DateTimeOffset.Parse(midnight, System.Globalization.CultureInfo.InvariantCulture);
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var by = new ReportCalendar(start, start.AddHours(hours), berlin, ReportStep.Hour);
        by.Count.ShouldBe(hours);
        Enumerable.Range(0, hours).ShouldAllBe(i => by.Piece(i).End - by.Piece(i).Start == TimeSpan.FromHours(1));

        var ledger = new Ledger { Start = start, Now = 26 * 3600 };
        ledger.Agent(0, Ana, "online");
        for (var i = 0; i < 26; i++)
        {
            ledger.Session(i).Opens(i * 3600).Enters(i * 3600).Accepted((i * 3600) + 10);
        }

        var days = ledger.Table(MetricTable.Queues, step: ReportStep.Day, to: 26 * 3600, zone: "Europe/Berlin").Read();
        days[0].Figures[QueueMetrics.Answered].Value.ShouldBe(hours);
        var staffed = ledger.Table(MetricTable.Agents, ReportGrouping.Agent, ReportStep.Day, to: 26 * 3600, zone: "Europe/Berlin").Read();
        staffed[0].Figures[AgentMetrics.Staffed].Value.ShouldBe(hours * 3_600_000.0);
    }
}
