using ServiceDesk.Decisions.Metrics;
using Shouldly;
using Xunit;
using static ServiceDesk.Decisions.Tests.Metrics.Ledger;

namespace ServiceDesk.Decisions.Tests.Metrics;

/// <summary>Figures at the limits of their definitions, by every grouping, and of what goes on at the end.</summary>
public sealed class LimitTests
{
    [Fact]
    public void Within_the_threshold_takes_in_the_threshold_itself()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Accepted(30);
        ledger.Session(2).Opens(0).Enters(0).Accepted(31);
        ledger.Session(3).Opens(0).Enters(0).Leaves(30);
        ledger.Session(4).Opens(0).Enters(0).Leaves(31);

        ledger.Value(QueueMetrics.ServiceLevel).ShouldBe(25);
        ledger.Value(QueueMetrics.ServiceLevelAbandonsMet).ShouldBe(50);
        ledger.Value(QueueMetrics.ServiceLevelWithoutShort).ShouldBe(25);
    }

    [Fact]
    public void Who_leaves_below_five_seconds_is_a_short_abandon_and_at_five_is_not()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Leaves(4.9);
        ledger.Session(2).Opens(0).Enters(0).Leaves(5);
        ledger.Session(3).Opens(0).Enters(0).Accepted(1);

        ledger.Value(QueueMetrics.Abandoned).ShouldBe(2);
        ledger.Value(QueueMetrics.ShortAbandons).ShouldBe(1);
        ledger.Value(QueueMetrics.AbandonmentRate)!.Value.ShouldBe(200.0 / 3, 0.001);
        ledger.Value(QueueMetrics.AbandonmentWithoutShort).ShouldBe(50);
        ledger.Value(QueueMetrics.ServiceLevelWithoutShort).ShouldBe(50);
        ledger.Value(QueueMetrics.ServiceLevel)!.Value.ShouldBe(100.0 / 3, 0.001);
    }

    [Theory]
    [InlineData(19, 0, 11)]
    [InlineData(20, 100, 10)]
    [InlineData(30, 100, 0)]
    [InlineData(40, 100, 10)]
    [InlineData(41, 0, 11)]
    public void What_came_is_covered_by_a_range_that_holds_it(int took, double covered, double error)
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Shown(5, 20, 40).Shown(6, 0, 1_000).Accepted(5 + took);

        ledger.Value(QueueMetrics.EstimateCoverage).ShouldBe(covered);
        ledger.Seconds(QueueMetrics.EstimateError).ShouldBe(error);
    }

    [Fact]
    public void The_customers_wait_is_that_of_all_visits_before_the_first_accept()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Leaves(10, QueueExit.Deflected).Enters(10, "support", null).Accepted(40).Over(50).Enters(50, "sales", null).Accepted(60);

        ledger.Seconds(QueueMetrics.CustomerWait).ShouldBe(40);
        ledger.Figure(QueueMetrics.CustomerWait).Count.ShouldBe(1);
        ledger.Seconds(QueueMetrics.Wait).ShouldBe(20);
        ledger.Figure(QueueMetrics.LongestWait).Max.ShouldBe(30_000);
    }

    [Fact]
    public void A_visit_without_a_rule_of_its_own_stays_with_the_rule_that_brought_the_session()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0, rule: "vip").Accepted(10).Over(20).Enters(20, cause: null, rule: null!).Accepted(30);
        ledger.Session(2).Opens(0).Enters(0, rule: "vip").Leaves(10, QueueExit.Deflected).Enters(10, rule: "rest").Accepted(30);

        Keys(ledger.Table(MetricTable.Queues, ReportGrouping.Rule), QueueMetrics.Entered).ShouldBe([("rest", 1), ("vip", 3), (null, 4)]);
    }

    [Fact]
    public void Rows_are_by_what_was_asked_for_and_what_has_none_has_the_empty_key()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Bot(0).Enters(1, "sales").Accepted(10);
        ledger.Session(2).Opens(0).Enters(0, "support").Accepted(10, Lee);
        ledger.Session(3).Opens(0);

        Keys(ledger.Table(MetricTable.Conversations, ReportGrouping.EntryPoint), ConversationMetrics.Opened).ShouldBe([("shop", 3), (null, 3)]);
        Keys(ledger.Table(MetricTable.Conversations), ConversationMetrics.Opened).ShouldBe([("", 3), (null, 3)]);
        foreach (var by in (ReportGrouping[])[ReportGrouping.Queue, ReportGrouping.Agent, ReportGrouping.Bot, ReportGrouping.Rule])
        {
            Keys(ledger.Table(MetricTable.Conversations, by), ConversationMetrics.Opened).ShouldBe([("", 3), (null, 3)], by.ToString());
        }

        Keys(ledger.Table(MetricTable.Queues, ReportGrouping.Queue), QueueMetrics.Answered).ShouldBe([("sales", 1), ("support", 1), (null, 2)]);
        Keys(ledger.Table(MetricTable.Queues, ReportGrouping.Bot), QueueMetrics.Answered).ShouldBe([("", 1), ("helper", 1), (null, 2)]);
        Keys(ledger.Table(MetricTable.Queues, ReportGrouping.Agent), QueueMetrics.Answered).ShouldBe([("1", 1), ("2", 1), (null, 2)]);
    }

    [Fact]
    public void A_report_of_some_queues_leaves_out_the_others_and_what_belongs_to_none()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0, "sales").Accepted(10);
        ledger.Session(2).Opens(0).Enters(0, "support").Accepted(10);
        var calendar = new ReportCalendar(ledger.At(0), ledger.At(86_400), TimeZoneInfo.Utc, ReportStep.Whole);

        var queues = ledger.Fold(new ReportShape(MetricTable.Queues, calendar, ReportGrouping.Queue, new HashSet<string> { "sales" }), ledger.Facts);
        Keys(queues, QueueMetrics.Answered).ShouldBe([("sales", 1), (null, 1)]);
        var conversations = ledger.Fold(new ReportShape(MetricTable.Conversations, calendar, ReportGrouping.None, new HashSet<string> { "sales" }), ledger.Facts);
        conversations.Read().ShouldAllBe(r => !r.Figures.ContainsKey(ConversationMetrics.Opened));
    }

    [Fact]
    public void A_report_of_some_agents_leaves_out_the_times_of_others()
    {
        var ledger = new Ledger { Now = 1_000 };
        ledger.Agent(0, Ana, "online");
        ledger.Agent(500, Lee, "online");
        var calendar = new ReportCalendar(ledger.At(0), ledger.At(1_000), TimeZoneInfo.Utc, ReportStep.Whole);

        FigureTable Of(params long[] agents) => ledger.Fold(new ReportShape(MetricTable.Agents, calendar, ReportGrouping.Agent, Agents: agents.ToHashSet()), ledger.Facts);
        Keys(Of(Lee), AgentMetrics.Staffed).ShouldBe([("2", 500_000), (null, 500_000)]);
        Keys(Of(Ana, Lee), AgentMetrics.Staffed).ShouldBe([("1", 1_000_000), ("2", 500_000), (null, 1_500_000)]);
    }

    [Fact]
    public void Agents_tables_merge_whoever_is_in_which_and_keep_the_reasons()
    {
        var one = new Ledger { Now = 1_000 };
        one.Agent(0, Ana, "away", reason: "lunch");
        one.Agent(100, Ana, "offline");
        var two = new Ledger { Now = 1_000 };
        two.Agent(200, Ana, "away", reason: "lunch");
        two.Agent(300, Ana, "away");
        two.Agent(350, Ana, "offline");
        two.Agent(0, Lee, "away", reason: "lunch");
        two.Agent(40, Lee, "offline");
        var shape = new ReportShape(MetricTable.Agents, new ReportCalendar(one.At(0), one.At(1_000), TimeZoneInfo.Utc, ReportStep.Whole), ReportGrouping.Agent);
        var table = one.Fold(shape, one.Facts);
        table.Merge(two.Fold(shape, two.Facts));

        var rows = table.Read();
        rows.Select(r => r.Key).ShouldBe(["1", "2", null]);
        rows[0].Reasons.ShouldBe(new Dictionary<string, long> { ["lunch"] = 200_000, ["away"] = 50_000 }, ignoreOrder: true);
        rows[1].Reasons.ShouldBe(new Dictionary<string, long> { ["lunch"] = 40_000 });
        rows[2].Reasons.ShouldBe(new Dictionary<string, long> { ["lunch"] = 240_000, ["away"] = 50_000 }, ignoreOrder: true);
        rows[2].Figures[AgentMetrics.Unavailable].ShouldBe(new Figure(1, 290_000));
        rows[2].Figures[AgentMetrics.Available].ShouldBe(new Figure(0, 0));
        Should.Throw<ArgumentException>(() => table.Merge(new FigureTable(shape with { By = ReportGrouping.None }))).Message.ShouldStartWith("Only tables of one shape merge.");
    }

    [Fact]
    public void Who_was_not_there_in_a_piece_has_no_row_in_it()
    {
        var ledger = new Ledger { Now = 7_200 };
        ledger.Agent(0, Lee, "online");
        ledger.Agent(3_600, Lee, "offline");
        ledger.Agent(3_600, Ana, "online");

        ledger.Table(MetricTable.Agents, ReportGrouping.Agent, ReportStep.Hour, to: 7_200).Read()
            .Select(r => (r.Key, (r.Start - ledger.Start).TotalSeconds, r.Figures[AgentMetrics.Staffed].Value))
            .ShouldBe([("1", 3_600, 3_600_000), ("2", 0, 3_600_000), (null, 0, 7_200_000)]);
        ledger.Table(MetricTable.Agents, ReportGrouping.None, ReportStep.Hour, to: 7_200).Read()
            .Select(r => (r.Key, r.Figures[AgentMetrics.Staffed].Value)).ShouldBe([("", 3_600_000), ("", 3_600_000), (null, 7_200_000)]);
    }

    [Fact]
    public void Work_while_away_counts_as_work_and_takes_no_units_that_were_offered()
    {
        var ledger = new Ledger { Now = 1_000 };
        ledger.Agent(0, Ana, "online", capacity: 4);
        ledger.Agent(500, Ana, "away");
        ledger.Session(1).Opens(0).Enters(0).Accepted(400).Resolves(700);

        var row = ledger.Table(MetricTable.Agents, ReportGrouping.Agent, to: 1_000).Read()[0].Figures;
        row[AgentMetrics.SlotOccupancy].Value.ShouldBe(100.0 * 100 / (4 * 500));
        row[AgentMetrics.Occupancy].Value!.Value.ShouldBe(100.0 * 300 / 700, 0.001);
        row[AgentMetrics.Utilisation].Value.ShouldBe(30);
        row[AgentMetrics.Staffed].ShouldBe(new Figure(1, 1_000_000));
    }

    [Fact]
    public void Equity_is_of_those_who_were_available()
    {
        var ledger = new Ledger { Now = 1_000 };
        ledger.Agent(0, Ana, "online");
        ledger.Agent(0, Lee, "online");
        ledger.Agent(500, Lee, "offline");
        ledger.Agent(0, 3, "away");
        ledger.Session(1).Opens(0).Enters(0).Accepted(0).Resolves(500);
        ledger.Session(2).Opens(0).Enters(0).Accepted(0, Lee).Resolves(250, agent: Lee);

        // Half of the available time worked by either: as even as can be.
        ledger.Figure(AgentMetrics.Equity, to: 1_000).ShouldBe(new Figure(2, 0));
    }

    [Fact]
    public void What_goes_on_counts_up_to_now()
    {
        var ledger = new Ledger { Now = 1_000 };
        ledger.Session(1).Opens(0).Enters(0).Accepted(100);
        ledger.Session(2).Opens(0).Enters(0).Accepted(0, Lee);
        ledger.Add(new WrapUpBegan(Lee) { SessionId = 2, At = ledger.At(400) });
        ledger.Session(3).Opens(0).Enters(0).Accepted(200, 3).Hold(600);

        var rows = ledger.Table(MetricTable.Agents, ReportGrouping.Agent, to: 1_000).Read();
        double? Busy(string agent) => rows.Single(r => r.Key == agent).Figures[AgentMetrics.Occupancy].Count;
        (Busy("1"), Busy("2"), Busy("3")).ShouldBe((900, 1_000, 400));
    }

    [Fact]
    public void A_hold_is_taken_out_where_it_lies_within_the_chat()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Accepted(0).Hold(10).Passed(30, TransferKind.Agent).Over(30)
            .Serves(30, Lee).Hold(50).Resume(60).Hold(70).Resume(90).Resolves(100, agent: Lee);
        ledger.Session(2).Opens(0).Enters(0).Accepted(0, 3).Hold(40).Resolves(60, wrapUpEnds: 70, agent: 3);

        var rows = ledger.Table(MetricTable.Conversations, ReportGrouping.Agent).Read();
        double? Handled(string agent) => rows.Single(r => r.Key == agent).Figures[ConversationMetrics.HandleTime].Value / 1_000;
        (Handled("1"), Handled("2"), Handled("3")).ShouldBe((10, 40, 50));
        rows.Single(r => r.Key == "2").Figures[ConversationMetrics.ResolutionWithoutHold].Value.ShouldBe(50_000);
        var times = ledger.Table(MetricTable.Agents, ReportGrouping.Agent, to: 1_000).Read();
        double? Busy(string agent) => times.Single(r => r.Key == agent).Figures[AgentMetrics.Occupancy].Count;
        (Busy("1"), Busy("2"), Busy("3")).ShouldBe((10, 40, 50));
    }

    [Fact]
    public void A_target_clock_stands_still_while_on_hold_and_counts_the_hold_only_where_a_word_is_owed()
    {
        bool Met(Action<Told> between)
        {
            var ledger = new Ledger();
            var session = ledger.Session(1).Opens(0).Enters(0).Accepted(1);
            between(session);
            session.Resolves(2_000);
            return ledger.Value(ConversationMetrics.TargetsMet) == 100;
        }

        Met(s => s.Says(10).Replies(130)).ShouldBeTrue();
        Met(s => s.Says(10).Replies(131)).ShouldBeFalse();
        Met(s => s.Says(10).Hold(20).Resume(21).Replies(131)).ShouldBeTrue();
        Met(s => s.Says(10).Hold(20).Resume(21).Replies(132)).ShouldBeFalse();
        Met(s => s.Hold(2).Resume(10).Says(10).Replies(131)).ShouldBeFalse();
        Met(s => s.Hold(5).Says(10).Resume(20).Replies(140)).ShouldBeTrue();
        Met(s => s.Hold(5).Says(10).Resume(20).Replies(141)).ShouldBeFalse();
        Met(s => s.Says(10).Hold(100).Replies(500).Resume(600)).ShouldBeTrue();
    }

    [Fact]
    public void A_first_response_counts_from_the_first_queue_and_an_answer_from_when_people_were_asked()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Bot(0).Says(5).Enters(20).Leaves(30, QueueExit.Deflected).Enters(30).Accepted(40).Replies(60).Says(100).Replies(130).Resolves(200);

        ledger.Seconds(ConversationMetrics.FirstResponse).ShouldBe(40);
        ledger.Seconds(ConversationMetrics.FirstResponseFromStart).ShouldBe(60);
        ledger.Seconds(ConversationMetrics.FirstResponseFromAccept).ShouldBe(20);
        ledger.Seconds(ConversationMetrics.FirstResponseBusiness).ShouldBe(40);
        ledger.Seconds(ConversationMetrics.ResolutionBusiness).ShouldBe(200);
        ledger.Figure(ConversationMetrics.Response).ShouldSatisfyAllConditions(f => f.Max.ShouldBe(40_000), f => f.Value.ShouldBe(35_000));
        (ledger.Seconds(ConversationMetrics.ResponseMean), ledger.Seconds(ConversationMetrics.ResponseWorst)).ShouldBe((35, 40));
    }

    [Fact]
    public void A_reopened_session_begins_its_sums_anew()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Accepted(0).Replies(1).Passed(50, TransferKind.Agent).Over(50).Serves(50, Lee).Replies(51, Lee).Resolves(100, agent: Lee)
            .Reopens(1_000).Serves(1_000, Lee).Says(1_010).Replies(1_020, Lee).Resolves(1_100, agent: Lee).Asked(1_100).Rates(1_200, 5);

        // Of the two ends one was passed on; the rating belongs to who wrote since.
        ledger.Value(ConversationMetrics.TransferRate).ShouldBe(50);
        var rows = ledger.Table(MetricTable.Satisfaction, ReportGrouping.Agent).Read();
        rows.Select(r => (r.Key, r.Figures[SatisfactionMetrics.CsatWeighted].Value)).ShouldBe([("2", 100), (null, 100)]);
        ledger.Figure(ConversationMetrics.ChatDuration, from: 500).Value.ShouldBe(20_000);
        ledger.Value(ConversationMetrics.Dropped).ShouldBeNull();
        ledger.Value(ConversationMetrics.ReopenRate).ShouldBe(50);
        ledger.Seconds(ConversationMetrics.FullResolution).ShouldBe(1_100);
    }

    [Fact]
    public void Who_served_twice_has_both_times_shared_out()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Accepted(0).Replies(1).Over(100).Serves(100, Lee).Replies(101, Lee).Over(200).Over(200, Lee)
            .Serves(200, Ana).Resolves(300).Asked(300).Rates(400, 1);
        ledger.Session(2).Opens(0).Enters(0).Accepted(0).Replies(1).Resolves(300).Asked(300).Rates(400, 5);

        // Two of three parts of a bad one, and a whole good one; the other agent has the rest of the bad one.
        var rows = ledger.Table(MetricTable.Satisfaction, ReportGrouping.Agent).Read().ToDictionary(r => r.Key ?? "total");
        rows["1"].Figures[SatisfactionMetrics.CsatWeighted].Value!.Value.ShouldBe(100.0 * 1_000 / 1_667, 0.01);
        rows["2"].Figures[SatisfactionMetrics.CsatWeighted].Value.ShouldBe(0);
        rows["total"].Figures[SatisfactionMetrics.CsatWeighted].Value.ShouldBe(50);
    }

    [Fact]
    public void An_answer_that_was_never_recorded_as_asked_for_was_asked_for()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Closed(1).Rates(2, 5);
        ledger.Session(2).Opens(0).Closed(1).Asked(1).Rates(2, 5);
        ledger.Session(3).Opens(0).Closed(1).Asked(1);
        ledger.Value(SatisfactionMetrics.ResponseRate)!.Value.ShouldBe(200.0 / 3, 0.001);
    }

    [Fact]
    public void A_return_counts_to_the_end_of_its_time_and_for_the_same_matter_only()
    {
        double? Resolved(double returns, string? topic) => After(s => s.Opens(0, "bill").Enters(0).Accepted(0).Replies(1).Resolves(100).Returns(100 + returns, topic), ConversationMetrics.FirstContactResolution);
        double? Contained(double returns, string? topic) => After(s => s.Opens(0, "bill").Bot(0).Closed(100).Returns(100 + returns, topic), BotMetrics.Containment);
        const double Day = 86_400, Week = 7 * Day;

        (Resolved(Week, "BILL"), Resolved(Week + 1, "bill"), Resolved(10, "parcel"), Resolved(10, null)).ShouldBe((0, 100, 100, 100));
        (Contained(Day, "Bill"), Contained(Day + 1, "bill"), Contained(10, "parcel")).ShouldBe((0, 100, 100));
        (After(s => s.Opens(0).Enters(0).Accepted(0).Replies(1).Resolves(100).Reopens(100 + Week), ConversationMetrics.ReopenRate),
            After(s => s.Opens(0).Enters(0).Accepted(0).Replies(1).Resolves(100).Reopens(101 + Week), ConversationMetrics.ReopenRate)).ShouldBe((100, 0));

        static double? After(Action<Told> tell, MetricDefinition metric)
        {
            var ledger = new Ledger { Now = 9 * Day };
            tell(ledger.Session(1));
            return ledger.Value(metric);
        }
    }

    [Fact]
    public void An_agent_who_comes_without_a_wait_takes_over_from_the_bot()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Bot(0).Says(1).BotSays(2).Serves(10, Ana).Replies(20).Resolves(30);
        ledger.Session(2).Opens(0).Bot(0).Closed(30, ClosingKind.Deferred);
        ledger.Session(3).Opens(0).Bot(0).BotSays(1).Closed(30);

        (ledger.Value(BotMetrics.Sessions), ledger.Value(BotMetrics.HandOver), ledger.Value(BotMetrics.Containment)).ShouldBe((3, 200.0 / 3, 100.0 / 3));
        ledger.Value(BotMetrics.HandOverAsked).ShouldBe(0);
        ledger.Seconds(ConversationMetrics.ResolutionWithoutBot).ShouldBe(20);
        ledger.Figure(BotMetrics.Turns).Value!.Value.ShouldBe(1.0 / 3, 0.001);
    }

    [Fact]
    public void An_interval_takes_in_its_first_instant_and_not_its_end()
    {
        var ledger = new Ledger { Now = 200_000 };
        ledger.Session(1).Opens(100);
        ledger.Session(2).Opens(200);

        ledger.Value(ConversationMetrics.Opened, 100, 200).ShouldBe(1);
        ledger.Value(ConversationMetrics.Opened, 101, 201).ShouldBe(1);
        var calendar = new ReportCalendar(ledger.At(600), ledger.At(8_400), TimeZoneInfo.Utc, ReportStep.Hour);
        Enumerable.Range(0, calendar.Count).Select(i => (calendar.Piece(i).Start - ledger.Start).TotalSeconds).ShouldBe([600, 3_600, 7_200]);
        (calendar.IndexOf(ledger.At(599)), calendar.IndexOf(ledger.At(600)), calendar.IndexOf(ledger.At(3_599)), calendar.IndexOf(ledger.At(3_600)), calendar.IndexOf(ledger.At(8_399)), calendar.IndexOf(ledger.At(8_400)))
            .ShouldBe((-1, 0, 0, 1, 2, -1));
        Should.Throw<ArgumentOutOfRangeException>(() => new ReportCalendar(ledger.At(0), ledger.At(0), TimeZoneInfo.Utc, ReportStep.Day));
    }

    [Fact]
    public void A_share_or_a_time_of_nothing_has_no_value()
    {
        static Figure Of(MetricDefinition metric, params (long Value, long Of)[] added)
        {
            var tally = new Tally(metric);
            added.ToList().ForEach(a => tally.Add(a.Value, a.Of));
            return tally.Read(default, default);
        }

        Of(AgentMetrics.Occupancy).ShouldBe(new Figure(0, null));
        Of(AgentMetrics.Occupancy, (1, 4), (2, 4)).ShouldBe(new Figure(8, 37.5));
        Of(AgentMetrics.Staffed).ShouldBe(new Figure(0, null));
        Of(AgentMetrics.Staffed, (500, 1), (250, 1)).ShouldBe(new Figure(2, 750));
        Of(SatisfactionMetrics.Nps).ShouldBe(new Figure(0, null));
        Of(SatisfactionMetrics.Nps, (1, 1), (1, 1), (-1, 1), (0, 1)).ShouldBe(new Figure(4, 25));
        Of(QueueMetrics.Entered).ShouldBe(new Figure(0, 0));
        Of(QueueMetrics.ServiceLevel).ShouldBe(new Figure(0, null));
        Of(QueueMetrics.ServiceLevel, (0, -1)).ShouldBe(new Figure(0, null));
        Of(QueueMetrics.Wait).ShouldBe(new Figure(0, null));
        // 82 of 100 thousandths: an interval as for 82 of 100 answers when there is one answer fewer than a hundred.
        var weighted = Of(SatisfactionMetrics.CsatWeighted, (82 * SatisfactionMetrics.Whole, 99 * SatisfactionMetrics.Whole));
        var (low, high) = Wilson.Interval(82, 99)!.Value;
        (weighted.Count, weighted.Low, weighted.High).ShouldBe((99, 100 * low, 100 * high));
    }

    private static IEnumerable<(string? Key, double? Value)> Keys(FigureTable table, MetricDefinition metric) =>
        table.Read().Where(r => r.Figures.ContainsKey(metric)).Select(r => (r.Key, r.Figures[metric].Value));
}
