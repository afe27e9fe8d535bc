using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>Other ways than waiting (S10, S21), and who does not get to wait at all (S4).</summary>
public sealed class FallbackTests
{
    private static readonly Fallback[] All =
    [
        new() { Kind = FallbackKind.Bot }, new() { Kind = FallbackKind.Message }, new() { Kind = FallbackKind.CallBack },
        new() { Kind = FallbackKind.Email, Target = "desk@shop.example" }, new() { Kind = FallbackKind.Link, Target = "https://shop.example/help" },
    ];

    [Theory]
    [InlineData("message")]
    [InlineData("email")]
    [InlineData("link")]
    public void S10_a_chosen_way_out_ends_the_wait_and_rescinds_what_rings(string choice)
    {
        var scene = Scene();
        scene.Come(1);
        scene.Arrive(1);
        scene.RungFor(1).ShouldBe(1);

        Choose(scene, choice).Only<Deferred>().Reason.ShouldBe(choice);

        scene.Agent(1).Used.ShouldBe(0);
        Choose(scene, choice).Changed.ShouldBeFalse("twice is once");
    }

    [Fact]
    public void S10_the_bot_takes_who_no_longer_wants_to_wait()
    {
        var scene = Scene();
        scene.Arrive(1, "bot-shop");
        Choose(scene, "bot").Only<BotStarted>().Reason.ShouldBe("fallback");
        scene.Arrive(2);
        Choose(scene, "bot", 2).Code().ShouldBe(RefusalCodes.Invalid, "this door has no bot");
    }

    [Fact]
    public void Q1_only_what_the_queue_offers_can_be_chosen()
    {
        var scene = Scene(Fallback.Usual);
        scene.Arrive(1);
        foreach (var choice in new[] { "call_back", "email", "link", "telepathy" })
        {
            Choose(scene, choice).Code().ShouldBe(RefusalCodes.Invalid);
        }

        scene.Come(1);
        scene.Take(1);
        Choose(scene, "message").Code().ShouldBe(RefusalCodes.Invalid, "it is being served");
    }

    [Fact]
    public void Q3_a_call_back_needs_a_slot_that_is_offered()
    {
        var scene = Scene();
        scene.Arrive(1);
        Choose(scene, "call_back").Code().ShouldBe(RefusalCodes.Invalid);
        foreach (var slot in new[] { scene.Now.AddMinutes(-30), scene.Now.AddMinutes(7), scene.Now.AddHours(7), scene.Now.AddDays(8) })
        {
            Choose(scene, "call_back", slot: slot).Code().ShouldBe(RefusalCodes.TargetUnavailable);
            scene.Session(1).Status.ShouldBe(SessionStatus.Queued);
        }

        var planned = Choose(scene, "call_back", slot: scene.Now.AddHours(1));

        planned.Only<Deferred>().Reason.ShouldBe("call_back");
        planned.Only<CallBackPlanned>().DueAt.ShouldBe(scene.Now.AddHours(1));
        Choose(scene, "call_back", slot: scene.Now.AddHours(1)).Changed.ShouldBeFalse("twice is once");
        Choose(scene, "call_back", slot: scene.Now.AddHours(2)).Only<CallBackPlanned>();
    }

    [Fact]
    public void S21_a_call_back_that_is_due_waits_with_its_age_for_reports_and_a_fresh_key()
    {
        var scene = Scene();
        scene.Arrive(1);
        var wanted = scene.Session(1).EnqueuedAt;
        scene.After(600);
        var slot = scene.Now.AddMinutes(50);
        Choose(scene, "call_back", slot: slot);
        scene.Leave(1);
        var stored = scene.Session(1);
        scene.After(50 * 60 - 1);
        Due(scene, stored).Changed.ShouldBeFalse();
        scene.After(1);

        var due = Due(scene, stored);

        due.Only<Resumed>().Reason.ShouldBe("call_back");
        scene.Session(1).EnqueuedAt.ShouldBe(wanted);
        scene.Session(1).Key.ShouldBe(slot);
        scene.After(600);
        scene.Session(1).Status.ShouldBe(SessionStatus.Queued, "who is called back need not be connected");
        scene.Come(1);
        scene.RungFor(1).ShouldBe(1);
    }

