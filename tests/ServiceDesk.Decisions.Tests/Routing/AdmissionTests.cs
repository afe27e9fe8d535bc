using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

public sealed class AdmissionTests
{
    [Theory]
    [InlineData("https://shop.example/VIP/cart", "en", "vip", Desks.Sales, 300)]
    [InlineData("https://shop.example/help/returns?x=1", "en", "help", Desks.Support, 0)]
    [InlineData("https://shop.example/", "zh-CN", "chinese", Desks.Support, 0)]
    [InlineData("https://shop.example/", "zho", "rest", Desks.Sales, 0)]
    [InlineData("no address at all", null, "rest", Desks.Sales, 0)]
    public void S3_the_first_rule_that_holds_decides(string url, string? locale, string rule, string queue, int boost)
    {
        var scene = new Scene(Desks.Agent(1));
        var outcome = scene.Arrive(1, url: url, locale: locale);
        var enqueued = outcome.Only<Enqueued>();
        (enqueued.RuleId, enqueued.QueueId, enqueued.BoostSeconds, enqueued.Reason).ShouldBe((rule, queue, boost, "visitor"));
        enqueued.Key.ShouldBe(scene.Now.AddSeconds(-boost));
        outcome.Only<ResponderChanged>().Responder.ShouldBe("queue:" + queue);
        outcome.Effects.Notes().ShouldBe([NoteKinds.Queued]);
    }

