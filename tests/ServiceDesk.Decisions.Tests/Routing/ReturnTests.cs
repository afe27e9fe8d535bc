using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>X4, X5: what comes back from service again and again, and what supervisors are asked to look at.</summary>
public sealed class ReturnTests
{
    [Fact]
    public void X4_given_without_ringing_it_comes_back_five_times_then_supervisors_are_told_and_it_rings()
    {
        var scene = Given();
        for (var time = 1; time <= 5; time++)
        {
            scene.Session(1).Assignment.ShouldNotBeNull($"time {time}");
            var effects = scene.After(120);
            scene.Session(1).Returns.ShouldBe(time);
            effects.OfType<Alert>().Select(a => (a.Reason, a.Severity)).ShouldBe(
                time == 5 ? [(AlertReasons.Returned, AlertSeverity.Alarm)] : []);
        }

        scene.Session(1).Alert!.Reason.ShouldBe(AlertReasons.Returned);
        scene.RungFor(1).ShouldBe(1);
    }

    [Fact]
    public void X4_who_does_not_answer_the_ringing_is_away_after_two_misses_so_that_it_comes_to_rest()
    {
        var scene = Given(q => q with { MaxRequeues = 1 });
        scene.After(120);
        scene.After(600);
        scene.Agent(1).Presence.ShouldBe(Presence.Away);
        scene.Session(1).Status.ShouldBe(SessionStatus.Queued);
        scene.After(300).OfType<Assigned>().ShouldBeEmpty();
    }

    [Fact]
    public void X4_a_word_begins_anew_and_ends_the_alert_but_taking_it_does_not()
    {
        var scene = Given(q => q with { MaxRequeues = 1 });
        scene.After(120);
        scene.Take(1);
        scene.Session(1).Alert!.Reason.ShouldBe(AlertReasons.Returned);
        scene.Do(new FirstReply(1, 1) { At = scene.Now, Seq = 0 });
        (scene.Session(1).Alert, scene.Session(1).Returns).ShouldBe((null, 0));
    }

    [Fact]
    public void X4_a_lost_agent_counts_too_and_the_alert_is_raised_once()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { MaxRequeues = 1, FirstReplySeconds = 0 }));
        scene.Come(1);
        scene.RungAndTaken(1);
        scene.Drop(1);
        scene.After(30).OfType<Alert>().ShouldHaveSingleItem().Reason.ShouldBe(AlertReasons.Returned);
        scene.Connect(1);
        scene.Take(1);
        scene.Drop(1);
        scene.After(30).OfType<Alert>().ShouldBeEmpty();
        scene.Session(1).Returns.ShouldBe(2);
    }

    [Fact]
    public void X4_a_new_segment_begins_anew()
    {
        var scene = Given(q => q with { MaxRequeues = 1 });
        scene.After(120);
        scene.End(1, EndedBy.Visitor);
        scene.Session(1).Alert.ShouldBeNull();
        scene.After(1);
        scene.Do(new MessagePosted(1, PostedBy.Visitor, 9) { At = scene.Now, Seq = 0, AfterEnd = true });
        (scene.Session(1).Segment, scene.Session(1).Returns).ShouldBe((2, 0));
    }

    [Fact]
    public void X5_the_ladders_call_stands_until_an_agent_has_it()
    {
        var step = new OverflowStep { Trigger = OverflowTrigger.Wait, Value = 60, Action = OverflowAction.NotifySupervisor };
        var scene = new Scene(Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { Overflow = [step] }));
        scene.Arrive(1);
        scene.After(59);
        scene.Session(1).Alert.ShouldBeNull();
        scene.After(1);
        scene.Session(1).Alert.ShouldBe(new SessionAlert(AlertReasons.Overflow, scene.Now));
        scene.Come(1);
        scene.Session(1).Alert.ShouldNotBeNull();
        scene.Take(1);
        scene.Session(1).Alert.ShouldBeNull();
    }

    [Fact]
    public void X5_whom_nobody_can_serve_is_no_call_any_more_when_a_step_lets_somebody_in()
    {
        var need = new Requirement(Desks.German, 4);
        var relax = new OverflowStep { Trigger = OverflowTrigger.Wait, Value = 60, Action = OverflowAction.RelaxSkill, SkillId = Desks.German };
        var scene = new Scene(Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { Requirements = [need] }));
        scene.Arrive(1).Only<Alert>().Reason.ShouldBe(AlertReasons.Unservable);
        scene.Session(1).Alert!.Reason.ShouldBe(AlertReasons.Unservable);

        var helped = new Scene(Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { Requirements = [need], Overflow = [relax] }));
        helped.Arrive(1).Only<Alert>().Reason.ShouldBe(AlertReasons.Unservable);
        helped.Session(1).Alert.ShouldBeNull();
    }

    private static Scene Given(Func<Queue, Queue>? change = null)
    {
        var desk = Desks.With(Desks.Agent(1)).Change(
            Desks.Sales, q => q with { OfferMode = OfferMode.AutoAccept, FirstReplySeconds = 120, ExcludeSeconds = 30, MaxWaitSeconds = 86_400 });
        var scene = new Scene(change is null ? desk : desk.Change(Desks.Sales, change));
        scene.Come(1);
        scene.Arrive(1);
        return scene;
    }
}
