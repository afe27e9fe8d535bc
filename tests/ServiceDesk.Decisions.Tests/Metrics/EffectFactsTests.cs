using ServiceDesk.Decisions.Metrics;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;
using Facts = ServiceDesk.Decisions.Metrics;

namespace ServiceDesk.Decisions.Tests.Metrics;

/// <summary>What each routing effect says to the figures, written out.</summary>
public sealed class EffectFactsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("visitor", HandOverCause.Asked)]
    [InlineData("visitor_wrote", HandOverCause.Asked)]
    [InlineData("call_back", HandOverCause.Asked)]
    [InlineData("rule", HandOverCause.Rule)]
    [InlineData("bot_failed", HandOverCause.Failed)]
    public void A_wait_says_who_wanted_it(string reason, HandOverCause cause) =>
        Told(Wait(reason)).ShouldBe([new EnteredQueue("sales", "rest", cause) { SessionId = 1, At = At }]);

    [Theory]
    [InlineData(OfferStatus.Accepted, OfferOutcome.Accepted)]
    [InlineData(OfferStatus.Declined, OfferOutcome.Declined)]
    [InlineData(OfferStatus.TimedOut, OfferOutcome.TimedOut)]
    [InlineData(OfferStatus.Rescinded, OfferOutcome.Withdrawn)]
    public void An_offer_says_how_it_ended(OfferStatus status, OfferOutcome outcome) =>
        Told(new OfferClosed(5, 1, 7, status) { Reason = "x" }).ShouldBe([new OfferOver(7, outcome) { SessionId = 1, At = At }]);

    [Theory]
    [InlineData(EndReasons.Resolved, ClosingKind.Resolved, QueueExit.Deflected)]
    [InlineData(EndReasons.Supervisor, ClosingKind.Resolved, QueueExit.Deflected)]
    [InlineData(EndReasons.VisitorEnded, ClosingKind.ByVisitor, QueueExit.Abandoned)]
    [InlineData(EndReasons.Silence, ClosingKind.Silence, QueueExit.Deflected)]
    [InlineData(EndReasons.Abandoned, ClosingKind.Abandoned, QueueExit.Abandoned)]
    [InlineData(EndReasons.Spam, ClosingKind.Spam, QueueExit.Deflected)]
    [InlineData(EndReasons.Overflow, ClosingKind.Other, QueueExit.Deflected)]
    public void An_end_says_how_and_what_became_of_the_wait(string reason, ClosingKind kind, QueueExit exit)
    {
        var end = new SessionEnded(1, EndedBy.System, null, false, null, null) { Reason = reason };
        Told(Wait("rule"), end).Skip(1).ShouldBe([new LeftQueue(exit) { SessionId = 1, At = At }, new SessionClosed(kind) { SessionId = 1, At = At }]);
        Told(end).ShouldBe([new SessionClosed(kind) { SessionId = 1, At = At }]);
    }

    [Fact]
    public void A_wait_ends_with_what_follows_it()
    {
        Told(Wait("rule"), new BotStarted(1, "helper") { Reason = "x" }).Skip(1).ShouldBe([Left(QueueExit.Deflected), new BotTookOver("helper") { SessionId = 1, At = At }]);
        Told(Wait("rule"), new Deferred(1, "sales", null) { Reason = "x" }).Skip(1).ShouldBe([Left(QueueExit.Deflected), Closed(ClosingKind.Deferred)]);
        Told(Wait("rule"), Wait("rule")).Skip(1).ShouldBe([Left(QueueExit.Deflected), new EnteredQueue("sales", "rest", HandOverCause.Rule) { SessionId = 1, At = At }]);
        Told(Wait("rule"), Opened(7)).Skip(1).ShouldBe([new LeftQueue(QueueExit.Answered, 7) { SessionId = 1, At = At }, new ServiceBegan(7, 2) { SessionId = 1, At = At }]);
    }

    [Theory]
    [InlineData("overflow", TransferKind.Overflow)]
    [InlineData("transfer", TransferKind.Queue)]
    [InlineData("supervisor", TransferKind.Queue)]
    [InlineData("agent_lost", null)]
    public void Waiting_elsewhere_is_a_visit_of_its_own_and_may_be_a_transfer(string reason, TransferKind? kind)
    {
        var told = Told(Wait("rule"), Again("support", reason))[1..];
        told[0].ShouldBe(Left(QueueExit.Deflected));
        told[^1].ShouldBe(new EnteredQueue("support", null, null) { SessionId = 1, At = At });
        told.OfType<PassedOn>().Select(p => (TransferKind?)p.Kind).ShouldBe(kind is null ? [] : [kind]);
        told.Count.ShouldBe(kind is null ? 2 : 3);
        Told(Wait("rule"), Again("sales", "declined")).Count.ShouldBe(1);
    }

    [Fact]
    public void Service_goes_on_hold_and_back_once_each_and_wraps_up()
    {
        AssignmentChanged To(AssignmentStatus state) => new(1, 7, state, null) { Reason = "x" };
        Told(Opened(7), To(AssignmentStatus.Active), To(AssignmentStatus.Hold), To(AssignmentStatus.Active), To(AssignmentStatus.Active)).Skip(1)
            .ShouldBe([new Facts.Held { SessionId = 1, At = At }, new Facts.Resumed { SessionId = 1, At = At }]);
        Told(Opened(7), To(AssignmentStatus.Hold), Opened(8), To(AssignmentStatus.Active)).Skip(2).ShouldBe([new ServiceBegan(8, 2) { SessionId = 1, At = At }]);
        Told(Opened(7), To(AssignmentStatus.WrapUp)).Skip(1).ShouldBe([new WrapUpBegan(7) { SessionId = 1, At = At }]);
        // The end ends the hold as well.
        Told(Opened(7), To(AssignmentStatus.Hold), Ended(), To(AssignmentStatus.Active)).Skip(3).ShouldBeEmpty();
        Told(new Assigned(1, 8, null, 7) { Reason = "x" }).ShouldBe([new PassedOn(TransferKind.Agent) { SessionId = 1, At = At }]);
        Told(new Assigned(1, 8, null, null) { Reason = "x" }).ShouldBeEmpty();
        Told(new PositionHint(1, 3) { Reason = "x" }).ShouldBe([new EstimateShown(3, null, null) { SessionId = 1, At = At }]);
    }

    [Fact]
    public void It_is_over_when_it_ended_and_the_last_agent_is_done_and_again_when_it_goes_on()
    {
        var facts = new RoutingFacts(1);
        IReadOnlyList<SessionFact> Tell(RoutingEffect effect) => facts.Of(effect, At);
        AssignmentClosed done = new(1, 7, At) { Reason = "x" };
        Tell(Opened(7));
        facts.IsOver.ShouldBeFalse();
        Tell(Ended());
        facts.IsOver.ShouldBeFalse();
        Tell(done).ShouldBe([new ServiceOver(7) { SessionId = 1, At = At }]);
        facts.IsOver.ShouldBeTrue();
        Tell(done).ShouldBeEmpty();
        foreach (var again in (RoutingEffect[])[new ServiceDesk.Decisions.Routing.Resumed(1, 2) { Reason = "x" }, Wait("visitor_wrote"), Again("sales", "call_back"), Opened(7), new BotStarted(1, "helper") { Reason = "x" }])
        {
            Tell(Ended());
            Tell(again)[0].ShouldBe(new Reopened { SessionId = 1, At = At }, again.ToString());
            facts.IsOver.ShouldBeFalse();
            Tell(done);
        }

        Tell(new Deferred(1, null, null) { Reason = "x" });
        facts.IsOver.ShouldBeTrue();
    }

    [Fact]
    public void A_matter_that_was_named_is_told_first() =>
        new RoutingFacts(1).Of(Wait("rule"), At, "bill")[0].ShouldBe(new TopicNamed("bill") { SessionId = 1, At = At });

    private static List<SessionFact> Told(params RoutingEffect[] effects)
    {
        var facts = new RoutingFacts(1);
        return [.. effects.SelectMany(e => facts.Of(e, At))];
    }

    private static Enqueued Wait(string reason) => new(1, "sales", "rest", At, 0) { Reason = reason };

    private static Requeued Again(string queue, string reason) => new(1, queue, At, 0) { Reason = reason };

    private static AssignmentOpened Opened(long agent) => new(1, agent, At) { Reason = "x", Weight = 2 };

    private static SessionEnded Ended() => new(1, EndedBy.Agent, 7, false, null, null) { Reason = EndReasons.Resolved };

    private static LeftQueue Left(QueueExit exit) => new(exit) { SessionId = 1, At = At };

    private static SessionClosed Closed(ClosingKind kind) => new(kind) { SessionId = 1, At = At };
}
