using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>Rules U1–U3: weights, limits per channel, queue and agent, and what stands alone.</summary>
public sealed class ChannelTests
{
    private const string Phone = "phone";
    private static readonly Channel Voice = new() { Id = "voice", Exclusive = true };

    [Fact]
    public void Case_31_voice_waits_until_the_agent_is_idle()
    {
        var scene = new Scene(Desk([Voice], Desks.Agent(1)));
        scene.Come(1);
        scene.Arrive(10);
        scene.Take(10);
        scene.Arrive(11, Phone);
        scene.RungFor(11).ShouldBeNull();
        scene.Finish(10).Only<OfferCreated>().SessionId.ShouldBe(11);
        scene.Take(11);
        scene.Arrive(12);
        scene.RungFor(12).ShouldBeNull();
        scene.Finish(11).Only<OfferCreated>().SessionId.ShouldBe(12);
    }

    [Fact]
    public void U1_a_session_takes_the_weight_of_its_channel()
    {
        var scene = new Scene(Desk([new Channel { Id = "voice", Weight = 3 }], Desks.Agent(1)));
        scene.Come(1);
        scene.Arrive(10, Phone);
        scene.Take(10);
        scene.Agent(1).Used.ShouldBe(3);
        scene.Arrive(11, Phone);
        scene.RungFor(11).ShouldBeNull();
        scene.RungAndTaken(12).ShouldBe(1);
        scene.RungAndTaken(13).ShouldBe(1);
        scene.Agent(1).Used.ShouldBe(5);
        scene.Finish(12).Effects.OfType<OfferCreated>().ShouldBeEmpty();
        scene.Finish(10).Only<OfferCreated>().SessionId.ShouldBe(11);
    }

    [Fact]
    public void U1_what_was_taken_stays_what_it_was_when_the_weight_is_changed()
    {
        var desk = Desk([new Channel { Id = "voice", Weight = 3 }], Desks.Agent(1));
        var scene = new Scene(desk);
        scene.Come(1);
        scene.Arrive(10, Phone);
        scene.Take(10);
        scene.Publish(desk with { Channels = [] });
        scene.Agent(1).Used.ShouldBe(3);
        scene.Finish(10);
        scene.Agent(1).Used.ShouldBe(0);
    }

    [Fact]
    public void Case_34_limits_per_queue_per_channel_and_per_agent_hold_independently()
    {
        var desk = Desk(
            [new Channel { Id = "voice", MaxPerAgent = 2 }],
            Desks.Agent(1, 4, new Membership(Desks.Sales, MaxSessions: 2), new Membership(Desks.Support)));
        var scene = new Scene(desk);
        scene.Come(1);
        scene.RungAndTaken(10).ShouldBe(1);
        scene.RungAndTaken(11).ShouldBe(1);
        scene.Arrive(12);
        scene.RungFor(12).ShouldBeNull();
        scene.Arrive(13, Phone, "https://shop.example/help");
        scene.Take(13);
        scene.Arrive(14, Phone, "https://shop.example/help");
        scene.Take(14);
        scene.Finish(10);
        scene.RungFor(12).ShouldBe(1);
        scene.Take(12);
        scene.Finish(11);
        scene.Arrive(15, Phone, "https://shop.example/help");
        scene.RungFor(15).ShouldBeNull();
        scene.Finish(14).Only<OfferCreated>().SessionId.ShouldBe(15);
    }

    [Fact]
    public void U2_an_agents_own_limit_goes_before_the_channels()
    {
        var agent = Desks.Agent(1) with { ChannelLimits = [new ChannelLimit("voice", 0)] };
        var scene = new Scene(Desk([new Channel { Id = "voice", MaxPerAgent = 2 }], agent, Desks.Agent(2, 1)));
        scene.Come(1);
        scene.Come(2);
        var offer = scene.Arrive(10, Phone).Only<OfferCreated>();
        offer.AgentId.ShouldBe(2);
        offer.Decision.Candidates.Single(c => c.AgentId == 1).Excluded.ShouldBe(ExclusionReasons.ChannelLimit);
    }

    [Fact]
    public void Case_35_a_capacity_lowered_below_what_is_taken_removes_nobody_and_offers_nothing_until_below()
    {
        var desk = Desk([], Desks.Agent(1, 3));
        var scene = new Scene(desk);
        scene.Come(1);
        scene.RungAndTaken(10);
        scene.RungAndTaken(11);
        scene.RungAndTaken(12);
        scene.Publish(desk with { Agents = [Desks.Agent(1, 2)] });
        scene.Agent(1).Used.ShouldBe(3);
        scene.Arrive(13);
        scene.Finish(10).Effects.OfType<OfferCreated>().ShouldBeEmpty();
        scene.Finish(11).Only<OfferCreated>().SessionId.ShouldBe(13);
    }

    [Fact]
    public void U3_a_session_is_not_passed_to_an_agent_on_the_phone()
    {
        var scene = new Scene(Desk([Voice], Desks.Agent(1), Desks.Agent(2)));
        scene.Come(1);
        scene.Arrive(10, Phone);
        scene.Take(10);
        scene.Come(2);
        scene.RungAndTaken(11).ShouldBe(2);
        scene.ToAgent(11, 2, 1).Code().ShouldBe(RefusalCodes.TargetUnavailable);
    }

    private static Desk Desk(IReadOnlyList<Channel> channels, params Agent[] agents)
    {
        var desk = Desks.With(agents);
        return desk with { Channels = channels, EntryPoints = [.. desk.EntryPoints, Desks.Entry(Phone, null) with { Channel = "voice" }] };
    }
}
