using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

public sealed class PositionTests
{
    [Fact]
    public void P1_whoever_comes_is_told_the_place_at_once()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Arrive(1).Only<PositionHint>().Position.ShouldBe(1);
        scene.Arrive(2).Only<PositionHint>().Position.ShouldBe(2);
    }

    [Fact]
    public void P1_what_is_shown_never_grows()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Arrive(1);
        scene.After(10);
        scene.Arrive(2, url: "https://shop.example/vip").Only<PositionHint>().SessionId.ShouldBe(2);
        scene.Core.Position(1).ShouldBe(2);
        scene.Session(1).ShownPosition.ShouldBe(1);
        scene.After(60).OfType<PositionHint>().ShouldBeEmpty();
    }

    [Fact]
    public void P2_the_front_hears_of_a_change_at_once_but_at_most_every_three_seconds()
    {
        var scene = new Scene(Desks.Agent(1));
        for (var id = 1; id <= 4; id++)
        {
            scene.Arrive(id);
        }

        scene.After(3);
        Hints(scene.End(1, EndedBy.Visitor).Effects).ShouldBe([(2, 1), (3, 2), (4, 3)]);
        scene.After(1);
        Hints(scene.End(2, EndedBy.Visitor).Effects).ShouldBeEmpty();
        Hints(scene.After(1.9)).ShouldBeEmpty();
        Hints(scene.After(0.1)).ShouldBe([(3, 1), (4, 2)]);
    }

    [Fact]
    public void P3_those_behind_the_front_hear_of_it_within_fifteen_seconds()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { MaxLengthAtLeast = 100 }));
        for (var id = 1; id <= 25; id++)
        {
            scene.Arrive(id);
        }

        scene.After(4);
        var at_once = Hints(scene.End(1, EndedBy.Visitor).Effects);
        at_once.Count.ShouldBe(20);
        at_once[^1].ShouldBe((21, 20));
        Hints(scene.After(10.9)).ShouldBeEmpty();
        Hints(scene.After(0.1)).ShouldBe([(22, 21), (23, 22), (24, 23), (25, 24)]);
    }

    [Fact]
    public void P3_a_visitor_without_a_connection_is_told_on_coming_back()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Arrive(1);
        scene.Arrive(2);
        scene.Leave(2);
        scene.After(5);
        Hints(scene.End(1, EndedBy.Visitor).Effects).ShouldBeEmpty();
        Hints(scene.Back(2).Effects).ShouldBe([(2, 1)]);
    }

    [Fact]
    public void P3_looks_that_find_nothing_leave_nothing_to_store()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Arrive(1);
        var before = scene.Outcomes.Count;
        scene.After(100);
        scene.Outcomes.Skip(before).ShouldAllBe(o => !o.Changed);
        (scene.Outcomes.Count - before).ShouldBeLessThan(10);
    }

    private static List<(long, int)> Hints(IEnumerable<RoutingEffect> effects) =>
        [.. effects.OfType<PositionHint>().Select(h => (h.SessionId, h.Position))];
}
