using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Jobs;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Tests.Messaging;
using ServiceDesk.Server.Tests.Sessions;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Tickets;

/// <summary>The menu, call-backs and opened tickets over the real hubs (rules S10, S21).</summary>
public sealed class CallBackTests
{
    private static CancellationToken Cancellation => Served.Cancellation;

    [Fact]
    public async Task The_menu_names_each_way_out_with_what_it_needs_and_the_slots_of_a_call()
    {
        await using var host = await Offering();
        await using var visitor = await Served.Greeted(host);

        var waiting = await visitor.WantPerson(Cancellation);

        waiting.Fallbacks.ShouldBe(["call_back", "message", "bot", "email", "link"]);
        var menu = waiting.Menu.ShouldNotBeNull();
        menu.Choices[3].ShouldBe(new FallbackChoice("email", "desk@shop.test", "Write to us"));
        menu.SlotMinutes.ShouldBe(5);
        menu.CallBackSlots.Count.ShouldBe(20);
        menu.CallBackSlots.ShouldAllBe(s => s > TimeProvider.System.GetUtcNow() && s.Minute % 5 == 0);
    }

    [Fact]
    public async Task S21_a_wished_call_becomes_a_ticket_and_waits_in_the_queue_when_it_is_due()
    {
        var clock = new ShiftedClock();
        await using var host = await Offering(clock);
        await using var visitor = await Served.Greeted(host);
        var slot = (await visitor.WantPerson(Cancellation)).Menu!.CallBackSlots[0];
        var hub = await visitor.Hub(Cancellation);
        var wish = new ChooseFallbackRequest(Guid.CreateVersion7(), visitor.Session!.SessionId, FallbackKinds.CallBack, Slot: slot, Phone: "+49 30 1234567");

        var planned = (await hub.ChooseFallback(wish)).OrThrow();
        var again = (await hub.ChooseFallback(wish)).OrThrow();

        (planned.Phase, planned.CallBackAt, planned.Menu).ShouldBe((SessionPhase.Deferred, slot, null));
        again.ShouldBeEquivalentTo(planned);
        clock.Shift = slot - TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(1);
        await using var agent = await Served.Online(host);
        var ticket = (await (await agent.Hub(Cancellation)).Tickets(new TicketsRequest())).OrThrow().Tickets.ShouldHaveSingleItem();
        (ticket.Kind, ticket.Phone, ticket.DueAt, ticket.Text).ShouldBe(("call_back", "+49 30 1234567", slot, ""));

        clock.Shift += TimeSpan.FromSeconds(30);
        await host.Get<SessionDeadlineJobs>().Sweep(Cancellation);

        var card = await agent.Ringing(Cancellation, visitor.Session.SessionId);
        card.Call.ShouldBe(new WishedCall(slot, "+49 30 1234567", null));
        var row = await agent.Accept(card, Cancellation);
        (row.Phase, row.Call).ShouldBe((SessionPhase.Active, card.Call));
        await using var db = host.OpenDb();
        (await db.Segments.CountAsync(s => s.SessionId == row.SessionId, Cancellation)).ShouldBe(2);
    }

    [Fact]
    public async Task With_the_end_of_the_session_that_came_back_for_it_the_call_is_done()
    {
        var clock = new ShiftedClock();
        await using var host = await Offering(clock);
        await using var visitor = await Served.Greeted(host);
        var slot = (await visitor.WantPerson(Cancellation)).Menu!.CallBackSlots[0];
        await (await visitor.Hub(Cancellation)).ChooseFallback(new ChooseFallbackRequest(
            Guid.CreateVersion7(), visitor.Session!.SessionId, FallbackKinds.CallBack, Slot: slot, Phone: "+49 30 1234567"));
        clock.Shift = slot - TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(31);
        await using var agent = await Served.Online(host);
        await host.Get<SessionDeadlineJobs>().Sweep(Cancellation);
        var row = await agent.Accept(await agent.Ringing(Cancellation, visitor.Session.SessionId), Cancellation);
        var hub = await agent.Hub(Cancellation);

        var ended = (await hub.End(new VersionedCommand(Guid.CreateVersion7(), row.SessionId, row.Version))).OrThrow();

        ended.Call.ShouldBeNull();
        (await hub.Tickets(new TicketsRequest())).OrThrow().Tickets.ShouldBeEmpty();
        var ticket = (await hub.Tickets(new TicketsRequest(TicketStatus.Closed))).OrThrow().Tickets.ShouldHaveSingleItem();
        (ticket.SessionId, ticket.Assignee).ShouldBe((row.SessionId, "Ana"));
    }

