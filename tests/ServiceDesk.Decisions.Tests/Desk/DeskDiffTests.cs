using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Configuration;

public sealed class DeskDiffTests
{
    private static readonly Desk Before = Desks.With(Desks.Agent(1, 5, new Membership(Desks.Sales)), Desks.Agent(2));

    [Fact]
    public void The_same_desk_under_another_version_has_no_changes() => DeskDiff.Changes(Before, Before with { Version = 9 }).ShouldBeEmpty();

    [Fact]
    public void Changes_are_named_by_ids_whatever_stands_before_them()
    {
        var after = Before with
        {
            Queues = [new Queue { Id = "new", Name = "New", ScheduleId = Desks.Always }, .. Before.Queues],
            Agents = [Before.Agents[1], Before.Agents[0] with { Memberships = [new Membership(Desks.Support), new Membership(Desks.Sales, 3)] }],
            AgentSettings = Before.AgentSettings with { MissLimit = 4 },
        };
        after = after.Change(Desks.Support, q => q with { Silence = q.Silence with { WarnSeconds = 200 }, Overflow = [new OverflowStep { Value = 60, Action = OverflowAction.NotifySupervisor }] });
        Words(after).ShouldBe(
        [
            "queues[support].silence.warnSeconds Changed of queues[support]: 180 → 200",
            "queues[support].overflow Changed of queues[support]",
            "queues[new] Added of queues[new]",
            "agents[1].memberships[sales].priority Changed of agents[1]: 1 → 3",
            "agents[1].memberships[support] Added of agents[1]",
            "agentSettings.missLimit Changed of agentSettings: 2 → 4",
        ]);
    }

    [Fact]
    public void Conditions_are_compared_whole_and_the_order_of_rules_counts()
    {
        var door = Before.EntryPoints[0];
        var first = door.Rules[0] with { When = new NotThat(new TopicIs("x")), QueueId = Desks.Support };
        var after = Before with { EntryPoints = [door with { Rules = [door.Rules[1], first, .. door.Rules.Skip(3)], BotId = "b" }, .. Before.EntryPoints.Skip(1)] };
        Words(after).ShouldBe(
        [
            $"entryPoints[shop].botId {(door.BotId is null ? "Added" : "Changed")} of entryPoints[shop]",
            $"entryPoints[shop].rules[{first.Id}].when Changed of entryPoints[shop]",
            $"entryPoints[shop].rules[{first.Id}].queueId Changed of entryPoints[shop]",
            $"entryPoints[shop].rules[{door.Rules[2].Id}] Removed of entryPoints[shop]",
            "entryPoints[shop].rules Changed of entryPoints[shop]",
        ]);
    }

    [Fact]
    public void Items_that_share_a_name_are_compared_as_a_list()
    {
        var twice = Before.Schedules[0] with { Holidays = [new Holiday(new DateOnly(2026, 1, 1)), new Holiday(new DateOnly(2026, 1, 1), "Again")] };
        Words(Before with { Schedules = [twice, .. Before.Schedules.Skip(1)] }).ShouldBe([$"schedules[{twice.Id}].holidays Changed of schedules[{twice.Id}]"]);
    }

    private static IEnumerable<string> Words(Desk after) => DeskDiff.Changes(Before, after).Select(c =>
        $"{c.Path} {c.Kind} of {c.Item}" + (c.Before?.ValueKind == System.Text.Json.JsonValueKind.Number ? $": {c.Before} → {c.After}" : ""));
}
