using ServiceDesk.Decisions.Metrics;
using Shouldly;
using Xunit;
using static ServiceDesk.Decisions.Tests.Metrics.Ledger;

namespace ServiceDesk.Decisions.Tests.Metrics;

/// <summary>A vector for each figure that no trap has one for.</summary>
public sealed class MetricTests
{
    [Fact]
    public void Queue_visits_are_counted_by_how_they_end()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Offer(5, OfferOutcome.Declined).Offer(15, OfferOutcome.TimedOut, Lee).Offer(20, OfferOutcome.Withdrawn).Accepted(25);
        ledger.Session(2).Opens(0).Enters(0).Leaves(40);
        ledger.Session(3).Opens(0).Enters(0).Leaves(50, QueueExit.Deflected).Closed(50, ClosingKind.Deferred);
        ledger.Session(4).Opens(86_000).Enters(86_000);

        ledger.Value(QueueMetrics.Entered).ShouldBe(4);
        ledger.Value(QueueMetrics.Answered).ShouldBe(1);
        ledger.Value(QueueMetrics.Deflected).ShouldBe(1);
        ledger.Value(QueueMetrics.DeflectionRate).ShouldBe(25);
        ledger.Seconds(QueueMetrics.TimeToAbandon).ShouldBe(40);
        ledger.Value(QueueMetrics.Offers).ShouldBe(3);
        ledger.Value(QueueMetrics.AcceptRate)!.Value.ShouldBe(100.0 / 3, 0.001);
        ledger.Value(QueueMetrics.DeclineRate)!.Value.ShouldBe(100.0 / 3, 0.001);
        ledger.Value(QueueMetrics.TimeOutRate)!.Value.ShouldBe(100.0 / 3, 0.001);
        ledger.Value(QueueMetrics.ServiceLevel).ShouldBe(50);
    }

    [Fact]
    public void Depth_is_weighted_by_time_and_takes_in_who_waits_at_both_ends()
    {
        var ledger = new Ledger { Now = 1_000 };
        ledger.Session(1).Opens(0).Enters(0).Accepted(200);
        ledger.Session(2).Opens(100).Enters(100).Accepted(150);
        ledger.Session(3).Opens(180).Enters(180);

        // Between 100 and 200: one from 100, two in [100,150), two again in [180,200).
        var depth = ledger.Figure(QueueMetrics.Depth, 100, 200);
        (depth.Value, depth.P50, depth.Max).ShouldBe((1.7, 2, 2));
        ledger.Figure(QueueMetrics.Depth, 200, 1_000).Value.ShouldBe(1);
    }

    [Fact]
    public void Handle_time_is_the_chat_without_hold_and_the_wrap_up()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Accepted(10).Replies(12).Hold(60).Resume(100).Resolves(110, wrapUpEnds: 140);

        ledger.Seconds(ConversationMetrics.HandleTime).ShouldBe(100 - 40 + 30);
        ledger.Seconds(ConversationMetrics.WrapUp).ShouldBe(30);
        ledger.Seconds(ConversationMetrics.ResolutionWithoutHold).ShouldBe(70);
        ledger.Value(AgentMetrics.Served).ShouldBe(1);
    }

    [Fact]
    public void Each_agent_of_a_transferred_chat_has_a_handle_time_and_the_transfer_is_split_by_kind()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Accepted(10).Replies(20).Passed(50, TransferKind.Agent).Over(50).Serves(50, Lee).Replies(60, Lee).Resolves(80, agent: Lee);
        ledger.Session(2).Opens(0).Enters(0).Accepted(10).Resolves(20);

        var rows = ledger.Table(MetricTable.Conversations, ReportGrouping.Agent).Read();
        rows.Where(r => r.Figures.ContainsKey(ConversationMetrics.HandleTime)).Select(r => (r.Key, r.Figures[ConversationMetrics.HandleTime].Value / 1000))
            .ShouldBe([("1", 25), ("2", 30), (null, 80.0 / 3)]);
        ledger.Value(ConversationMetrics.TransferRate).ShouldBe(50);
        ledger.Value(ConversationMetrics.TransferToAgent).ShouldBe(50);
        ledger.Value(ConversationMetrics.TransferToQueue).ShouldBe(0);
        ledger.Value(ConversationMetrics.TransferByOverflow).ShouldBe(0);
    }

    [Fact]
    public void Chat_duration_cuts_long_silence_by_whose_it_was()
    {
        var ledger = new Ledger();
        // 10 s, then 20 minutes of the agent's silence (10 count), then an hour of the visitor's (4 count).
        ledger.Session(1).Opens(0).Enters(0).Accepted(100).Says(110).Replies(110 + 1_200).Says(110 + 4_800).Resolves(9_000);
        ledger.Seconds(ConversationMetrics.ChatDuration).ShouldBe(10 + 600 + 240);
    }

    [Fact]
    public void Response_times_are_told_per_reply_and_per_conversation()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Accepted(1).Replies(2).Says(10).Says(15).Replies(30).Replies(31).Says(40).Replies(100).Resolves(200);
        var each = ledger.Figure(ConversationMetrics.Response);
        (each.Count, each.Value, each.Max).ShouldBe((2, 40_000, 60_000));
        ledger.Seconds(ConversationMetrics.ResponseMean).ShouldBe(40);
        ledger.Seconds(ConversationMetrics.ResponseWorst).ShouldBe(60);
        ledger.Seconds(ConversationMetrics.FirstResponseFromAccept).ShouldBe(1);
        ledger.Value(ConversationMetrics.VisitorMessages).ShouldBe(3);
        ledger.Value(ConversationMetrics.AgentMessages).ShouldBe(4);
        ledger.Value(ConversationMetrics.BotMessages).ShouldBe(0);
    }

    [Fact]
    public void Who_leaves_after_the_accept_and_before_any_word_was_dropped_and_not_resolved()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Accepted(10).Resolves(40, kind: ClosingKind.ByVisitor);
        ledger.Value(ConversationMetrics.Dropped).ShouldBe(1);
        ledger.Value(ConversationMetrics.Resolved).ShouldBeNull();
        ledger.Value(QueueMetrics.Abandoned).ShouldBeNull();
    }

    [Fact]
    public void A_reopen_or_a_return_on_the_same_matter_within_a_week_speaks_against_first_contact_resolution_once()
    {
        const double week = 7 * 86_400;
        var ledger = new Ledger { Now = 3 * week };
        ledger.Session(1).Opens(0, "bill").Enters(0).Accepted(1).Resolves(10).Reopens(100).Serves(100, Ana).Resolves(200);
        ledger.Session(2).Opens(0, "bill").Enters(0).Accepted(1).Resolves(10).Returns(20, "tea").Returns(300, "BILL").Returns(400, "bill");
        ledger.Session(3).Opens(0, "bill").Enters(0).Accepted(1).Resolves(10).Returns(11 + week, "bill");
        ledger.Session(4).Opens(0, "bill").Enters(0).Accepted(1).Resolves(10);

        ledger.Value(ConversationMetrics.Resolved).ShouldBe(5);
        ledger.Value(ConversationMetrics.ReopenRate).ShouldBe(20);
        ledger.Value(ConversationMetrics.FirstContactResolution).ShouldBe(60);
    }

    [Fact]
    public void The_backlog_is_what_is_open_at_the_end_by_age()
    {
        var ledger = new Ledger { Now = 200_000 };
        ledger.Session(1).Opens(0);
        ledger.Session(2).Opens(86_400 - 7_200);
        ledger.Session(3).Opens(86_400 - 60).Closed(86_400 + 60);
        ledger.Session(4).Opens(86_400 - 60).Closed(86_400 - 1);
        ledger.Session(5).Opens(86_400);

        ledger.Value(ConversationMetrics.Backlog).ShouldBe(3);
        ledger.Value(ConversationMetrics.BacklogYoung).ShouldBe(1);
        ledger.Value(ConversationMetrics.BacklogDay).ShouldBe(1);
        ledger.Value(ConversationMetrics.BacklogOld).ShouldBe(1);
    }

    [Fact]
    public void Target_clocks_that_ran_too_long_are_missed()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Accepted(1).Says(10).Replies(130).Says(200).Replies(321).Resolves(400);
        ledger.Value(ConversationMetrics.TargetsMet).ShouldBe(50);
    }

    [Fact]
    public void An_agents_time_is_told_by_state_and_by_what_was_at_hand()
    {
        var ledger = new Ledger { Now = 1_000 };
        ledger.Agent(0, Ana, "online", capacity: 2);
        ledger.Agent(600, Ana, "away", reason: "lunch");
        ledger.Agent(800, Ana, "offline");
        // Two chats at once for 100 s, one chat or wrap-up for 200 s.
        ledger.Session(1).Opens(0).Enters(0).Accepted(100).Resolves(300, wrapUpEnds: 350);
        ledger.Session(2).Opens(0).Enters(0).Accepted(200).Resolves(400);

        var row = ledger.Table(MetricTable.Agents, ReportGrouping.Agent, to: 1_000).Read()[0].Figures;
        double? Of(MetricDefinition metric) => row[metric].Value;
        (Of(AgentMetrics.Staffed), Of(AgentMetrics.Available), Of(AgentMetrics.Unavailable)).ShouldBe((800_000, 600_000, 200_000));
        Of(AgentMetrics.Occupancy)!.Value.ShouldBe(50);
        Of(AgentMetrics.SlotOccupancy)!.Value.ShouldBe(100.0 * 450 / 1_200, 0.001);
        Of(AgentMetrics.Utilisation)!.Value.ShouldBe(100.0 * 300 / 800, 0.001);
        (row[AgentMetrics.Concurrency].Value, row[AgentMetrics.Concurrency].Max).ShouldBe((4.0 / 3, 2));
        // 100 + 50 (half of 200–300) + 25 (half of the wrap-up); 50 + 25 + 50.
        row[AgentMetrics.HandleTimeEffort].Value.ShouldBe((175_000 + 125_000) / 2);
        Of(AgentMetrics.Adherence).ShouldBeNull();
        ledger.Table(MetricTable.Agents, ReportGrouping.Agent, to: 1_000).Read()[0].Reasons.ShouldBe(new Dictionary<string, long> { ["lunch"] = 200_000 });
    }

    [Fact]
    public void Adherence_compares_with_the_plan_and_equity_with_the_others()
    {
        var ledger = new Ledger { Now = 1_000 };
        ledger.Agent(0, Ana, "online");
        ledger.Agent(500, Ana, "away");
        ledger.Add(new AgentPlanned(Ana, ledger.At(1_000)) { At = ledger.At(0) });
        ledger.Agent(0, Lee, "online");
        ledger.Session(1).Opens(0).Enters(0).Accepted(0).Resolves(250);

        ledger.Value(AgentMetrics.Adherence, to: 1_000).ShouldBe(50);
        // Half an hour's work for one, nothing for the other: as uneven as two can be.
        ledger.Value(AgentMetrics.Equity, to: 1_000)!.Value.ShouldBe(0.5, 0.0001);
        Gini.Of([1, 1, 1, 1]).ShouldBe(0);
        Gini.Of([5]).ShouldBeNull();
    }

    [Fact]
    public void Bots_are_judged_by_what_they_solved_alone()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Bot(0).BotSays(0).Says(10).BotSays(12).Says(20).BotSays(21, confident: false).Closed(60, ClosingKind.ByVisitor);
        ledger.Session(2).Opens(0).Bot(0).Says(5).BotSays(9, confident: false).Enters(30, cause: HandOverCause.Failed);
        ledger.Session(3).Opens(0).Bot(0).Closed(10).Returns(80_000);
        ledger.Session(4).Opens(0).Bot(0).Enters(10).Leaves(20, QueueExit.Deflected).Bot(20).Closed(30);

        ledger.Value(BotMetrics.Sessions).ShouldBe(5);
        ledger.Value(BotMetrics.Containment).ShouldBe(40);
        ledger.Value(BotMetrics.HandOver).ShouldBe(40);
        ledger.Value(BotMetrics.HandOverAsked).ShouldBe(20);
        ledger.Value(BotMetrics.HandOverFailed).ShouldBe(20);
        ledger.Value(BotMetrics.HandOverRule).ShouldBe(0);
        ledger.Value(BotMetrics.Fallback)!.Value.ShouldBe(200.0 / 3, 0.001);
        ledger.Figure(BotMetrics.Turns).Max.ShouldBe(2);
        ledger.Seconds(BotMetrics.FirstResponse).ShouldBe(3);
    }

    [Fact]
    public void Ratings_go_to_the_closer_and_shared_out_to_all_who_replied()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0).Accepted(0).Replies(5).Passed(300, TransferKind.Agent).Over(300).Serves(300, Lee).Replies(310, Lee)
            .Resolves(400, agent: Lee).Asked(400).Rates(500, 5, solved: true);
        ledger.Session(2).Opens(0).Enters(0).Accepted(0).Replies(5).Resolves(100).Asked(100).Rates(200, 3, solved: false);
        ledger.Session(3).Opens(0).Enters(0).Accepted(0).Replies(5).Resolves(100).Asked(100);
        ledger.Session(4).Opens(0).Bot(0).Closed(10).Asked(10).Rates(20, 4, solved: true);

        ledger.Value(SatisfactionMetrics.Csat)!.Value.ShouldBe(200.0 / 3, 0.001);
        ledger.Value(SatisfactionMetrics.Score).ShouldBe(4);
        ledger.Value(SatisfactionMetrics.ResponseRate).ShouldBe(75);
        ledger.Value(SatisfactionMetrics.Solved).ShouldBe(50);
        ledger.Value(BotMetrics.Confirmed).ShouldBe(100);
        var rows = ledger.Table(MetricTable.Satisfaction, ReportGrouping.Agent).Read().ToDictionary(r => r.Key ?? "total");
        (rows["1"].Figures[SatisfactionMetrics.Csat].Value, rows["2"].Figures[SatisfactionMetrics.Csat].Value).ShouldBe((0, 100));
        rows["1"].Figures[SatisfactionMetrics.CsatWeighted].Value!.Value.ShouldBe(100.0 * 750 / 1_750, 0.001);
        rows["2"].Figures[SatisfactionMetrics.CsatWeighted].Value.ShouldBe(100);
        rows["total"].Figures[SatisfactionMetrics.CsatWeighted].Value!.Value.ShouldBe(200.0 / 3, 0.001);
    }

    [Fact]
    public void Relationship_and_effort_surveys_have_figures_of_their_own()
    {
        var ledger = new Ledger();
        var scores = new[] { 10, 9, 8, 6, 0 };
        for (var i = 0; i < scores.Length; i++)
        {
            ledger.Session(i).Opens(0).Closed(1).Asked(1, SurveyKind.Relationship).Rates(2, scores[i], kind: SurveyKind.Relationship);
        }

        ledger.Session(9).Opens(0).Closed(1).Asked(1, SurveyKind.Effort).Rates(2, 2, kind: SurveyKind.Effort);
        ledger.Value(SatisfactionMetrics.Nps).ShouldBe(0);
        ledger.Value(SatisfactionMetrics.Ces).ShouldBe(2);
        ledger.Value(SatisfactionMetrics.Csat).ShouldBeNull();
    }

    [Fact]
    public void Rates_of_few_answers_carry_an_interval_and_others_none()
    {
        var ledger = new Ledger();
        for (var i = 0; i < 100; i++)
        {
            ledger.Session(i).Opens(0).Enters(0).Accepted(i < 90 ? 10 : 100);
        }

        ledger.Figure(QueueMetrics.ServiceLevel).Low.ShouldBeNull();
        var few = new Ledger();
        few.Session(1).Opens(0).Enters(0).Accepted(10);
        var figure = few.Figure(QueueMetrics.ServiceLevel);
        figure.Low!.Value.ShouldBe(20.65, 0.01);
        figure.High.ShouldBe(100);
        // A published example: 82 of 100 by Wilson is 0.733 to 0.883.
        var (low, high) = Wilson.Interval(82, 100)!.Value;
        (Math.Round(low, 3), Math.Round(high, 3)).ShouldBe((0.733, 0.883));
        Wilson.Interval(0, 0).ShouldBeNull();
    }

    [Fact]
    public void No_data_is_not_zero()
    {
        var ledger = new Ledger();
        ledger.Session(1).Opens(0).Enters(0);
        ledger.Value(QueueMetrics.ServiceLevel).ShouldBeNull();
        ledger.Value(QueueMetrics.AbandonmentRate).ShouldBe(0);
    }
}
