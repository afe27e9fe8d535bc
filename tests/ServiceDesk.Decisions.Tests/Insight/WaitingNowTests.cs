using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Insight;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Insight;

/// <summary>Rules E1–E3: why this queue, and why it is still waiting.</summary>
public sealed class WaitingNowTests
{
    [Fact]
    public void E1_the_effect_of_a_wait_tells_which_rule_held_and_what_those_before_it_lacked()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1)) with { Version = 7 });
        var route = scene.Arrive(1, url: "https://shop.example/cart", locale: "zh-CN").Only<Enqueued>().Route.ShouldNotBeNull();
        (route.RulesetVersion, route.RuleId, route.QueueId, route.Waiting, route.MostWaiting).ShouldBe((7, "chinese", Desks.Support, 0, 10));
        route.Failed.ShouldBe(
        [
            new RuleFailed("vip", new SourceIs("/vip"), false, "https://shop.example/cart"),
            new RuleFailed("help", new SourceIs("/help"), false, "https://shop.example/cart"),
        ]);
    }

    [Fact]
    public void E1_of_a_condition_with_parts_the_first_one_on_which_it_hung_is_named()
    {
        var desk = Desks.With(Desks.Agent(1));
        var when = new AllOf([new LanguageIs("de"), new NotThat(new AnyOf([new TopicIs("spam"), new ChannelIs("web")])), new TopicIs("never")]);
        var rule = desk.EntryPoints[0].Rules[0] with { When = when };
        desk = desk with { EntryPoints = [desk.EntryPoints[0] with { Rules = [rule, desk.EntryPoints[0].Rules[^1]] }] };
        var scene = new Scene(desk);
        scene.Arrive(1, locale: "de-AT").Only<Enqueued>().Route!.Failed.ShouldBe([new RuleFailed("vip", new ChannelIs("web"), true, "web")]);
        scene.Arrive(2, locale: "fr").Only<Enqueued>().Route!.Failed.ShouldBe([new RuleFailed("vip", new LanguageIs("de"), false, "fr")]);
    }

    [Fact]
    public void E1_a_session_that_may_not_wait_has_its_reasons_too()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { MaxLengthAtLeast = 1, MaxLengthFactor = 0 }));
        scene.Arrive(1);
        var deferred = scene.Arrive(2).Only<Deferred>();
        deferred.Reason.ShouldBe(DeferReasons.Full);
        (deferred.Route!.RuleId, deferred.Route.Waiting, deferred.Route.MostWaiting).ShouldBe(("rest", 1, 1));
    }

    [Fact]
    public void E2_the_decision_carries_the_version_of_the_configuration()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1)) with { Version = 7 });
        scene.Come(1);
        scene.Arrive(1).Only<OfferCreated>().Decision.RulesetVersion.ShouldBe(7);
    }

    [Fact]
    public void E3_nobody_online_then_everybody_busy_then_declined()
    {
        var scene = new Scene(Desks.Agent(1, 1), Desks.Agent(2, 1));
        scene.Arrive(1);
        scene.Core.WhyWaiting(1)!.Reason.ShouldBe(WaitReason.NobodyOnline);
        scene.Come(1);
        scene.Core.WhyWaiting(1)!.ShouldSatisfyAllConditions(w => w.Reason.ShouldBe(WaitReason.Ringing), w => w.Ringing.ShouldBe([1]));
        scene.Take(1);
        scene.Core.WhyWaiting(1).ShouldBeNull();
        scene.Arrive(2);
        var waiting = scene.Core.WhyWaiting(2)!;
        (waiting.Reason, waiting.Position, waiting.Length, waiting.QueueId).ShouldBe((WaitReason.AllBusy, 1, 1, Desks.Sales));
        waiting.Agents.Select(a => (a.AgentId, a.Excluded)).ShouldBe([(1, ExclusionReasons.AtCapacity), (2, ExclusionReasons.Presence)]);
        waiting.Conditions.ShouldBe(new Dictionary<string, int> { [ExclusionReasons.AtCapacity] = 1, [ExclusionReasons.Presence] = 1 }, ignoreOrder: true);
        scene.Come(2);
        scene.Refuse(2);
        waiting = scene.Core.WhyWaiting(2)!;
        waiting.Reason.ShouldBe(WaitReason.Declined);
        waiting.Agents[0].ShouldSatisfyAllConditions(
            a => a.AgentId.ShouldBe(2), a => a.Excluded.ShouldBe(ExclusionReasons.Excluded), a => a.ExcludedUntil.ShouldBe(scene.Now.AddSeconds(120)));
        waiting.Deadlines.ShouldContain(new WaitDeadline(WaitDeadlineKind.Exclusion, scene.Now.AddSeconds(120)));
    }

    [Fact]
    public void E3_what_lies_ahead_is_named_in_its_order_with_the_next_step_of_the_ladder()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1, 1, new Membership(Desks.Sales, 1, 90))).Change(Desks.Sales, q => q with
        {
            ScheduleId = Desks.Office,
            Overflow = [new OverflowStep { Trigger = OverflowTrigger.Wait, Value = 60, Action = OverflowAction.OfferFallback }],
        }));
        scene.Come(1);
        scene.Arrive(1);
        scene.After(10);
        scene.Arrive(2);
        var waiting = scene.Core.WhyWaiting(1)!;
        waiting.Reason.ShouldBe(WaitReason.Delay);
        waiting.Next.ShouldBe(new NextStep(0, scene.Desk.Queues[0].Overflow[0], Scene.Start.AddSeconds(60)));
        waiting.Deadlines.Select(d => (d.Kind, (d.At - Scene.Start).TotalSeconds)).ShouldBe(
        [
            (WaitDeadlineKind.Step, 60), (WaitDeadlineKind.Delay, 90), (WaitDeadlineKind.LongestWait, 1_200),
            // Open until 18:00, drained for half an hour.
            (WaitDeadlineKind.Closing, (6 * 3_600) + 1_800),
        ]);
        scene.After(55);
        scene.Core.WhyWaiting(1)!.Next.ShouldBeNull();
    }

    [Fact]
    public void E3_nobody_who_could_ever_serve_it()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { Requirements = [new Requirement(Desks.German, 3)] }));
        scene.Come(1);
        scene.Arrive(1);
        var waiting = scene.Core.WhyWaiting(1)!;
        waiting.Reason.ShouldBe(WaitReason.Unservable);
        waiting.Requirements.ShouldBe([new Requirement(Desks.German, 3)]);
        waiting.Agents.Single().Excluded.ShouldBe(ExclusionReasons.Skill);
    }

    [Fact]
    public void E3_at_most_thirty_are_listed_and_those_who_attend_come_first()
    {
        var scene = new Scene([.. Enumerable.Range(1, 40).Select(id => Desks.Agent(id, 1))]);
        scene.Come(40);
        scene.Arrive(1);
        scene.Take(1);
        scene.Arrive(2);
        var waiting = scene.Core.WhyWaiting(2)!;
        waiting.Agents.Count.ShouldBe(Decision.Listed);
        waiting.Agents[0].AgentId.ShouldBe(40);
        waiting.Conditions[ExclusionReasons.Presence].ShouldBe(39);
        waiting.Omitted.ShouldBe(0);
    }

    [Fact]
    public void E3_in_random_runs_every_wait_has_a_reason_that_its_agents_bear_out()
    {
        var seen = new HashSet<WaitReason>();
        RandomCores.Each(core =>
        {
            foreach (var waiting in core.Sessions.Where(s => s.IsWaiting).Select(s => core.WhyWaiting(s.Id)!))
            {
                seen.Add(waiting.Reason);
                BornOut(core, waiting);
            }
        });
        if (RandomRuns.SeeAll(RandomCores.Seeds))
        {
            seen.ShouldContain(WaitReason.Ringing);
            seen.ShouldContain(WaitReason.Unservable);
            seen.ShouldContain(WaitReason.NobodyOnline);
            seen.ShouldContain(WaitReason.AllBusy);
            seen.ShouldContain(WaitReason.Declined);
            seen.ShouldContain(WaitReason.Pull);
        }
    }

    private static void BornOut(RoutingCore core, WaitingNow waiting)
    {
        waiting.Position.ShouldBe(core.Waiting(waiting.QueueId).ToList().FindIndex(s => s.Id == waiting.SessionId) + 1);
        waiting.Deadlines.ShouldNotBeEmpty();
        var able = waiting.Agents.Where(a => a.Excluded is not ExclusionReasons.Skill).ToList();
        var attending = able.Where(a => core.Agent(a.AgentId) is { Presence: Presence.Online, Connection: Connection.Connected, HoldDownUntil: null }).ToList();
        (waiting.Reason switch
        {
            WaitReason.Ringing => core.PendingOffers.Any(o => o.SessionId == waiting.SessionId && waiting.Ringing.Contains(o.AgentId)),
            WaitReason.Unservable => able.Count == 0,
            WaitReason.NobodyOnline => able.Count > 0 && attending.Count == 0,
            WaitReason.Declined => attending.Exists(a => a.Excluded == ExclusionReasons.Excluded),
            WaitReason.Kept => attending.Exists(a => a.Excluded == ExclusionReasons.Sticky),
            WaitReason.Delay => attending.Exists(a => a.Excluded == ExclusionReasons.Delay),
            WaitReason.AllBusy => attending.Count > 0 && attending.TrueForAll(a => a.Excluded is not (null or ExclusionReasons.Excluded or ExclusionReasons.Delay or ExclusionReasons.Sticky)),
            _ => core.Desk.Queues.First(q => q.Id == waiting.QueueId).OfferMode == OfferMode.Pull && attending.Exists(a => a.Excluded is null),
        }).ShouldBeTrue($"{waiting.Reason}: {string.Join(", ", waiting.Agents)}");
    }
}
