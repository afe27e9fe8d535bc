using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;
using NoteKinds = ServiceDesk.Contracts.NoteKinds;

namespace ServiceDesk.Server.Tests.Routing;

/// <summary>Claims, assignments, take-overs and consults as the router stores them.</summary>
public sealed class ByHandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_15_of_two_claims_at_once_one_is_stored_and_the_other_refused_also_when_repeated()
    {
        await using var bench = await RoutingBench.Start(In(OfferMode.Pull));
        await bench.Online(1, 2);
        var session = await bench.Queue("v1");
        session.Offers.ShouldBeEmpty();
        Guid[] ids = [Guid.CreateVersion7(), Guid.CreateVersion7()];
        var both = await Task.WhenAll(
            bench.Submit(new Claim(session.Id, 1, session.Version) { At = default, Seq = 0 }, ids[0]),
            bench.Submit(new Claim(session.Id, 2, session.Version) { At = default, Seq = 0 }, ids[1]));
        both.Select(r => r.Error?.Code).Order().ShouldBe([null, ErrorCodes.AlreadyTaken]);
        var lost = Array.FindIndex(both, r => r.Error is not null);
        (await bench.Submit(new Claim(session.Id, lost + 1, session.Version) { At = default, Seq = 0 }, ids[lost]))
            .Error!.Code.ShouldBe(ErrorCodes.AlreadyTaken);
        await using var db = bench.Open();
        (await db.Assignments.SingleAsync(Cancellation)).AgentId.ShouldBe(2 - lost);
        (await db.Conversations.SingleAsync(Cancellation)).Responder.ShouldBe($"agent:{2 - lost}");
        (await bench.Notes(session.ConversationId)).Count(k => k == NoteKinds.AgentJoined).ShouldBe(1);
    }

    [Fact]
    public async Task Case_27_a_broadcast_has_a_row_for_each_agent_rung_and_one_wins()
    {
        await using var bench = await RoutingBench.Start(In(OfferMode.Broadcast));
        await bench.Online(1, 2);
        var session = await bench.Queue("v1");
        session.Offers.Count.ShouldBe(2);
        await bench.Restart();
        session = await bench.Session(session.Id);
        await bench.Online(1, 2);
        await bench.Accept(session.Offers[1], 2);
        await using var db = bench.Open();
        (await db.Offers.OrderBy(o => o.Id).Select(o => o.State).ToListAsync(Cancellation)).ShouldBe(["lost", "accepted"]);
        (await db.AgentStates.OrderBy(a => a.AgentId).Select(a => a.Used).ToListAsync(Cancellation)).ShouldBe([0, 1, 0]);
        (await bench.Submit(new Accept(session.Offers[0], 1) { At = default, Seq = 0 }, Guid.CreateVersion7())).Error!.Code.ShouldBe(ErrorCodes.OfferExpired);
    }

    [Fact]
    public async Task O8_auto_accept_opens_an_assignment_without_an_offer_and_tells_why()
    {
        await using var bench = await RoutingBench.Start(In(OfferMode.AutoAccept));
        await bench.Online(1);
        var session = await bench.Queue("v1");
        session.Status.ShouldBe(SessionStatus.Active);
        await using var db = bench.Open();
        (await db.Offers.AnyAsync(Cancellation)).ShouldBeFalse();
        (await db.Assignments.SingleAsync(Cancellation)).AgentId.ShouldBe(1);
        var effects = await db.RoutingEffects.Where(e => e.Type == nameof(Assigned)).Select(e => e.Payload).ToListAsync(Cancellation);
        Server.Routing.RoutingJson.Read<RoutingEffect>(effects.ShouldHaveSingleItem())
            .ShouldBeOfType<Assigned>().Decision!.Candidates.Select(c => (c.AgentId, c.Excluded)).ShouldBe([(1, null), (2, "presence")]);
    }

    [Fact]
    public async Task W2_a_consult_is_a_row_of_its_own_that_leaves_no_trace_in_the_conversation()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1);
        var session = await bench.Queue("v1");
        session = await bench.Accept(session.OfferId!.Value, 1);
        await bench.Online(2);
        var notes = await bench.Notes(session.ConversationId);
        await Consult(bench, session);
        await using (var db = bench.Open())
        {
            (await db.Assignments.OrderBy(a => a.AgentId).Select(a => a.State).ToListAsync(Cancellation)).ShouldBe(["active", "consult"]);
            (await db.Sessions.SingleAsync(Cancellation)).AgentId.ShouldBe(1);
            (await db.Members.AnyAsync(m => m.Person == "agent:2" && m.ConversationId == session.ConversationId, Cancellation)).ShouldBeFalse();
        }

        (await bench.Notes(session.ConversationId)).ShouldBe(notes);
        await bench.Restart();
        await bench.Online(1, 2);
        (await bench.Session(session.Id)).Consult!.AgentId.ShouldBe(2);
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        var done = await bench.Submit(new ConsultEnded(session.Id, 1, Complete: true) { At = default, Seq = 0 }, Guid.CreateVersion7());
        done.Session!.Responder.ShouldBe("agent:2");
        await using (var db = bench.Open())
        {
            (await db.Assignments.OrderBy(a => a.AgentId).ThenBy(a => a.From).Select(a => a.State).ToListAsync(Cancellation))
                .ShouldBe(["done", "done", "active"]);
            (await db.AgentStates.OrderBy(a => a.AgentId).Select(a => a.Used).ToListAsync(Cancellation)).ShouldBe([0, 1, 0]);
        }
    }

    [Fact]
    public async Task Case_61_a_colleague_who_leaves_changes_nothing_for_the_agent()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1);
        var session = await bench.Queue("v1");
        session = await bench.Accept(session.OfferId!.Value, 1);
        await bench.Online(2);
        await Consult(bench, session);
        await bench.Submit(new ConsultEnded(session.Id, 2, Complete: false) { At = default, Seq = 0 }, Guid.CreateVersion7());
        var after = await bench.Session(session.Id);
        (after.Status, after.Responder, after.Consult).ShouldBe((SessionStatus.Active, "agent:1", null));
        await using var db = bench.Open();
        (await db.Assignments.OrderBy(a => a.AgentId).Select(a => a.State).ToListAsync(Cancellation)).ShouldBe(["active", "done"]);
    }

    [Fact]
    public async Task Case_28_an_assignment_while_ringing_rescinds_the_offer()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1, 2);
        var session = await bench.Queue("v1");
        var ringing = await bench.Ringing(session.Id);
        var other = 3 - ringing.AgentId;
        var assigned = await bench.Submit(
            new Assign(session.Id, 9, other, session.Version) { At = default, Seq = 0 }, Guid.CreateVersion7());
        assigned.Session!.Responder.ShouldBe($"agent:{other}");
        (await bench.Offer(ringing.Id)).Status.ShouldBe(OfferStatus.Rescinded);
    }

    private static async Task Consult(RoutingBench bench, SessionState session)
    {
        var asked = await bench.Submit(new ConsultRequested(session.Id, 1, 2, session.Version) { At = default, Seq = 0 }, Guid.CreateVersion7());
        asked.Error.ShouldBeNull();
        await bench.Accept(asked.Session!.OfferId!.Value, 2);
    }

    private static Desk In(OfferMode mode)
    {
        var desk = Desks.Small();
        return desk with { Queues = [.. desk.Queues.Select(q => q with { OfferMode = mode })] };
    }
}
