using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Messaging;
using ServiceDesk.Server.Routing;
using Shouldly;
using Xunit;
using NoteKinds = ServiceDesk.Contracts.NoteKinds;
using Presence = ServiceDesk.Decisions.Agents.Presence;

namespace ServiceDesk.Server.Tests.Routing;

public sealed class SessionLifeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_is_queued_offered_accepted_and_ended_with_wrap_up()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1);
        var session = await bench.Queue("v1");
        var offer = await bench.Ringing(session.Id);
        offer.AgentId.ShouldBe(1);

        session = await bench.Accept(offer.Id, 1);
        session.Status.ShouldBe(SessionStatus.Active);
        await using (var db = bench.Open())
        {
            var conversation = await db.Conversations.SingleAsync(Cancellation);
            conversation.Responder.ShouldBe("agent:1");
            conversation.OpenSession.ShouldBe(session.Id);
            conversation.FirstReplyDue.ShouldBeTrue();
            (await db.Members.Select(m => m.Person).Order().ToListAsync(Cancellation)).ShouldBe(["agent:1", "visitor:v1"]);
        }

        var ended = await bench.Submit(
            new Ended(session.Id, EndedBy.Agent, 1, session.Version) { At = default, Seq = 0 }, Guid.CreateVersion7());
        ended.Session!.Assignment!.Status.ShouldBe(AssignmentStatus.WrapUp);
        (await bench.Notes(session.ConversationId)).ShouldBe(
            [NoteKinds.SessionStarted, NoteKinds.Queued, NoteKinds.AgentJoined, NoteKinds.Ended]);

        await bench.Pass(TimeSpan.FromSeconds(30));
        await using (var db = bench.Open())
        {
            var assignment = await db.Assignments.SingleAsync(Cancellation);
            assignment.State.ShouldBe("done");
            var conversation = await db.Conversations.SingleAsync(Cancellation);
            conversation.Responder.ShouldBeNull();
            conversation.OpenSession.ShouldBeNull();
            var segment = await db.Set<Storage.Segment>().SingleAsync(Cancellation);
            (segment.FromSeq, segment.ToSeq, segment.CloseReason).ShouldBe((1, conversation.HeadSeq, EndReasons.Resolved));
            (await db.Members.SingleAsync(m => m.Person == "agent:1", Cancellation)).LeftAt.ShouldNotBeNull();
            (await db.Outbox.Select(o => o.Kind).ToListAsync(Cancellation)).ShouldContain(nameof(BotTurnDue));
        }
    }

    [Fact]
    public async Task An_offer_that_is_declined_goes_to_the_next_agent()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1, 2);
        var session = await bench.Queue("v1");
        var first = await bench.Ringing(session.Id);
        await bench.Submit(new Decline(first.Id, first.AgentId, "busy") { At = default, Seq = 0 }, Guid.CreateVersion7());
        var second = await bench.Ringing(session.Id);
        second.AgentId.ShouldBe(3 - first.AgentId);
        (await bench.Offer(first.Id)).Status.ShouldBe(OfferStatus.Declined);
    }

    [Fact]
    public async Task An_offer_that_times_out_goes_to_the_next_agent_by_the_routers_own_timer()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1, 2);
        var session = await bench.Queue("v1");
        var first = await bench.Ringing(session.Id);
        bench.Time.Advance(TimeSpan.FromSeconds(20));
        await Eventually.True(async () => (await bench.Offer(first.Id)).Status == OfferStatus.TimedOut);
        (await bench.Ringing(session.Id)).AgentId.ShouldBe(3 - first.AgentId);
    }

    [Fact]
    public async Task An_accept_after_the_deadline_is_refused_with_offer_expired()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1);
        var session = await bench.Queue("v1");
        var offer = await bench.Ringing(session.Id);
        bench.Time.Advance(TimeSpan.FromSeconds(20));
        var late = await bench.Submit(new Accept(offer.Id, 1) { At = default, Seq = 0 }, Guid.CreateVersion7());
        late.Error!.Code.ShouldBe(ErrorCodes.OfferExpired);
    }

    [Fact]
    public async Task A_session_transferred_to_another_queue_is_accepted_by_an_agent_there()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1, 3);
        var session = await bench.Queue("v1");
        session = await bench.Accept((await bench.Ringing(session.Id)).Id, 1);
        var passed = await bench.Submit(
            new TransferRequested(session.Id, 1, "support", null, session.Version) { At = default, Seq = 0 }, Guid.CreateVersion7());
        passed.Error.ShouldBeNull();
        var offer = await bench.Ringing(session.Id);
        offer.AgentId.ShouldBe(3);
        session = await bench.Accept(offer.Id, 3);
        session.QueueId.ShouldBe("support");
        (await bench.Notes(session.ConversationId)).ShouldContain(NoteKinds.Transferred);
        await using var db = bench.Open();
        (await db.Conversations.SingleAsync(Cancellation)).Responder.ShouldBe("agent:3");
        (await db.Assignments.OrderBy(a => a.From).Select(a => a.State).ToListAsync(Cancellation)).ShouldBe(["done", "active"]);
    }

    [Fact]
    public async Task A_transfer_to_an_agent_leaves_the_source_as_responder_until_it_is_accepted()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1, 2);
        var session = await bench.Queue("v1");
        var first = await bench.Ringing(session.Id);
        var (source, target) = (first.AgentId, 3 - first.AgentId);
        session = await bench.Accept(first.Id, source);
        await bench.Submit(
            new TransferRequested(session.Id, source, null, target, session.Version) { At = default, Seq = 0 }, Guid.CreateVersion7());
        (await bench.Session(session.Id)).Responder.ShouldBe($"agent:{source}");
        session = await bench.Accept((await bench.Ringing(session.Id)).Id, target);
        session.Responder.ShouldBe($"agent:{target}");
        await using var db = bench.Open();
        (await db.Conversations.SingleAsync(Cancellation)).Responder.ShouldBe($"agent:{target}");
    }

    [Fact]
    public async Task A_lost_agent_is_told_of_after_ten_seconds_and_after_the_grace_the_session_is_first_in_its_queue()
    {
        await using var bench = await RoutingBench.Start(Desks.Small(capacity: 1));
        await bench.Online(1);
        var served = await bench.Queue("v1");
        served = await bench.Accept((await bench.Ringing(served.Id)).Id, 1);
        var waiting = await bench.Queue("v2");
        await bench.Submit(new Decisions.Routing.AgentConnection(1, false) { At = default, Seq = 0 });

        await bench.Pass(TimeSpan.FromSeconds(10));
        (await bench.Notes(served.ConversationId)).ShouldContain(NoteKinds.AgentLost);
        (await bench.Session(served.Id)).Status.ShouldBe(SessionStatus.Active);

        await bench.Pass(TimeSpan.FromSeconds(20));
        served = await bench.Session(served.Id);
        served.Status.ShouldBe(SessionStatus.Queued);
        served.ShownPosition.ShouldBe(1);
        (await bench.Session(waiting.Id)).Key!.Value.ShouldBeGreaterThan(served.Key!.Value);
        await using var db = bench.Open();
        (await db.Conversations.SingleAsync(c => c.OpenSession == served.Id, Cancellation)).Responder.ShouldBe("queue:sales");
    }

    [Fact]
    public async Task Out_of_hours_a_wish_for_a_person_is_deferred_with_the_next_opening()
    {
        await using var bench = await RoutingBench.Start(Desks.Small(open: false));
        var session = await bench.Queue("v1");
        session.Status.ShouldBe(SessionStatus.Deferred);
        var view = await bench.Get<Server.Sessions.VisitorSessions>().View(session.Id, Cancellation);
        view!.Phase.ShouldBe(SessionPhase.Deferred);
        view.Fallbacks.ShouldBe([FallbackKinds.Message, FallbackKinds.Bot]);
        view.OpensAt.ShouldNotBeNull();
        view.Zone.ShouldBe("Europe/Berlin");
    }

    [Fact]
    public async Task Two_tabs_that_start_at_once_share_one_session()
    {
        await using var bench = await RoutingBench.Start();
        var started = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bench.StartSession("v1")));
        started.Select(s => s.Id).Distinct().Count().ShouldBe(1);
        await using var db = bench.Open();
        (await db.Sessions.CountAsync(Cancellation)).ShouldBe(1);
        (await db.Conversations.CountAsync(Cancellation)).ShouldBe(1);
        (await db.Outbox.CountAsync(o => o.Kind == nameof(BotTurnDue), Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task A_presence_that_is_chosen_while_ringing_rescinds_the_offer()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1);
        var session = await bench.Queue("v1");
        var offer = await bench.Ringing(session.Id);
        await bench.Submit(new AgentPresence(1, Presence.Busy) { At = default, Seq = 0 }, Guid.CreateVersion7());
        (await bench.Offer(offer.Id)).Status.ShouldBe(OfferStatus.Rescinded);
        await using var db = bench.Open();
        var row = await db.AgentStates.SingleAsync(a => a.AgentId == 1, Cancellation);
        (row.Presence, row.Used).ShouldBe(("busy", 0));
    }
}
