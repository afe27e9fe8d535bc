using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Sessions;

/// <summary>S13 for an agent who takes a session and says nothing.</summary>
public sealed class FirstReplyTests
{
    [Fact]
    public void Case_64_an_agent_who_says_nothing_for_120_seconds_loses_the_session_and_is_excluded()
    {
        var scene = Served();
        scene.After(119.999);
        scene.Session(1).Status.ShouldBe(SessionStatus.Active);

        var effects = scene.After(0.001);

        var requeued = effects.OfType<Requeued>().ShouldHaveSingleItem();
        (requeued.Reason, requeued.CreditSeconds).ShouldBe(("first_reply", 600));
        effects.Notes().ShouldContain(NoteKinds.AgentLeft);
        scene.Session(1).Exclusions.ShouldHaveSingleItem().Cause.ShouldBe(ExclusionCause.Silent);
        scene.Agent(1).MissStreak.ShouldBe(0);
        scene.RungFor(1).ShouldBe(2);
    }

    [Fact]
    public void Case_64_typing_extends_it_by_30_seconds_once()
    {
        var scene = Served();
        scene.After(100);
        Typed(scene).Changed.ShouldBeTrue();
        scene.After(45);
        Typed(scene).Changed.ShouldBeFalse();
        scene.Session(1).Status.ShouldBe(SessionStatus.Active);

        scene.After(5);

        scene.Session(1).Status.ShouldBe(SessionStatus.Offered);
    }

    [Fact]
    public void Typing_of_somebody_else_extends_nothing()
    {
        var scene = Served();
        scene.Do(new AgentTyped(1, 2) { At = scene.Now, Seq = 0 }).Changed.ShouldBeFalse();
        scene.Do(new AgentTyped(99, 1) { At = scene.Now, Seq = 0 }).Code().ShouldBe(RefusalCodes.NotFound);
    }

    [Fact]
    public void Who_owes_a_first_word_by_an_instant_is_told_in_the_order_of_their_times()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1, 30)).Change(Desks.Sales, q => q with { FirstReplySeconds = 120 }));
        scene.Come(1);
        var start = scene.Now;
        for (var id = 1; id <= 24; id++)
        {
            scene.RungAndTaken(id).ShouldBe(1);
            scene.After(1);
        }

        // They say something in another order than that in which they came, or show that they are about to.
        foreach (var id in new[] { 3L, 24, 11, 17, 1 })
        {
            scene.Do(new FirstReply(id, 1) { At = scene.Now, Seq = 0 });
        }

        foreach (var id in new[] { 20L, 2, 9 })
        {
            scene.Do(new AgentTyped(id, 1) { At = scene.Now, Seq = 0 }).Changed.ShouldBeTrue();
        }

        scene.Arrive(30);
        List<long> Owing(double seconds) => [.. scene.Core.OwingFirstReply(start.AddSeconds(seconds)).Select(s => s.Id)];
        Owing(120.9).ShouldBeEmpty();
        Owing(123).ShouldBe([4]);
        Owing(127).ShouldBe([4, 5, 6, 7, 8]);
        Owing(1_000).ShouldBe([4, 5, 6, 7, 8, 10, 12, 13, 14, 15, 16, 18, 19, 21, 22, 23, 2, 9, 20]);
    }

    [Fact]
    public void The_first_word_keeps_the_session_for_good()
    {
        var scene = Served();
        scene.After(60);
        Reply(scene, 1);
        scene.After(3_600);
        scene.Session(1).Assignment!.AgentId.ShouldBe(1);
        Typed(scene).Changed.ShouldBeFalse();
    }

    [Fact]
    public void The_next_agent_owes_a_first_word_too_and_the_first_of_all_stays_the_first()
    {
        var scene = Served();
        scene.After(60);
        Reply(scene, 1);
        var first = scene.Session(1).FirstReplyAt;
        scene.Be(2, Decisions.Agents.Presence.Online);
        scene.ToAgent(1, 1, 2);
        scene.Take(1);
        scene.After(119);
        Reply(scene, 2);
        scene.Session(1).FirstReplyAt.ShouldBe(first);
        scene.After(600);
        scene.Session(1).Assignment!.AgentId.ShouldBe(2);
    }

    [Fact]
    public void A_session_that_is_being_passed_on_is_not_taken_away_meanwhile()
    {
        var scene = Served(q => q with { AcceptSeconds = 60 });
        scene.After(100);
        scene.ToAgent(1, 1, 2);
        scene.After(59);
        scene.Session(1).Responder.ShouldBe("agent:1");
        scene.Refuse(1);
        scene.After(60);
        scene.Session(1).Responder.ShouldBe("agent:1", "the time began anew while it rang");
        scene.After(60);
        scene.Session(1).Responder.ShouldStartWith("queue:");
    }

    [Fact]
    public void A_sole_agent_who_said_nothing_is_asked_again()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { FirstReplySeconds = 120 }));
        scene.Come(1);
        scene.RungAndTaken(1);
        scene.After(120);
        scene.RungFor(1).ShouldBe(1);
    }

    [Fact]
    public void A_queue_may_ask_for_none_and_what_is_parked_owes_none()
    {
        var scene = Served(q => q with { FirstReplySeconds = 0 });
        scene.After(600);
        scene.Session(1).Status.ShouldBe(SessionStatus.Active);

        var parked = Served();
        parked.Do(new Held(1, 1) { At = parked.Now, Seq = 0 });
        parked.After(600);
        parked.Session(1).Status.ShouldBe(SessionStatus.OnHold);
    }

    private static Scene Served(Func<Queue, Queue>? change = null)
    {
        var desk = Desks.With(Desks.Agent(1), Desks.Agent(2)).Change(Desks.Sales, q => q with { FirstReplySeconds = 120 });
        var scene = new Scene(change is null ? desk : desk.Change(Desks.Sales, change));
        scene.Come(1);
        scene.RungAndTaken(1);
        scene.Come(2);
        return scene;
    }

    private static Outcome Typed(Scene scene) => scene.Do(new AgentTyped(1, 1) { At = scene.Now, Seq = 0 });

    private static void Reply(Scene scene, long agent) => scene.Do(new FirstReply(1, agent) { At = scene.Now, Seq = 0 });
}
