using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>Rule M2: strict classes and the way up; case 53 for those who enter a full queue.</summary>
public sealed class TierTests
{
    private const string Vip = "https://shop.example/vip";

    [Fact]
    public void Case_9_a_session_of_a_lower_tier_is_promoted_and_then_served_however_many_of_a_higher_one_arrive()
    {
        var scene = new Scene(Tiers(Desks.Agent(1, 1)));
        scene.Come(1);
        scene.Arrive(1, url: Vip);
        scene.Take(1);
        scene.Arrive(2);
        var served = new List<long>();
        for (var id = 10; id < 30 && !served.Contains(2); id++)
        {
            scene.Arrive(id, url: Vip);
            scene.After(30);
            scene.Finish(served.Count == 0 ? 1 : served[^1]);
            served.Add(scene.Core.PendingOffers.Single().SessionId);
            scene.Take(served[^1]);
        }

        // Promoted after 300 s, it has the smallest key of tier 0.
        served.Count.ShouldBe(10);
        served.SkipLast(1).ShouldBe(Enumerable.Range(10, 9).Select(id => (long)id));
    }

    [Fact]
    public void M2_the_tier_goes_before_the_key_and_positions_say_so()
    {
        var scene = new Scene(Tiers(Desks.Agent(1, 1)));
        scene.Arrive(1);
        scene.After(60);
        scene.Arrive(2, url: Vip);
        (scene.Core.Position(1), scene.Core.Position(2)).ShouldBe((2, 1));
        scene.After(239.9);
        scene.Session(1).Tier.ShouldBe(1);
        scene.After(0.1).OfType<Promoted>().ShouldHaveSingleItem().Tier.ShouldBe(0);
        scene.Come(1).Only<OfferCreated>().SessionId.ShouldBe(1);
    }

    [Fact]
    public void M2_once_overdue_the_tier_counts_for_nothing()
    {
        var desk = Tiers(Desks.Agent(1, 1)).Change(Desks.Sales, q => q with { TierPromoteSeconds = 5_000, ServiceGuaranteeSeconds = 600 });
        var scene = new Scene(desk);
        scene.Arrive(1);
        scene.After(600);
        scene.Arrive(2, url: Vip);
        scene.Come(1).Only<OfferCreated>().SessionId.ShouldBe(1);
    }

    [Fact]
    public void Case_53_the_eleventh_gets_the_menu_and_who_may_enter_a_full_queue_does()
    {
        var scene = new Scene(Tiers(Desks.Agent(1, 1)));
        for (var id = 1; id <= 10; id++)
        {
            scene.Arrive(id);
        }

        scene.Arrive(11).Only<Deferred>().Reason.ShouldBe(DeferReasons.Full);
        scene.Arrive(12, url: Vip);
        scene.Session(12).Status.ShouldBe(SessionStatus.Queued);
    }

    private static Desk Tiers(params Agent[] agents)
    {
        var desk = Desks.With(agents).Change(Desks.Sales, q => q with { WrapUpSeconds = 0 });
        return desk with
        {
            EntryPoints =
            [
                .. desk.EntryPoints.Select(e => e with
                {
                    Rules =
                    [
                        .. e.Rules.Select(r => r.Id == "vip" ? r with { BoostSeconds = 0, EntersFullQueue = true } : r with { Tier = 1 }),
                    ],
                }),
            ],
        };
    }
}
