using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Insight;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Insight;

/// <summary>Rules Y1 and Y2: what the visitor brings along decides, and the present stays as it is, whatever the instant.</summary>
public sealed class DryRunStateTests
{
    private static readonly DateTimeOffset Later = Scene.Start.AddDays(7);

    [Fact]
    public void Y1_the_rules_are_those_of_the_door_and_hold_for_what_the_visitor_brings()
    {
        var desk = Desks.With(Desks.Agent(1));
        RoutingRule Rule(string id, Condition? when) => new() { Id = id, When = when, QueueId = Desks.Support };
        desk = desk with
        {
            Channels = [new Channel { Id = "voice" }],
            EntryPoints =
            [
                desk.EntryPoints[0],
                desk.EntryPoints[1] with
                {
                    Key = "other", PublicKey = "pk-other",
                    Rules =
                    [
                        Rule("voice", new ChannelIs("voice")), Rule("topic", new TopicIs("bill")), Rule("plan", new AttributeIs("plan", AttributeComparison.Is, "gold")),
                        Rule("failed", new BotResultIs(BotResults.Failed)), Rule("rest", null),
                    ],
                },
            ],
        };
        DryRunPath Of(Func<DryRunVisitor, DryRunVisitor> with) => DryRun.Walk(desk, with(new() { EntryPoint = "other", At = Scene.Start }), new PresentState());

        Of(v => v with { Channel = "voice" }).Rules.Select(r => (r.RuleId, r.Holds)).ShouldBe([("voice", true)]);
        Of(v => v with { Topic = "bill" }).Rules[^1].RuleId.ShouldBe("topic");
        Of(v => v with { Attributes = new Dictionary<string, string> { ["plan"] = "gold" } }).Rules[^1].RuleId.ShouldBe("plan");
        Of(v => v with { BotResult = BotResults.Failed }).Rules[^1].RuleId.ShouldBe("failed");
        var rest = Of(v => v);
        rest.Rules.Select(r => (r.RuleId, r.Holds)).ShouldBe([("voice", false), ("topic", false), ("plan", false), ("failed", false), ("rest", true)]);
        (rest.Rules[0].Trace!.Holds, rest.Rules[^1].Trace).ShouldBe((false, null));
        rest.Rules[^1].Sentence.ShouldBe("Otherwise → Support");
        rest.Door.ScheduleId.ShouldBe(Desks.Always);
        // The other door's channel is its own.
        DryRun.Walk(desk, new() { EntryPoint = Desks.Door, At = Scene.Start, Channel = "voice" }, new PresentState()).Rules[^1].RuleId.ShouldBe("rest");
    }

    [Fact]
    public void Y1_what_would_end_by_itself_stays_as_it_is()
    {
        var scene = new Scene(Desks.Agent(1, 1), Desks.Agent(2, 1), Desks.Agent(3, 1));
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.End(1, EndedBy.Agent, 1);
        scene.Come(2);
        scene.Drop(2);
        scene.Come(3);
        scene.Arrive(2);

        // Finishing up, in the grace, and being rung: a week later no other than now.
        foreach (var at in (DateTimeOffset[])[scene.Now, Later])
        {
            var path = DryRun.Walk(scene.Desk, new() { EntryPoint = Desks.Door, At = at }, scene.Core.Present());
            path.Candidates!.ChosenAgentId.ShouldBeNull();
            path.Candidates.Agents.Select(a => (a.AgentId, a.Excluded)).ShouldBe(
                [(1, ExclusionReasons.AtCapacity), (3, scene.Core.Present().Ringing.Count == 1 ? path.Candidates.Agents.Single(a => a.AgentId == 3).Excluded : null), (2, ExclusionReasons.Connection)], ignoreOrder: true);
            path.End.Reason.ShouldBe(DeferReasons.MaxWait);
        }
    }

    [Fact]
    public void Y1_who_is_held_down_stays_so()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        for (var i = 0; i < 3; i++)
        {
            scene.Drop(1);
            scene.Connect(1);
        }

        scene.Agent(1).HoldDownUntil.ShouldNotBeNull();
        foreach (var at in (DateTimeOffset[])[scene.Now, Later])
        {
            var path = DryRun.Walk(scene.Desk, new() { EntryPoint = Desks.Door, At = at }, scene.Core.Present());
            path.Candidates!.Agents.ShouldHaveSingleItem().Excluded.ShouldBe(ExclusionReasons.HoldDown);
        }
    }

    [Theory]
    [InlineData(12, 13, true)]
    [InlineData(12, 14, false)]
    [InlineData(0, 1, true)]
    [InlineData(0, 2, false)]
    public void Y2_those_who_wait_before_count_for_the_length_of_the_line(int waiting, int length, bool taken)
    {
        var desk = Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with
        {
            MaxLengthAtLeast = 20,
            Overflow =
            [
                new OverflowStep { Trigger = OverflowTrigger.Length, Value = length, Action = OverflowAction.OfferFallback },
                new OverflowStep { Trigger = OverflowTrigger.Wait, Value = 500, Action = OverflowAction.End },
            ],
        });
        var path = DryRun.Walk(desk, new() { EntryPoint = Desks.Door, At = Scene.Start }, new PresentState { Waiting = new Dictionary<string, int> { [Desks.Sales] = waiting } });

        path.Admission.Waiting.ShouldBe(waiting);
        path.Ladder.Select(s => (s.Index, s.AfterSeconds)).ShouldBe(taken ? [(0, 0), (1, 500)] : []);
    }

    [Fact]
    public void Y2_whoever_attends_is_occupied_for_the_ladder_with_the_whole_capacity()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1, 5), Desks.Agent(2, 3)).Change(Desks.Sales, q => q with
        {
            Overflow = [new OverflowStep { Trigger = OverflowTrigger.Wait, Value = 60, Action = OverflowAction.NotifySupervisor }],
        }));
        scene.Come(1);
        scene.Come(2);
        var path = DryRun.Walk(scene.Desk, new() { EntryPoint = Desks.Door, At = Later }, scene.Core.Present());

        path.Ladder.Select(s => (s.Index, s.AfterSeconds, s.Online)).ShouldBe([(0, 60, 2)]);
        (path.End.Kind, path.End.AfterSeconds).ShouldBe((DryRunEndKind.Fallback, 1_200));
        path.Candidates!.ChosenAgentId.ShouldBe(1);
    }
}
