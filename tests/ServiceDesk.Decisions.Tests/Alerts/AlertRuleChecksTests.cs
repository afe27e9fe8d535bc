using ServiceDesk.Decisions.Alerts;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Alerts;

public sealed class AlertRuleChecksTests
{
    private static readonly AlertRule Wait = new() { Id = "wait", Symptom = AlertSymptom.LongestWait, Threshold = 300, ClearAt = 240 };

    [Theory]
    [InlineData(AlertSymptom.Waiting, 1_000_000)]
    [InlineData(AlertSymptom.LongestWait, 86_400)]
    [InlineData(AlertSymptom.Abandonment, 100)]
    [InlineData(AlertSymptom.UnansweredOffers, 100)]
    [InlineData(AlertSymptom.AgentsLost, 1_000_000)]
    public void A_figure_that_is_bad_when_high_is_good_again_at_or_below_its_threshold(AlertSymptom symptom, double most)
    {
        var rule = Wait with { Symptom = symptom, Threshold = most, ClearAt = most };
        Faults(rule).ShouldBeEmpty();
        Faults(rule with { Threshold = 0, ClearAt = 0 }).ShouldBeEmpty();
        Faults(rule with { Threshold = most + 1 }).ShouldBe([$"rules[wait].threshold {most + 1}: 0 to {most}"]);
        Faults(rule with { Threshold = -1, ClearAt = 0 }).ShouldBe(
            [$"rules[wait].threshold -1: 0 to {most}", "rules[wait].clearAt 0: 0 to the threshold"]);
        Faults(rule with { Threshold = most - 1 }).ShouldBe([$"rules[wait].clearAt {most}: 0 to the threshold"]);
        Faults(rule with { ClearAt = -1 }).ShouldBe(["rules[wait].clearAt -1: 0 to the threshold"]);
    }

    [Fact]
    public void A_service_level_is_good_again_at_or_above_its_threshold()
    {
        var rule = Wait with { Symptom = AlertSymptom.ServiceLevel, Threshold = 80, ClearAt = 80 };
        Faults(rule).ShouldBeEmpty();
        Faults(rule with { ClearAt = 100 }).ShouldBeEmpty();
        Faults(rule with { ClearAt = 101 }).ShouldBe(["rules[wait].clearAt 101: the threshold to 100"]);
        Faults(rule with { ClearAt = 79 }).ShouldBe(["rules[wait].clearAt 79: the threshold to 100"]);
        Faults(rule with { Threshold = 101, ClearAt = 100 }).ShouldBe(
            ["rules[wait].threshold 101: 0 to 100", "rules[wait].clearAt 100: the threshold to 100"]);
        Faults(rule with { ClearAt = double.NaN }).ShouldBe(["rules[wait].clearAt NaN: the threshold to 100"]);
    }

    [Fact]
    public void Times_lie_within_a_day_and_the_level_is_one_or_two()
    {
        Faults(Wait with { RaiseSeconds = 0, ClearSeconds = 86_400, Level = 2 }).ShouldBeEmpty();
        Faults(Wait with { RaiseSeconds = 86_401, ClearSeconds = -1, Level = 0 }).ShouldBe(
            ["rules[wait].raiseSeconds 86401: 0 to 86400", "rules[wait].clearSeconds -1: 0 to 86400", "rules[wait].level 0: 1 or 2"]);
    }

    [Fact]
    public void A_queue_is_one_of_the_desk_and_belongs_to_a_symptom_of_queues()
    {
        Faults(Wait with { QueueId = "sales" }).ShouldBeEmpty();
        Faults(Wait with { QueueId = "nowhere" }).ShouldBe(["rules[wait].queueId nowhere: no such queue"]);
        Faults(Wait with { QueueId = "sales", Symptom = AlertSymptom.BotFailures }).ShouldBe(["rules[wait].queueId sales: this symptom belongs to no queue"]);
    }

    [Fact]
    public void Ids_have_1_to_60_characters_and_are_given_once_to_at_most_200_rules()
    {
        var longest = new string('r', 60);
        Faults(Wait with { Id = longest }).ShouldBeEmpty();
        Faults(Wait with { Id = longest + "r" }).ShouldBe([$"rules[{longest}r].id {longest}r: 1 to 60 characters"]);
        Faults(Wait with { Id = "" }).ShouldBe(["rules[].id : 1 to 60 characters"]);
        Faults(Wait, Wait).ShouldBe(["rules[wait].id wait: is given twice"]);
        Faults([.. Enumerable.Range(0, 200).Select(i => Wait with { Id = $"r{i}" })]).ShouldBeEmpty();
        Faults([.. Enumerable.Range(0, 201).Select(i => Wait with { Id = $"r{i}" })]).ShouldBe(["rules 201: at most 200 rules"]);
    }

    private static IEnumerable<string> Faults(params AlertRule[] rules) =>
        AlertRuleChecks.Faults(rules, new HashSet<string> { "sales" }).Select(f => $"{f.Item} {f.Value}: {f.Rule}");
}
