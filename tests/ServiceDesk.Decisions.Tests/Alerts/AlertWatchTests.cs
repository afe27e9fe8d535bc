using ServiceDesk.Decisions.Alerts;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Alerts;

public sealed class AlertWatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private static readonly AlertRule Wait = new()
    {
        Id = "wait", Symptom = AlertSymptom.LongestWait, Threshold = 300, ClearAt = 240, RaiseSeconds = 30, ClearSeconds = 60,
    };

    [Fact]
    public void It_is_raised_when_the_figure_was_bad_for_long_enough_and_no_sooner() =>
        Turns(Wait, (0, 301), (20, 500), (29, 301), (30, 301), (60, 900)).ShouldBe([(30, AlertTurn.Raised)]);

    [Fact]
    public void A_short_relief_begins_the_time_anew() =>
        Turns(Wait, (0, 301), (20, 300), (25, 301), (40, 301), (55, 301)).ShouldBe([(55, AlertTurn.Raised)]);

    [Fact]
    public void A_figure_that_flutters_around_the_threshold_raises_one_alert() =>
        Turns(Wait, (0, 400), (30, 301), (40, 299), (50, 302), (60, 250), (120, 299), (130, 241)).ShouldBe([(30, AlertTurn.Raised)]);

    [Fact]
    public void It_is_over_when_the_figure_was_good_for_long_enough() =>
        Turns(Wait, (0, 400), (30, 400), (40, 240), (70, 241), (80, 100), (139, 100), (140, 0), (150, 0))
            .ShouldBe([(30, AlertTurn.Raised), (140, AlertTurn.Cleared)]);

    [Fact]
    public void A_figure_exactly_at_the_clearing_limit_is_good() =>
        Turns(Wait, (0, 400), (30, 400), (40, 240), (100, 240)).ShouldBe([(30, AlertTurn.Raised), (100, AlertTurn.Cleared)]);

    [Fact]
    public void A_service_level_is_bad_when_it_is_low()
    {
        var rule = new AlertRule { Id = "level", Symptom = AlertSymptom.ServiceLevel, Threshold = 60, ClearAt = 70, RaiseSeconds = 0, ClearSeconds = 0 };
        Turns(rule, (0, 60), (1, 59.9), (2, 65), (3, 69.9), (4, 70)).ShouldBe([(1, AlertTurn.Raised), (4, AlertTurn.Cleared)]);
    }

    [Fact]
    public void No_data_alarms_nobody_and_ends_an_alert() =>
        Turns(Wait, (0, null), (30, null), (40, 400), (70, 400), (80, null), (140, null)).ShouldBe([(70, AlertTurn.Raised), (140, AlertTurn.Cleared)]);

    [Fact]
    public void A_rule_that_is_switched_off_lets_its_alert_go()
    {
        var raised = new AlertState(true, null);
        AlertWatch.Step(Wait with { Enabled = false, ClearSeconds = 0 }, raised, 9_999, Start).Turn.ShouldBe(AlertTurn.Cleared);
        AlertWatch.Step(Wait with { Enabled = false, RaiseSeconds = 0 }, AlertState.Quiet, 9_999, Start).ShouldBe((AlertState.Quiet, AlertTurn.None));
    }

    [Fact]
    public void Every_fault_of_every_rule_is_named()
    {
        var rules = new[]
        {
            Wait with { ClearAt = 301 },
            Wait with { Id = "two", QueueId = "nowhere", Threshold = -1, ClearAt = -1, Level = 3, RaiseSeconds = 86_401 },
            new AlertRule { Id = "low", Symptom = AlertSymptom.ServiceLevel, Threshold = 80, ClearAt = 79 },
            new AlertRule { Id = "lost", Symptom = AlertSymptom.AgentsLost, QueueId = "sales", Threshold = 1, ClearAt = 0 },
            new AlertRule { Id = "lost", Symptom = AlertSymptom.AgentsLost, Threshold = double.NaN, ClearAt = 0 },
        };
        AlertRuleChecks.Faults(rules, new HashSet<string> { "sales" }).Select(f => f.Item).ShouldBe(
            ["rules[lost].id", "rules[wait].clearAt", "rules[two].queueId", "rules[two].threshold", "rules[two].clearAt", "rules[two].raiseSeconds", "rules[two].level",
             "rules[low].clearAt", "rules[lost].queueId", "rules[lost].threshold", "rules[lost].clearAt"],
            ignoreOrder: true);
        AlertRuleChecks.Faults([Wait], new HashSet<string>()).ShouldBeEmpty();
    }

    private static List<(int At, AlertTurn Turn)> Turns(AlertRule rule, params (int At, double? Value)[] figures)
    {
        var state = AlertState.Quiet;
        var turns = new List<(int, AlertTurn)>();
        foreach (var (at, value) in figures)
        {
            (state, var turn) = AlertWatch.Step(rule, state, value, Start.AddSeconds(at));
            if (turn != AlertTurn.None)
            {
                turns.Add((at, turn));
            }
        }

        return turns;
    }
}