    [Fact]
    public void S21_a_queue_that_is_closed_by_then_calls_at_its_next_opening()
    {
        var scene = Scene();
        scene.Arrive(1);
        var slot = scene.Now.AddHours(1);
        Choose(scene, "call_back", slot: slot);
        var stored = scene.Session(1);
        scene.Publish(scene.Desk with
        {
            Version = 2,
            Schedules = [.. scene.Desk.Schedules.Select(s => s.Id == Desks.Office ? s with { Emergency = new EmergencyClosing(null, slot.AddHours(1)) } : s)],
        });
        scene.After(3_600);

        Due(scene, stored).Only<CallBackPlanned>().ShouldBe(new CallBackPlanned(1, Desks.Sales, slot.AddHours(1)) { Reason = "closed" });
        scene.Session(1).Status.ShouldBe(SessionStatus.Deferred);

        scene.After(3_600);
        Due(scene, stored with { CallBackAt = slot.AddHours(1) });
        scene.Session(1).Status.ShouldBe(SessionStatus.Queued);
    }

    [Fact]
    public void S21_a_visitor_who_is_being_served_meanwhile_is_not_called_besides()
    {
        var scene = Scene();
        scene.Arrive(1);
        Choose(scene, "call_back", slot: scene.Now.AddHours(1));
        scene.Open(2, visitor: "v1");
        var stored = scene.Session(1);
        scene.After(3_600);

        Due(scene, stored).Effects.ShouldBeEmpty();

        scene.Session(1).CallBackAt.ShouldBeNull();
        scene.Session(1).Status.ShouldBe(SessionStatus.Deferred);
    }

    [Fact]
    public void S21_an_agent_who_opens_the_ticket_has_the_session_at_once_over_the_capacity_if_need_be()
    {
        var scene = new Scene(Desks.With(Desks.Agent(1, capacity: 1)).Change(Desks.Sales, q => q with { Fallbacks = All }));
        scene.Arrive(1);
        Choose(scene, "message");
        scene.Come(1);
        scene.RungAndTaken(2);

        var opened = Open(scene, 1, 1);

        opened.Only<Assigned>().Reason.ShouldBe(AssignReasons.Ticket);
        opened.Only<OverCapacity>().Used.ShouldBe(2);
        scene.Session(1).Responder.ShouldBe("agent:1");
        Open(scene, 1, 1).Changed.ShouldBeFalse("twice is once");
        Open(scene, 1, 9).Code().ShouldBe(RefusalCodes.AlreadyTaken);
    }

    [Fact]
    public void S21_not_for_an_agent_who_is_not_there_nor_while_the_visitor_has_another_session()
    {
        var scene = Scene();
        scene.Arrive(1);
        Choose(scene, "message");
        Open(scene, 1, 1).Code().ShouldBe(RefusalCodes.TargetUnavailable);
        Open(scene, 1, 99).Code().ShouldBe(RefusalCodes.NotFound);
        scene.Come(1);
        scene.Open(2, visitor: "v1");
        Open(scene, 1, 1).Code().ShouldBe(RefusalCodes.AlreadyTaken);
    }

    [Fact]
    public void S4_shortly_before_closing_nobody_new_is_taken_in_and_the_next_opening_is_named()
    {
        var scene = Scene(All, q => q with { LastIntakeSeconds = 600 });
        scene.Come(1);
        scene.After(6 * 3_600 - 600);
        scene.RungAndTaken(1).ShouldBe(1);
        scene.After(1);

        var deferred = scene.Arrive(2).Only<Deferred>();

        (deferred.Reason, deferred.OpensAt).ShouldBe(("closed", (DateTimeOffset?)Tests.Routing.Scene.Start.AddHours(21)));
    }

    [Fact]
    public void Case_55_with_nobody_online_a_queue_may_show_the_menu_at_once()
    {
        var scene = Scene(All, q => q with { WhenNobodyOnline = WhenNobodyOnline.Fallback });
        scene.Arrive(1).Only<Deferred>().Reason.ShouldBe("nobody_online");
        scene.Come(1);
        scene.Arrive(2);
        scene.RungFor(2).ShouldBe(1);
        scene.Be(1, Presence.Away);
        scene.Arrive(3).Only<Deferred>().Reason.ShouldBe("nobody_online");
    }

    [Fact]
    public void Case_54_the_longest_wait_ends_in_the_menu_and_not_silently()
    {
        var scene = Scene(All, q => q with { MaxWaitSeconds = 1_200 });
        scene.Arrive(1);
        var effects = scene.After(1_200);
        effects.OfType<Deferred>().ShouldHaveSingleItem().Reason.ShouldBe("max_wait");
        effects.OfType<SessionEnded>().ShouldBeEmpty();
        effects.Notes().ShouldContain(NoteKinds.Deferred);
    }

