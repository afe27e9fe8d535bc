using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>Rules K1–K4 and the ladder's first actions.</summary>
public sealed class SkillTests
{
    private static readonly Membership Sells = new(Desks.Sales);

    [Fact]
    public void K1_only_who_has_the_skill_is_rung_and_the_other_is_told_why_not()
    {
        var scene = new Scene(Desk([new Requirement(Desks.German, 2)], Knowing(1, 1), Knowing(2, 2)));
        scene.Come(1);
        scene.Come(2);
        var offer = scene.Arrive(10).Only<OfferCreated>();
        offer.AgentId.ShouldBe(2);
        offer.Decision.Candidates.Single(c => c.AgentId == 1).Excluded.ShouldBe(ExclusionReasons.Skill);
        scene.Arrive(11);
        scene.RungFor(11).ShouldBeNull();
    }

    [Fact]
    public void K2_of_rule_and_queue_the_stricter_word_holds()
    {
        var desk = Desk([new Requirement(Desks.German, 3, Mandatory: false)], Knowing(1, 3));
        desk = desk with
        {
            EntryPoints =
            [
                .. desk.EntryPoints.Select(e => e with
                {
                    Rules = [.. e.Rules.Select(r => r with { Requirements = [new Requirement(Desks.German, 1), new Requirement(Desks.Returns, 2, false)] })],
                }),
            ],
        };
        var scene = new Scene(desk);
        scene.Arrive(10);
        scene.Session(10).Requirements.ShouldBe([new Requirement(Desks.German, 3), new Requirement(Desks.Returns, 2, false)]);
    }

    [Fact]
    public void K3_a_preferred_skill_goes_before_the_load_and_keeps_nobody_out()
    {
        var scene = new Scene(Desk([new Requirement(Desks.German, 2, Mandatory: false)], Knowing(1, 1), Knowing(2, 3), Knowing(3, 5)));
        scene.Come(1);
        scene.Come(2);
        scene.Come(3);
        var best = scene.Arrive(10).Only<OfferCreated>();
        (best.AgentId, best.Decision.Candidates[0].Fit).ShouldBe((3, 5));
        scene.Arrive(11).Only<OfferCreated>().AgentId.ShouldBe(2);
        scene.Arrive(12).Only<OfferCreated>().AgentId.ShouldBe(1);
    }

    [Fact]
    public void K3_only_what_is_preferred_and_held_at_the_level_asked_for_makes_a_better_fit()
    {
        var desk = Desk(
            [new Requirement(Desks.German, 1), new Requirement(Desks.Returns, 3, Mandatory: false)],
            Desks.Agent(1, 1, Sells).Knowing(new AgentSkill(Desks.German, 5), new AgentSkill(Desks.Returns, 2)),
            Desks.Agent(2, 1, Sells).Knowing(new AgentSkill(Desks.German, 1), new AgentSkill(Desks.Returns, 3)));
        var scene = new Scene(desk);
        scene.Come(1);
        scene.Come(2);
        var offer = scene.Arrive(10).Only<OfferCreated>();
        offer.AgentId.ShouldBe(2);
        offer.Decision.Candidates.Select(c => (c.AgentId, c.Fit)).ShouldBe([(2, 3), (1, 0)]);
    }

    [Fact]
    public void L5_asking_for_less_of_one_skill_leaves_the_others_as_they_are()
    {
        var desk = Desk(
            [new Requirement(Desks.German, 3), new Requirement(Desks.Returns, 2)],
            Knowing(1, 5), Desks.Agent(2, 1, Sells).Knowing(new AgentSkill(Desks.German, 1), new AgentSkill(Desks.Returns, 2)),
            Desks.Agent(3, 1, Sells).Knowing(new AgentSkill(Desks.German, 3), new AgentSkill(Desks.Returns, 2)))
            .Change(Desks.Sales, q => q with { Overflow = [Relax(60, 1)] });
        var scene = new Scene(desk);
        scene.Come(1);
        scene.Come(2);
        scene.Arrive(10);
        scene.After(60);
        scene.Session(10).Requirements.ShouldBe([new Requirement(Desks.German, 1), new Requirement(Desks.Returns, 2)]);
        scene.RungFor(10).ShouldBe(2);
    }

    [Fact]
    public void Case_14_an_unservable_requirement_raises_an_alert_and_the_step_is_skipped_at_once()
    {
        var desk = Desk([new Requirement(Desks.German, 4)], Knowing(1, 2))
            .Change(Desks.Sales, q => q with { Overflow = [Relax(60, 3), Relax(300, 1)] });
        var scene = new Scene(desk);
        scene.Come(1);
        var outcome = scene.Arrive(10);
        outcome.Only<Alert>().Reason.ShouldBe(AlertReasons.Unservable);
        outcome.Effects.OfType<StepAdvanced>().Select(s => (s.Step, s.Reason))
            .ShouldBe([(0, StepReasons.Unservable), (1, StepReasons.Unservable)]);
        scene.RungFor(10).ShouldBe(1);
    }

    [Fact]
    public void Case_14_without_a_ladder_it_waits_with_an_alert()
    {
        var scene = new Scene(Desk([new Requirement(Desks.German, 4)], Knowing(1, 2)));
        scene.Come(1);
        scene.Arrive(10).Only<Alert>().Reason.ShouldBe(AlertReasons.Unservable);
        scene.RungFor(10).ShouldBeNull();
    }