    [Fact]
    public void S3_a_queue_named_outright_goes_before_the_rules_and_an_unknown_one_is_ignored()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Open(1);
        scene.Want(1, EnqueuedBy.Bot, Desks.Support).Only<Enqueued>().QueueId.ShouldBe(Desks.Support);
        scene.Open(2);
        scene.Want(2, EnqueuedBy.Bot, "nowhere").Only<Enqueued>().RuleId.ShouldBe("rest");
    }

    [Fact]
    public void Case_53_the_eleventh_gets_the_menu()
    {
        var scene = new Scene(Desks.Agent(1));
        for (var id = 1; id <= 10; id++)
        {
            scene.Arrive(id).Effects.OfType<Enqueued>().ShouldHaveSingleItem();
        }

        var outcome = scene.Arrive(11);
        outcome.Only<Deferred>().Reason.ShouldBe(DeferReasons.Full);
        outcome.Refusal.ShouldBeNull();
        scene.Session(11).Status.ShouldBe(SessionStatus.Deferred);
        scene.Session(11).Responder.ShouldBeNull();
    }

    [Fact]
    public void Case_53_capacity_online_makes_the_queue_longer()
    {
        var scene = new Scene(Desks.Agent(1, capacity: 5));
        scene.Come(1);
        for (var id = 1; id <= 15; id++)
        {
            scene.Arrive(id).Effects.OfType<Enqueued>().ShouldHaveSingleItem();
        }

        scene.Arrive(16).Only<Deferred>().Reason.ShouldBe(DeferReasons.Full);
    }

    [Fact]
    public void Case_54_the_longest_wait_ends_in_the_menu_also_while_an_agent_is_rung()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Arrive(1);
        scene.Arrive(2);
        scene.After(1_190);
        scene.Come(1);
        scene.RungFor(1).ShouldBe(1);
        var effects = scene.After(10);
        effects.OfType<Deferred>().Select(d => (d.SessionId, d.Reason)).ShouldBe([(1, DeferReasons.MaxWait), (2, DeferReasons.MaxWait)]);
        effects.OfType<OfferClosed>().ShouldHaveSingleItem().State.ShouldBe(OfferStatus.Rescinded);
        effects.OfType<OfferCreated>().ShouldBeEmpty();
        scene.Agent(1).Used.ShouldBe(0);
    }

    [Fact]
    public void S3_with_nobody_online_people_wait_while_it_is_open()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Arrive(1);
        scene.Session(1).Status.ShouldBe(SessionStatus.Queued);
    }

    [Fact]
    public void S3_a_queue_that_nobody_serves_raises_an_alarm()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Arrive(1, url: "https://shop.example/help").Only<Alert>().Reason.ShouldBe(AlertReasons.Unservable);
    }

    [Fact]
    public void Case_76_at_closing_those_who_wait_are_still_served_and_new_ones_get_the_menu()
    {
        var scene = AtOffice(Desks.Agent(1, capacity: 1));
        scene.After((6 * 3_600) - 60);
        for (var id = 1; id <= 5; id++)
        {
            scene.Arrive(id);
        }

        scene.After(120);
        var late = scene.Arrive(6).Only<Deferred>();
        late.Reason.ShouldBe(DeferReasons.Closed);
        late.OpensAt.ShouldBe(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero));
        scene.Come(1).Only<OfferCreated>().SessionId.ShouldBe(1);
        scene.Take(1);
        var effects = scene.After(1_800);
        effects.OfType<Deferred>().Select(d => d.Reason).Distinct().ShouldBe([DeferReasons.MaxWait]);
        scene.Session(1).Status.ShouldBe(SessionStatus.Active, "a schedule never ends a session that is being served");
    }

    [Fact]
    public void S10_the_drain_limit_ends_the_wait_after_closing()
    {
        var desk = Office(Desks.Agent(1)).Change(Desks.Sales, q => q with { DrainSeconds = 300 });
        var scene = new Scene(desk);
        scene.After((6 * 3_600) - 60);
        scene.Arrive(1);
        scene.After(359).OfType<Deferred>().ShouldBeEmpty();
        scene.After(1).OfType<Deferred>().ShouldHaveSingleItem().Reason.ShouldBe(DeferReasons.Drained);
    }

    [Fact]
    public void S10_the_drain_begins_anew_when_the_queue_opens_in_between()
    {
        var lunch = new Schedule
        {
            Id = Desks.Office, Zone = "Etc/UTC",
            Weekly = [new(DayOfWeek.Monday, 540, 12 * 60 + 5), new(DayOfWeek.Monday, 12 * 60 + 7, 1080)],
        };
        var desk = Office(Desks.Agent(1)).Change(Desks.Sales, q => q with { DrainSeconds = 300 });
        desk = desk with { Schedules = [.. desk.Schedules.Where(s => s.Id != Desks.Office), lunch] };
        var scene = new Scene(desk);
        scene.Arrive(1);
        scene.After(1_199).OfType<Deferred>().ShouldBeEmpty();
    }

    [Fact]
    public void Case_77_a_widget_loaded_before_closing_is_told_so_when_it_asks()
    {
        var scene = AtOffice(Desks.Agent(1));
        scene.Come(1);
        scene.Open(1);
        scene.After(6 * 3_600);
        scene.Want(1).Only<Deferred>().Reason.ShouldBe(DeferReasons.Closed);
    }

    [Fact]
    public void S4_the_doors_own_hours_count_too_and_the_opening_named_is_when_both_are_open()
    {
        var desk = Desks.With(Desks.Agent(1));
        desk = desk with
        {
            Schedules = [.. desk.Schedules, new Schedule { Id = "sunday", Zone = "Etc/UTC", Weekly = [new(DayOfWeek.Sunday, 0, 600)] }],
            EntryPoints = [.. desk.EntryPoints.Select(e => e with { ScheduleId = "sunday" })],
        };
        var scene = new Scene(desk.Change(Desks.Sales, q => q with { ScheduleId = Desks.Office }));
        var deferred = scene.Arrive(1).Only<Deferred>();
        deferred.Reason.ShouldBe(DeferReasons.Closed);
        deferred.OpensAt.ShouldBe(new DateTimeOffset(2026, 3, 8, 9, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Case_82_a_person_wanted_twice_is_one_place_in_the_queue()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Arrive(1);
        scene.Want(1, EnqueuedBy.Bot).Changed.ShouldBeFalse();
        scene.Core.Waiting(Desks.Sales).ShouldHaveSingleItem();
        scene.Core.Position(1).ShouldBe(1);
    }

    [Fact]
    public void S10_the_visitor_may_leave_a_message_instead()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        var outcome = scene.Do(new FallbackChosen(1) { At = default, Seq = 0 });
        outcome.Only<Deferred>().Reason.ShouldBe(DeferReasons.Message);
        outcome.Only<OfferClosed>().State.ShouldBe(OfferStatus.Rescinded);
        outcome.Effects.Notes().ShouldBe([NoteKinds.Deferred]);
        scene.Agent(1).Used.ShouldBe(0);
        scene.Do(new FallbackChosen(1) { At = default, Seq = 0 }).Changed.ShouldBeFalse();
        scene.Do(new FallbackChosen(1, "call_back") { At = default, Seq = 0 }).Code().ShouldBe(RefusalCodes.Invalid);
    }

    [Fact]
    public void S11_a_visitor_who_waits_and_is_gone_for_the_grace_has_abandoned()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Arrive(1);
        scene.After(10);
        scene.Leave(1);
        scene.After(119).OfType<SessionEnded>().ShouldBeEmpty();
        var ended = scene.After(1).OfType<SessionEnded>().ShouldHaveSingleItem();
        (ended.Reason, ended.By, ended.SurveyDue, ended.SurveySkipped).ShouldBe((EndReasons.Abandoned, EndedBy.Visitor, false, "abandoned"));
    }

    [Fact]
    public void S11_a_visitor_who_comes_back_in_time_keeps_the_place()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Arrive(1);
        var key = scene.Session(1).Key;
        scene.Leave(1);
        scene.After(119);
        scene.Back(1);
        scene.After(300).OfType<SessionEnded>().ShouldBeEmpty();
        scene.Session(1).Key.ShouldBe(key);
    }

    [Fact]
    public void S12_cancelling_goes_back_to_the_bot_and_a_later_wait_begins_from_nothing()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Arrive(1, "bot-shop", "https://shop.example/vip");
        scene.After(60);
        var outcome = scene.Do(new WaitCancelled(1) { At = default, Seq = 0 });
        outcome.Only<BotStarted>().BotId.ShouldBe("helper");
        outcome.Only<ResponderChanged>().Responder.ShouldBe("bot:helper");
        scene.Core.Waiting(Desks.Sales).ShouldBeEmpty();
        scene.Want(1).Only<Enqueued>().Key.ShouldBe(scene.Now.AddSeconds(-300));
    }

    [Fact]
    public void S12_without_a_bot_cancelling_is_leaving()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        var outcome = scene.Do(new WaitCancelled(1) { At = default, Seq = 0 });
        outcome.Only<SessionEnded>().Reason.ShouldBe(EndReasons.Abandoned);
        outcome.Only<OfferClosed>().State.ShouldBe(OfferStatus.Rescinded);
    }

    private static Scene AtOffice(params Agent[] agents) => new(Office(agents));

    private static Desk Office(params Agent[] agents) =>
        Desks.With(agents).Change(Desks.Sales, q => q with { ScheduleId = Desks.Office });
}
