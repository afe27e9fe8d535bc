using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Decisions.Insight;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Insight;

/// <summary>Rules Y1–Y4: what would become of a visitor.</summary>
public sealed class DryRunTests
{
    [Fact]
    public void Y1_the_path_names_hours_rules_queue_needs_and_who_would_be_rung()
    {
        var scene = new Scene(Desks.With(
                Desks.Agent(1, 1, new Membership(Desks.Support)).Knowing(new AgentSkill(Desks.German, 4)),
                Desks.Agent(2, 1, new Membership(Desks.Support)))
            .Change(Desks.Support, q => q with { Requirements = [new Requirement(Desks.German, 2)], ScheduleId = Desks.Office }) with { Version = 3 });
        scene.Come(1);
        scene.Come(2);
        var path = DryRun.Walk(scene.Desk, Somebody() with { Locale = "zh-TW" }, scene.Core.Present());
        path.RulesetVersion.ShouldBe(3);
        path.Door.Answer.Layer.ShouldBe(HoursLayer.AlwaysOpen);
        path.Queue.Answer.ShouldSatisfyAllConditions(a => a.IsOpen.ShouldBeTrue(), a => a.NextChange.ShouldBe(Scene.Start.AddHours(6)));
        path.Rules.Select(r => (r.RuleId, r.Holds)).ShouldBe([("vip", false), ("help", false), ("chinese", true)]);
        path.Rules[2].Trace!.Condition.ShouldBe(new LanguageIs("zh"));
        path.QueueId.ShouldBe(Desks.Support);
        path.Requirements.ShouldBe([new Requirement(Desks.German, 2)]);
        path.Admission.ShouldBe(new DryRunAdmission(null, 0, 10));
        var candidates = path.Candidates.ShouldNotBeNull();
        (candidates.Reason, candidates.ChosenAgentId).ShouldBe((null, 1));
        candidates.Agents.Select(a => (a.AgentId, a.Excluded)).ShouldBe([(1, null), (2, ExclusionReasons.Skill)]);
        path.End.ShouldBe(new DryRunEnd(DryRunEndKind.Fallback, Scene.Start.AddSeconds(1_200), 1_200, DeferReasons.MaxWait, null));
    }

    [Fact]
    public void Y2_the_ladder_is_walked_with_its_times_into_another_queue_and_to_its_end()
    {
        var desk = Desks.With(Desks.Agent(1, 1), Desks.Agent(2, 1, new Membership(Desks.Support)))
            .Change(Desks.Sales, q => q with
            {
                Overflow =
                [
                    new OverflowStep { Trigger = OverflowTrigger.Wait, Value = 30, Action = OverflowAction.AddQueue, QueueId = Desks.Support },
                    new OverflowStep { Trigger = OverflowTrigger.Wait, Value = 60, Action = OverflowAction.MoveToQueue, QueueId = Desks.Support },
                ],
            })
            .Change(Desks.Support, q => q with
            {
                MaxWaitSeconds = 1_000,
                Overflow = [new OverflowStep { Trigger = OverflowTrigger.Wait, Value = 40, Action = OverflowAction.OfferFallback }],
            });
        var scene = new Scene(desk);
        scene.Come(1);
        scene.Come(2);
        var path = DryRun.Walk(desk, Somebody(), scene.Core.Present());
        path.Candidates!.ChosenAgentId.ShouldBe(1);
        path.Ladder.Select(s => (s.QueueId, s.Index, s.AfterSeconds, s.Cause, s.Online)).ShouldBe(
        [
            (Desks.Sales, 0, 30, StepReasons.Wait, 2), (Desks.Sales, 1, 60, StepReasons.Wait, 1), (Desks.Support, 0, 100, StepReasons.Wait, 1),
        ]);
        // The 60 s before count: 1,000 in all.
        (path.End.Kind, path.End.AfterSeconds, path.End.Reason).ShouldBe((DryRunEndKind.Fallback, 1_000, DeferReasons.MaxWait));
    }

    [Fact]
    public void Y2_who_attends_stays_occupied_but_counts_as_being_there()
    {
        var desk = Desks.With(Desks.Agent(1, 1)).Change(Desks.Sales, q => q with
        {
            Overflow = [new OverflowStep { Trigger = OverflowTrigger.NoEligibleAgentOnline, Action = OverflowAction.End }],
        });
        var scene = new Scene(desk);
        var alone = DryRun.Walk(desk, Somebody(), scene.Core.Present());
        (alone.End.Kind, alone.End.AfterSeconds, alone.End.Reason).ShouldBe((DryRunEndKind.Ended, 0, EndReasons.Overflow));
        alone.Ladder.Single().Cause.ShouldBe(StepReasons.NobodyOnline);
        scene.Come(1);
        var attended = DryRun.Walk(desk, Somebody(), scene.Core.Present());
        attended.Ladder.ShouldBeEmpty();
        attended.End.Reason.ShouldBe(DeferReasons.MaxWait);
    }