    [Fact]
    public async Task S21_the_job_of_a_call_is_armed_at_its_slot()
    {
        await using var host = await Offering();
        await using var visitor = await Served.Greeted(host);
        // Before the bot's own deadline, and not while this runs.
        var soonest = TimeProvider.System.GetUtcNow().AddSeconds(30);
        var slot = (await visitor.WantPerson(Cancellation)).Menu!.CallBackSlots.First(s => s > soonest);
        await (await visitor.Hub(Cancellation)).ChooseFallback(new ChooseFallbackRequest(
            Guid.CreateVersion7(), visitor.Session!.SessionId, FallbackKinds.CallBack, "kim@example.test", Slot: slot));

        await Eventually.True(
            () => host.Get<Hangfire.JobStorage>().GetMonitoringApi().ScheduledJobs(0, 1000).Any(j =>
                Equals(j.Value.Job.Args[0], visitor.Session.SessionId) && (j.Value.EnqueueAt - slot.UtcDateTime).Duration() < TimeSpan.FromSeconds(2)),
            Cancellation);
    }

    [Fact]
    public async Task A_call_at_a_time_that_is_not_offered_or_without_a_way_to_reach_the_visitor_is_refused()
    {
        await using var host = await Offering();
        await using var visitor = await Served.Greeted(host);
        await visitor.WantPerson(Cancellation);
        var hub = await visitor.Hub(Cancellation);
        var wish = new ChooseFallbackRequest(Guid.CreateVersion7(), visitor.Session!.SessionId, FallbackKinds.CallBack, Phone: "112");
        var slot = TimeProvider.System.GetUtcNow().AddDays(30);

        (await hub.ChooseFallback(wish)).Error!.Code.ShouldBe(ErrorCodes.Invalid);
        (await hub.ChooseFallback(wish with { Slot = slot, Phone = null })).Error!.Code.ShouldBe(ErrorCodes.Invalid);
        (await hub.ChooseFallback(wish with { Slot = slot })).Error!.Code.ShouldBe(ErrorCodes.TargetUnavailable);
        (await hub.QueueStatus(new SessionCommand(Guid.CreateVersion7(), visitor.Session.SessionId))).OrThrow().Phase.ShouldBe(SessionPhase.Queued);
        (await Served.Read(host, db => db.Tickets.CountAsync(Cancellation))).ShouldBe(0);
    }

    [Fact]
    public async Task S21_an_agent_opens_a_left_message_and_talks_to_the_visitor_at_once()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await visitor.WantPerson(Cancellation);
        await (await visitor.Hub(Cancellation)).ChooseFallback(new ChooseFallbackRequest(
            Guid.CreateVersion7(), visitor.Session!.SessionId, FallbackKinds.Message, "kim@example.test", "Please call about order 7."));
        await using var agent = await Served.Online(host);
        var hub = await agent.Hub(Cancellation);
        var ticket = (await hub.Tickets(new TicketsRequest())).OrThrow().Tickets.ShouldHaveSingleItem();
        var command = new TicketCommand(Guid.CreateVersion7(), ticket.TicketId);

        var row = (await hub.OpenTicket(command)).OrThrow();
        (await hub.OpenTicket(command)).OrThrow().SessionId.ShouldBe(row.SessionId);

        row.SessionId.ShouldBe(visitor.Session.SessionId);
        agent.Connection.Follow(row.ConversationId);
        await agent.Say(row.ConversationId, "It is about order 7?", Cancellation);
        await visitor.Phase(SessionPhase.Active, Cancellation);
        (await hub.Tickets(new TicketsRequest())).OrThrow().Tickets.ShouldHaveSingleItem().Assignee.ShouldBe("Ana");
    }

    [Fact]
    public async Task Case_55_with_nobody_online_a_queue_may_show_the_menu_at_once_and_no_error()
    {
        await using var host = await TestHost.Start();
        await ResumeTests.Publish(host, desk => desk with
        {
            Queues = [.. desk.Queues.Select(q => q with { WhenNobodyOnline = WhenNobodyOnline.Fallback })],
        });
        await using var visitor = await Served.Greeted(host);

        var deferred = await visitor.WantPerson(Cancellation);

        deferred.Phase.ShouldBe(SessionPhase.Deferred);
        deferred.Fallbacks.ShouldBe([FallbackKinds.Message, FallbackKinds.Bot]);
    }

    private static async Task<TestHost> Offering(TimeProvider? clock = null)
    {
        var host = await TestHost.Start(services: services => services.AddSingleton(clock ?? TimeProvider.System));
        await ResumeTests.Publish(host, desk => desk with
        {
            Queues =
            [
                .. desk.Queues.Select(q => q with
                {
                    CallBack = new CallBackSettings { SlotMinutes = 5, LeadMinutes = 0 },
                    Fallbacks =
                    [
                        new() { Kind = FallbackKind.CallBack }, new() { Kind = FallbackKind.Message }, new() { Kind = FallbackKind.Bot },
                        new() { Kind = FallbackKind.Email, Target = "desk@shop.test", Label = "Write to us" },
                        new() { Kind = FallbackKind.Link, Target = "https://shop.test/help" },
                    ],
                }),
            ],
        });
        return host;
    }
}
