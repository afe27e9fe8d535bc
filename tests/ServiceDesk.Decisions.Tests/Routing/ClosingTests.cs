using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>Rule H11: what becomes of those who wait when the queue closes.</summary>
public sealed class ClosingTests
{
    [Fact]
    public void H11_the_menu_at_once_for_those_who_wait_and_nothing_for_those_being_served()
    {
        var scene = AtFive(ClosingPolicy.Fallback);
        scene.Come(1);
        scene.RungAndTaken(1);
        scene.Arrive(2);
        scene.After(599).OfType<Deferred>().ShouldBeEmpty();
        var deferred = scene.After(1).OfType<Deferred>().ShouldHaveSingleItem();
        (deferred.SessionId, deferred.Reason, deferred.OpensAt).ShouldBe((2, DeferReasons.Closed, Scene.Start.Date.AddHours(33)));
        scene.Session(1).Status.ShouldBe(SessionStatus.Active);
    }

    [Fact]
    public void H11_the_end_for_those_who_wait()
    {
        var scene = AtFive(ClosingPolicy.End);
        scene.Arrive(2);
        var ended = scene.After(600).OfType<SessionEnded>().ShouldHaveSingleItem();
        (ended.Reason, ended.SurveyDue).ShouldBe((EndReasons.Closed, false));
    }

    [Theory]
    [InlineData(ClosingPolicy.Fallback)]
    [InlineData(ClosingPolicy.End)]
    public void H11_who_lost_the_agent_after_closing_is_drained_all_the_same(ClosingPolicy policy)
    {
        var scene = AtFive(policy);
        scene.Come(1);
        scene.RungAndTaken(1);
        scene.After(900);
        scene.Be(1, Decisions.Agents.Presence.Offline, forced: true);
        scene.Session(1).Status.ShouldBe(SessionStatus.Queued);
        scene.After(299);
        scene.Session(1).Status.ShouldBe(SessionStatus.Queued);
        scene.After(1).OfType<Deferred>().ShouldHaveSingleItem().Reason.ShouldBe(DeferReasons.Drained);
    }

    [Fact]
    public void H11_an_emergency_closes_as_the_policy_says()
    {
        var scene = AtFive(ClosingPolicy.Fallback);
        scene.Arrive(2);
        var now = scene.Now.AddSeconds(30);
        scene.Publish(scene.Desk with
        {
            Schedules = [.. scene.Desk.Schedules.Select(s => s with { Emergency = new EmergencyClosing(now) })],
        });
        scene.After(30).OfType<Deferred>().ShouldHaveSingleItem().Reason.ShouldBe(DeferReasons.Closed);
        scene.Arrive(3).Only<Deferred>().Reason.ShouldBe(DeferReasons.Closed);
    }

    // Ten minutes before the office closes.
    private static Scene AtFive(ClosingPolicy policy)
    {
        var scene = new Scene(Desks.With(Desks.Agent(1, 1)).Change(
            Desks.Sales, q => q with { ScheduleId = Desks.Office, Closing = policy, DrainSeconds = 300 }));
        scene.Sleep((5 * 3600) + (50 * 60));
        return scene;
    }
}