    [Fact]
    public void Case_50_a_relaxed_level_lets_the_agent_in_when_the_step_falls_due()
    {
        var desk = Desk([new Requirement(Desks.German, 3)], Knowing(1, 2), Knowing(2, 3))
            .Change(Desks.Sales, q => q with { Overflow = [Relax(60, 1)] });
        var scene = new Scene(desk);
        scene.Come(1);
        scene.Arrive(10);
        var key = scene.Session(10).Key;
        scene.After(59.9);
        scene.RungFor(10).ShouldBeNull();
        scene.After(0.1).OfType<StepAdvanced>().ShouldHaveSingleItem().Reason.ShouldBe(StepReasons.Wait);
        scene.RungFor(10).ShouldBe(1);
        scene.Session(10).Key.ShouldBe(key);
    }

    [Fact]
    public void Case_47_a_step_that_falls_due_during_an_offer_is_taken_when_the_offer_is_declined()
    {
        var desk = Desk([new Requirement(Desks.German, 3)], Knowing(1, 3), Knowing(2, 1))
            .Change(Desks.Sales, q => q with { AcceptSeconds = 60, Overflow = [Relax(60, null)] });
        var scene = new Scene(desk);
        scene.Arrive(10);
        scene.After(10);
        scene.Come(1);
        scene.Come(2);
        scene.After(55);
        scene.Session(10).Step.ShouldBe(0);
        scene.Refuse(10).Only<StepAdvanced>().Step.ShouldBe(0);
        scene.RungFor(10).ShouldBe(2);
    }

    [Fact]
    public void L3_after_the_last_round_the_next_step_is_taken_before_its_time()
    {
        var desk = Desk([new Requirement(Desks.German, 3)], Knowing(1, 3), Knowing(2, 1))
            .Change(Desks.Sales, q => q with { MaxRounds = 1, Overflow = [Relax(600, 1)] });
        var scene = new Scene(desk);
        scene.Come(1);
        scene.Come(2);
        scene.Arrive(10);
        var outcome = scene.Refuse(10);
        outcome.Only<Alert>().Reason.ShouldBe(AlertReasons.AllExcluded);
        outcome.Only<StepAdvanced>().Reason.ShouldBe(StepReasons.AllExcluded);
        scene.RungFor(10).ShouldBe(2);
    }

    [Fact]
    public void L2_a_publication_raises_no_alert_for_whom_one_of_many_could_serve()
    {
        var desk = Desk([new Requirement(Desks.German)], Desks.Agent(1), Knowing(2, 1), Desks.Agent(3, 5, new Membership(Desks.Sales, 2)));
        var scene = new Scene(desk);
        scene.Arrive(10);
        scene.Publish(desk with { Version = 2 }).Effects.OfType<Alert>().ShouldBeEmpty();
        scene.Come(2).Only<OfferCreated>().SessionId.ShouldBe(10);
    }

    [Fact]
    public void K4_a_transfer_to_a_queue_where_nobody_has_the_skill_is_refused_unless_confirmed()
    {
        var desk = Desk([new Requirement(Desks.German)], Knowing(1, 1), Desks.Agent(2, 5, new Membership(Desks.Support)))
            .Change(Desks.Support, q => q with { Requirements = [new Requirement(Desks.Returns)] });
        var scene = new Scene(desk);
        scene.Come(1);
        scene.Arrive(10);
        scene.Take(10);
        scene.ToQueue(10, 1, Desks.Support).Code().ShouldBe(RefusalCodes.TargetUnavailable);
        scene.ToQueue(10, 1, Desks.Support, confirmed: true).Only<Alert>().Reason.ShouldBe(AlertReasons.Unservable);
    }

    [Fact]
    public void R2_who_lost_the_skill_stops_being_rung_and_the_session_goes_on()
    {
        var desk = Desk([new Requirement(Desks.German)], Knowing(1, 1));
        var scene = new Scene(desk);
        scene.Come(1);
        scene.Arrive(10);
        var outcome = scene.Publish(desk with { Agents = [Desks.Agent(1)] });
        outcome.Only<OfferClosed>().State.ShouldBe(OfferStatus.Rescinded);
        outcome.Only<Alert>().Reason.ShouldBe(AlertReasons.Unservable);
    }

    [Fact]
    public void Every_fault_of_skills_and_ladders_is_named()
    {
        var desk = Desk([new Requirement("french", 6)], Desks.Agent(1).Knowing(new AgentSkill("greek", 0)))
            .Change(Desks.Sales, q => q with
            {
                Overflow = [new OverflowStep { Value = -1 }, new OverflowStep { Action = OverflowAction.NotifySupervisor }],
            });
        DeskChecks.Faults(desk).Select(f => $"{f.Item} {f.Value} {f.Code}").ShouldBe(
        [
            "agents[1].skills[greek].skillId greek unknown", "agents[1].skills[greek].level 0 range",
            "queues[sales].requirements[french].skillId french unknown", "queues[sales].requirements[french].minLevel 6 range",
            "queues[sales].overflow[0].value -1 range", "queues[sales].overflow[0].skillId  unknown",
        ]);
    }

    private static Agent Knowing(long id, int level) => Desks.Agent(id, 1, Sells).Knowing(new AgentSkill(Desks.German, level));

    private static Desk Desk(IReadOnlyList<Requirement> needs, params Agent[] agents) =>
        Desks.With(agents).Change(Desks.Sales, q => q with { Requirements = needs });

    private static OverflowStep Relax(int at, int? level) => new() { Value = at, SkillId = Desks.German, MinLevel = level };
}