    [Fact]
    public void Q3_slots_are_whole_inside_the_hours_of_queue_and_door_and_no_sooner_than_the_lead_time()
    {
        var desk = Desks.With().Change(Desks.Sales, q => q with { ScheduleId = Desks.Office, CallBack = new CallBackSettings { SlotMinutes = 60, LeadMinutes = 90 } });
        var queue = desk.Queues[0];
        // Monday, half past two in the afternoon; the office closes at six.
        var now = Tests.Routing.Scene.Start.AddHours(2.5);

        var slots = CallBackSlots.Next(desk, Desks.Door, queue, now, 4);

        slots.ShouldBe([now.AddHours(1.5), now.AddHours(2.5), now.AddHours(18.5), now.AddHours(19.5)]);
        slots.ShouldAllBe(s => CallBackSlots.IsOffered(desk, Desks.Door, queue, now, s));
        CallBackSlots.IsOffered(desk, Desks.Door, queue, now, now.AddHours(3.5)).ShouldBeFalse("it would end after closing");
    }

    [Fact]
    public void Q3_the_grid_is_that_of_the_local_clock_and_survives_the_change_to_summer()
    {
        var zone = new Schedule { Id = "in", Zone = "Asia/Kolkata", AlwaysOpen = true };
        var berlin = new Schedule { Id = "de", Zone = "Europe/Berlin", Weekly = [.. Enum.GetValues<DayOfWeek>().Select(d => new WeeklyInterval(d, 0, 240))] };
        var hour = new CallBackSettings { SlotMinutes = 60, LeadMinutes = 0 };
        var desk = Desks.With() with { Schedules = [zone, berlin] };

        var india = CallBackSlots.Next(desk, null, new Queue { Id = "q", Name = "Q", ScheduleId = "in", CallBack = hour }, Tests.Routing.Scene.Start, 1);
        india.ShouldBe([Tests.Routing.Scene.Start.AddMinutes(30)]);

        // 29 March 2026: 02:00 becomes 03:00, the night has three hours.
        var night = CallBackSlots.Next(desk, null, new Queue { Id = "q", Name = "Q", ScheduleId = "de", CallBack = hour }, new DateTimeOffset(2026, 3, 28, 22, 59, 0, TimeSpan.Zero), 4);
        night.Select(s => s.Hour).ShouldBe([23, 0, 1, 22]);
    }

    [Fact]
    public void Q3_hours_that_hold_no_whole_slot_offer_none_and_the_search_ends()
    {
        var short_ = new Schedule { Id = "short", Zone = "Etc/UTC", Weekly = [new WeeklyInterval(DayOfWeek.Monday, 540, 550)] };
        var queue = new Queue { Id = "q", Name = "Q", ScheduleId = "short", CallBack = new CallBackSettings { DaysAhead = 60 } };
        CallBackSlots.Next(Desks.With() with { Schedules = [short_] }, null, queue, Tests.Routing.Scene.Start, 20).ShouldBeEmpty();
    }

    [Fact]
    public void A_queue_without_a_way_out_or_with_an_unfinished_one_is_not_published()
    {
        Faults([]).ShouldBe(["no_fallback"]);
        Faults([new() { Kind = FallbackKind.Email }, new() { Kind = FallbackKind.Link, Target = "ftp://shop.example" }]).ShouldBe(["format", "format"]);
        Faults([new() { Kind = FallbackKind.Message }, new() { Kind = FallbackKind.Message }]).ShouldBe(["duplicate"]);
        Faults([new() { Kind = FallbackKind.Message, Label = "" }]).ShouldBe(["format"]);
        Faults(All).ShouldBeEmpty();
        Codes(Desks.With().Change(Desks.Sales, q => q with { CallBack = new CallBackSettings { SlotMinutes = 35 } })).ShouldBe(["range"]);
    }

    private static IEnumerable<string> Faults(IReadOnlyList<Fallback> fallbacks) =>
        Codes(Desks.With().Change(Desks.Sales, q => q with { Fallbacks = fallbacks }));

    private static IEnumerable<string> Codes(Desk desk) => DeskChecks.Faults(desk).Select(f => f.Code);

    private static Scene Scene(IReadOnlyList<Fallback>? fallbacks = null, Func<Queue, Queue>? change = null)
    {
        var desk = Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { ScheduleId = Desks.Office, Fallbacks = fallbacks ?? All });
        return new Scene(change is null ? desk : desk.Change(Desks.Sales, change));
    }

    private static Outcome Choose(Scene scene, string choice, long session = 1, DateTimeOffset? slot = null) =>
        scene.Do(new FallbackChosen(session, choice, slot) { At = scene.Now, Seq = 0 });

    private static Outcome Due(Scene scene, SessionState stored) => scene.Do(
        new DeadlineDue(1, DeadlineKind.CallBack, new ConversationFacts(WaitingOn.Nobody, scene.Now, 0)) { At = scene.Now, Seq = 0, Stored = stored });

    private static Outcome Open(Scene scene, long session, long agent) =>
        scene.Do(new TicketOpened(session, agent) { At = scene.Now, Seq = 0 });
}