    [Fact]
    public void Y3_a_closed_door_and_a_full_queue_end_the_path_with_their_reason()
    {
        var desk = Desks.With(Desks.Agent(1, 1)).Change(Desks.Sales, q => q with { ScheduleId = Desks.Office, MaxLengthAtLeast = 1, MaxLengthFactor = 0 });
        var scene = new Scene(desk);
        var night = Scene.Start.AddHours(12);
        var closed = DryRun.Walk(desk, Somebody() with { At = night }, scene.Core.Present());
        closed.Admission.Obstacle.ShouldBe(DeferReasons.Closed);
        closed.Candidates.ShouldBeNull();
        closed.End.ShouldBe(new DryRunEnd(DryRunEndKind.Fallback, night, 0, DeferReasons.Closed, Scene.Start.AddHours(21)));
        scene.Arrive(1);
        var full = DryRun.Walk(desk, Somebody(), scene.Core.Present());
        full.Admission.ShouldBe(new DryRunAdmission(DeferReasons.Full, 1, 1));
        full.End.Reason.ShouldBe(DeferReasons.Full);
    }

    [Fact]
    public void Y3_an_instant_before_the_last_event_is_answered_as_of_that_instant()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1, 1)).Change(Desks.Sales, q => q with { ScheduleId = Desks.Office }));
        scene.Come(1);
        scene.After(3_600);
        DryRun.Walk(scene.Desk, Somebody() with { At = Scene.Start.AddHours(-6) }, scene.Core.Present()).Admission.Obstacle.ShouldBe(DeferReasons.Closed);
        DryRun.Walk(scene.Desk, Somebody() with { At = Scene.Start.AddDays(7) }, scene.Core.Present()).Candidates!.ChosenAgentId.ShouldBe(1);
    }

    [Fact]
    public void Y4_a_desk_with_faults_and_an_unknown_entry_point_are_refused_by_name()
    {
        var desk = Desks.With(Desks.Agent(1));
        Should.Throw<ArgumentException>(() => DryRun.Walk(desk, Somebody() with { EntryPoint = "cellar" }, new PresentState()))
            .Message.ShouldStartWith("EntryPoint cellar: the desk has none of this key");
        Should.Throw<ArgumentException>(() => DryRun.Walk(desk.Change(Desks.Sales, q => q with { AcceptSeconds = 1 }), Somebody(), new PresentState()))
            .Message.ShouldContain("AcceptSeconds 1");
    }

    [Fact]
    public void Y1_in_random_states_the_dry_run_says_what_a_real_visitor_meets()
    {
        var (rung, refused, waiting) = (0, 0, 0);
        RandomCores.Each(core =>
        {
            if (core.Desk.EntryPoints.All(e => e.Key != Desks.Door))
            {
                return;
            }

            var visitor = Somebody() with { At = core.LastAt, SourceUrl = core.Sessions.Count() % 2 == 0 ? "https://shop.example/help" : null };
            var before = core.Export();
            var path = DryRun.Walk(core.Desk, visitor, core.Present());
            var real = RoutingCore.Load(core.Desk, before);
            real.Apply(new SessionStarted(9_999, 9_999, "somebody", Desks.Door, visitor.SourceUrl, null, true, false) { At = core.LastAt, Seq = 1 });
            var effects = real.Apply(new SessionEnqueued(9_999, EnqueuedBy.Visitor) { At = core.LastAt, Seq = 2 }).Effects;
            var offer = effects.OfType<OfferCreated>().FirstOrDefault(o => o.SessionId == 9_999);
            var session = real.Session(9_999)!;
            path.Rules[^1].RuleId.ShouldBe(session.RuleId);
            path.Admission.Obstacle.ShouldBe(effects.OfType<Deferred>().FirstOrDefault(d => d.SessionId == 9_999 && d.Route is not null)?.Reason);
            path.Candidates?.ChosenAgentId.ShouldBe(offer?.AgentId ?? session.Assignment?.AgentId);
            path.Candidates?.Reason.ShouldBe(offer is null ? real.WhyWaiting(9_999)?.Reason : null);
            (path.End.Kind == DryRunEndKind.Waits).ShouldBeFalse();
            rung += offer is null ? 0 : 1;
            refused += path.Candidates is null ? 1 : 0;
            waiting += session.Status == SessionStatus.Queued ? 1 : 0;
        });
        if (RandomRuns.SeeAll(RandomCores.Seeds))
        {
            rung.ShouldBeGreaterThan(50);
            refused.ShouldBeGreaterThan(50);
            waiting.ShouldBeGreaterThan(50);
        }
    }

    private static DryRunVisitor Somebody() => new() { EntryPoint = Desks.Door, At = Scene.Start };
}
