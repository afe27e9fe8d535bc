using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using Shouldly;
using Xunit;
using NoteKinds = ServiceDesk.Contracts.NoteKinds;

namespace ServiceDesk.Server.Tests.Routing;

public sealed class RoutingSafetyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_30_a_repeated_command_has_one_effect_and_the_same_answer()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1);
        var session = await bench.Queue("v1");
        var offer = await bench.Ringing(session.Id);
        var (command, accept) = (Guid.CreateVersion7(), new Accept(offer.Id, 1) { At = default, Seq = 0 });
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bench.Submit(accept, command)));
        answers.ShouldAllBe(a => a.Error == null && a.Session!.Status == SessionStatus.Active);
        (await bench.Submit(accept, command)).Session!.Id.ShouldBe(session.Id);
        (await bench.Notes(session.ConversationId)).Count(n => n == NoteKinds.AgentJoined).ShouldBe(1);
        await using var db = bench.Open();
        (await db.RoutingEvents.CountAsync(e => e.CommandId == command, Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task A_command_id_with_other_content_is_an_idempotency_conflict()
    {
        await using var bench = await RoutingBench.Start();
        var session = await bench.StartSession("v1");
        var command = Guid.CreateVersion7();
        await bench.Submit(new SessionEnqueued(session.Id, EnqueuedBy.Visitor, "support") { At = default, Seq = 0 }, command);
        var other = await bench.Submit(new SessionEnqueued(session.Id, EnqueuedBy.Visitor, "sales") { At = default, Seq = 0 }, command);
        other.Error!.Code.ShouldBe(ErrorCodes.IdempotencyConflict);
        (await bench.Session(session.Id)).QueueId.ShouldBe("support");
    }

    [Fact]
    public async Task A_refused_command_stays_refused_when_it_is_repeated()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1, 2);
        var session = await bench.Queue("v1");
        var offer = await bench.Ringing(session.Id);
        session = await bench.Accept(offer.Id, offer.AgentId);
        var (command, end) = (Guid.CreateVersion7(), new Ended(session.Id, EndedBy.Agent, offer.AgentId, session.Version - 1) { At = default, Seq = 0 });
        (await bench.Submit(end, command)).Error!.Code.ShouldBe(ErrorCodes.VersionConflict);
        (await bench.Submit(end, command)).Error!.Code.ShouldBe(ErrorCodes.VersionConflict);
        (await bench.Session(session.Id)).Status.ShouldBe(SessionStatus.Active);
    }

    [Fact]
    public async Task Case_16_when_another_writer_begins_the_turn_is_discarded_nothing_is_published_and_the_state_is_loaded_again()
    {
        await using var bench = await RoutingBench.Start();
        var session = await bench.StartSession("v1");
        var before = await Picture(bench);
        await using (var other = bench.Open())
        await using (var write = await other.BeginWrite(WriteKind.Routing, Cancellation))
        {
            await other.RoutingDomains.ExecuteUpdateAsync(d => d.SetProperty(r => r.Epoch, r => r.Epoch + 1), Cancellation);
            await write.Commit(Cancellation);
        }

        var (command, wanted) = (Guid.CreateVersion7(), new SessionEnqueued(session.Id, EnqueuedBy.Visitor) { At = default, Seq = 0 });
        (await bench.Submit(wanted, command)).Error!.Code.ShouldBe(ErrorCodes.Unavailable);
        bench.Counters.Fenced.ShouldBe(1);
        (await Picture(bench)).Events.ShouldBe(before.Events);
        (await bench.Session(session.Id)).Status.ShouldBe(SessionStatus.Bot);
        await using (var db = bench.Open())
        {
            (await db.RoutingEvents.AnyAsync(e => e.CommandId == command, Cancellation)).ShouldBeFalse();
            (await db.RoutingEffects.AnyAsync(e => e.Type == nameof(Enqueued), Cancellation)).ShouldBeFalse();
        }

        // It took over anew: the same command now takes effect, once.
        (await bench.Submit(wanted, command)).Session!.Status.ShouldBe(SessionStatus.Queued);
        await using var after = bench.Open();
        (await after.RoutingDomains.SingleAsync(Cancellation)).Epoch.ShouldBe(3);
    }

    [Fact]
    public async Task Case_17_a_writer_that_slept_while_another_began_is_fenced_out_and_times_nobody_out()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1);
        var offer = await bench.Ringing((await bench.Queue("v1")).Id);
        await using (var other = bench.Open())
        await using (var write = await other.BeginWrite(WriteKind.Routing, Cancellation))
        {
            await other.RoutingDomains.ExecuteUpdateAsync(d => d.SetProperty(r => r.Epoch, r => r.Epoch + 1), Cancellation);
            await write.Commit(Cancellation);
        }

        // By its own clock the offer ran out during the sleep; it is not this writer's to say so any more.
        await bench.Pass(TimeSpan.FromSeconds(60));

        bench.Counters.Fenced.ShouldBe(1);
        await bench.Submit(new Tick { At = default, Seq = 0 });
        var closed = await bench.Offer(offer.Id);
        (closed.Status, closed.Reason).ShouldBe((OfferStatus.Rescinded, "writer_away"));
        await using var db = bench.Open();
        (await db.AgentStates.SingleAsync(a => a.AgentId == 1, Cancellation)).MissStreak.ShouldBe(0);
        (await db.RoutingEffects.CountAsync(e => e.Type == nameof(OfferClosed), Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task Case_21_an_accept_that_was_stored_before_the_process_died_holds_and_the_agent_finds_it()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1);
        var session = await bench.Queue("v1");
        var offer = await bench.Ringing(session.Id);
        var (command, accept) = (Guid.CreateVersion7(), new Accept(offer.Id, 1) { At = default, Seq = 0 });
        await bench.Submit(accept, command);

        // Nothing of it was pushed: the loop that pushes is off here.
        await bench.Restart();
        await bench.Submit(new Decisions.Routing.AgentConnection(1, true) { At = default, Seq = 0 });

        var again = await bench.Submit(accept, command);
        again.Error.ShouldBeNull();
        (again.Session!.Status, again.Session.Assignment!.AgentId).ShouldBe((SessionStatus.Active, 1));
        // What a desk is shown when it says Hello.
        var views = bench.Get<AgentViews>();
        (await views.Ringing(1, Cancellation)).ShouldBeEmpty();
        (await views.Self(1, Cancellation))!.Load.ShouldBe(1);
        (await bench.Notes(session.ConversationId)).Count(n => n == NoteKinds.AgentJoined).ShouldBe(1);
    }

    [Fact]
    public async Task Case_91_a_commit_that_fails_leaves_nothing_behind_and_the_memory_is_rebuilt()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1);
        var session = await bench.StartSession("v1");
        var before = await Picture(bench);
        Pushed(bench).ShouldBeGreaterThan(0);
        bench.Faults.Next = 1;

        var (command, wanted) = (Guid.CreateVersion7(), new SessionEnqueued(session.Id, EnqueuedBy.Visitor) { At = default, Seq = 0 });
        (await bench.Submit(wanted, command)).Error!.Code.ShouldBe(ErrorCodes.Unavailable);
        (await Picture(bench)).ShouldBe(before);
        Pushed(bench).ShouldBe(0);
        bench.Counters.Failed.ShouldBe(1);

        (await bench.Submit(wanted, command)).Error.ShouldBeNull();
        var offer = await bench.Ringing(session.Id);
        offer.Id.ShouldBe(1);
        await using var db = bench.Open();
        (await db.RoutingDomains.SingleAsync(Cancellation)).Epoch.ShouldBe(1);
        (await db.AgentStates.SingleAsync(a => a.AgentId == 1, Cancellation)).Used.ShouldBe(1);
    }

    [Fact]
    public async Task Case_90_a_restart_keeps_pending_offers_with_their_deadlines()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1, 2, 3);
        var sessions = new List<SessionState>();
        foreach (var (visitor, topic) in new[] { ("v1", "x"), ("v2", "x"), ("v3", "support") })
        {
            sessions.Add(await bench.Queue(visitor, topic));
        }

        var before = await Task.WhenAll(sessions.Select(s => bench.Ringing(s.Id)));
        await bench.Restart();
        var after = await Task.WhenAll(sessions.Select(s => bench.Ringing(s.Id)));
        after.Select(o => (o.Id, o.AgentId, o.Deadline)).ShouldBe(before.Select(o => (o.Id, o.AgentId, o.Deadline)));

        // Everybody known as connected is in grace until they come back; what rings goes on ringing.
        await using (var db = bench.Open())
        {
            (await db.AgentStates.Select(a => a.Connection).Distinct().ToListAsync(Cancellation)).ShouldBe(["grace"]);
        }

        await bench.Submit(new Decisions.Routing.AgentConnection(before[0].AgentId, true) { At = default, Seq = 0 });
        (await bench.Accept(before[0].Id, before[0].AgentId)).Status.ShouldBe(SessionStatus.Active);
        await bench.Pass(TimeSpan.FromSeconds(20));
        (await bench.Offer(before[1].Id)).Status.ShouldBe(OfferStatus.TimedOut);
    }

    [Fact]
    public async Task An_offer_whose_deadline_passed_while_no_writer_ran_is_rescinded()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1);
        var offer = await bench.Ringing((await bench.Queue("v1")).Id);
        await bench.Stop();
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.Restart();
        (await bench.Offer(offer.Id)).Status.ShouldBe(OfferStatus.Rescinded);
        await using var db = bench.Open();
        (await db.AgentStates.SingleAsync(a => a.AgentId == 1, Cancellation)).MissStreak.ShouldBe(0);
    }

    [Fact]
    public async Task Case_94_the_ledger_replayed_into_a_fresh_core_gives_the_stored_effects()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1, 2, 3);
        var first = await bench.Queue("v1");
        var second = await bench.Queue("v2", "support");
        var offer = await bench.Ringing(first.Id);
        first = await bench.Accept(offer.Id, offer.AgentId);
        await bench.Submit(new TransferRequested(first.Id, offer.AgentId, "support", null, null) { At = default, Seq = 0 }, Guid.CreateVersion7());
        await bench.Pass(TimeSpan.FromSeconds(25));
        await bench.Submit(new VisitorLeft(second.Id) { At = default, Seq = 0 });
        await bench.Pass(TimeSpan.FromSeconds(120));

        await using var db = bench.Open();
        var core = new RoutingCore(new Decisions.Configuration.Desk());
        var replayed = new List<string>();
        foreach (var row in await db.RoutingEvents.OrderBy(e => e.Seq).ToListAsync(Cancellation))
        {
            replayed.AddRange(core.Apply(RoutingJson.Read<RoutingEvent>(row.Payload)).Effects.Select(RoutingJson.Write<RoutingEffect>));
        }

        var stored = await db.RoutingEffects.OrderBy(e => e.Seq).ThenBy(e => e.Ord).Select(e => e.Payload).ToListAsync(Cancellation);
        stored.Count.ShouldBeGreaterThan(20);
        replayed.ShouldBe(stored);
    }

    // Takes what waits to be pushed; the loop that pushes is off here.
    private static int Pushed(RoutingBench bench)
    {
        var (pushes, count) = (bench.Get<Server.Sessions.SessionPushes>(), 0);
        while (pushes.Rings.TryRead(out _) || pushes.Sessions.TryRead(out _))
        {
            count++;
        }

        return count;
    }

    private static async Task<(string Sessions, int Events, int Ledger, long Seq, int Outbox)> Picture(RoutingBench bench)
    {
        await using var db = bench.Open();
        return (
            string.Join('\n', await db.Sessions.OrderBy(s => s.Id).Select(s => s.State + s.Core).ToListAsync(Cancellation)),
            await db.Events.CountAsync(Cancellation),
            await db.RoutingEvents.CountAsync(Cancellation),
            (await db.RoutingDomains.SingleAsync(Cancellation)).LastEventSeq,
            await db.Outbox.CountAsync(Cancellation));
    }
}
