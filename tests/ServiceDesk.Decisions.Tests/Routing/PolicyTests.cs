using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>Rule M1: who of the eligible agents is rung, by the queue's policy.</summary>
public sealed class PolicyTests
{
    [Fact]
    public void Longest_idle_goes_by_the_end_of_the_last_work_and_takes_the_busy_last()
    {
        var scene = new Scene(Desk(AgentPolicy.LongestIdle, Desks.Agent(1, 2), Desks.Agent(2, 2), Desks.Agent(3, 2)));
        scene.Come(1);
        scene.After(1);
        scene.Come(2);
        scene.After(1);
        scene.Come(3);
        scene.Arrive(10);
        scene.Take(10);
        scene.RungAndTaken(11).ShouldBe(2);
        scene.After(1);
        scene.Finish(10);
        scene.After(1);
        scene.Finish(11);
        scene.RungAndTaken(12).ShouldBe(3);
        scene.RungAndTaken(13).ShouldBe(1);
        scene.RungAndTaken(14).ShouldBe(2);
        scene.RungAndTaken(15).ShouldBe(3);
    }

    [Fact]
    public void Longest_idle_does_not_count_the_time_away()
    {
        var scene = new Scene(Desk(AgentPolicy.LongestIdle, Desks.Agent(1), Desks.Agent(2)));
        scene.Come(1);
        scene.Come(2);
        scene.After(5);
        scene.Be(1, Presence.Away);
        scene.After(5);
        scene.Be(1, Presence.Online);
        scene.RungAndTaken(10).ShouldBe(2);
    }

    [Fact]
    public void Round_robin_takes_everybody_in_turn_whatever_the_load()
    {
        var scene = new Scene(Desk(AgentPolicy.RoundRobin, Desks.Agent(1, 9), Desks.Agent(2, 2), Desks.Agent(3, 9)));
        foreach (var agent in new long[] { 1, 2, 3 })
        {
            scene.Come(agent);
        }

        Enumerable.Range(10, 7).Select(id => scene.RungAndTaken(id)).ShouldBe([1, 2, 3, 1, 2, 3, 1]);
    }

    [Fact]
    public void Most_skilled_adds_the_levels_of_all_that_is_asked_for()
    {
        var desk = Desk(
            AgentPolicy.MostSkilled,
            Desks.Agent(1, 1).Knowing(new AgentSkill(Desks.German, 5)),
            Desks.Agent(2, 1).Knowing(new AgentSkill(Desks.German, 3), new AgentSkill(Desks.Returns, 4)),
            Desks.Agent(3, 1).Knowing(new AgentSkill(Desks.German, 5)))
            .Change(Desks.Sales, q => q with { Requirements = [new Requirement(Desks.German, 2), new Requirement(Desks.Returns, 5, false)] });
        var scene = new Scene(desk);
        scene.Come(3);
        scene.Come(1);
        scene.Come(2);
        Enumerable.Range(10, 3).Select(id => scene.RungAndTaken(id)).ShouldBe([2, 1, 3]);
    }

    [Fact]
    public void Fill_first_leaves_the_others_free()
    {
        var scene = new Scene(Desk(AgentPolicy.FillFirst, Desks.Agent(1, 2), Desks.Agent(2, 2)));
        scene.Come(1);
        scene.Come(2);
        Enumerable.Range(10, 4).Select(id => scene.RungAndTaken(id)).ShouldBe([1, 1, 2, 2]);
    }

    [Fact]
    public void Ranked_goes_by_the_memberships_rank_then_by_load()
    {
        var scene = new Scene(Desk(
            AgentPolicy.Ranked,
            Desks.Agent(1, 1, new Membership(Desks.Sales, Rank: 2)),
            Desks.Agent(2, 2, new Membership(Desks.Sales, Rank: 1)),
            Desks.Agent(3, 2, new Membership(Desks.Sales, Rank: 1))));
        foreach (var agent in new long[] { 1, 2, 3 })
        {
            scene.Come(agent);
        }

        Enumerable.Range(10, 5).Select(id => scene.RungAndTaken(id)).ShouldBe([2, 3, 2, 3, 1]);
    }

    private static Desk Desk(AgentPolicy policy, params Agent[] agents) =>
        Desks.With(agents).Change(Desks.Sales, q => q with { AgentPolicy = policy, WrapUpSeconds = 0 });
}
