using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

public sealed class PublishingTests
{
    [Fact]
    public void R1_publishing_keeps_keys_and_moves_who_waits_in_a_queue_that_is_gone()
    {
        var scene = new Scene(Desks.Agent(1, 5, new Membership(Desks.Support)));
        scene.Arrive(1, url: "https://shop.example/help");
        scene.After(60);
        var key = scene.Session(1).Key;
        var desk = Desks.With(Desks.Agent(1));
        desk = desk with
        {
            Queues = [.. desk.Queues.Where(q => q.Id == Desks.Sales)],
            EntryPoints = [.. desk.EntryPoints.Select(e => e with { Rules = [e.Rules[^1]] })],
        };
        var outcome = scene.Publish(desk);
        outcome.Only<Requeued>().QueueId.ShouldBe(Desks.Sales);
        outcome.Only<ResponderChanged>().Responder.ShouldBe("queue:sales");
        scene.Session(1).Key.ShouldBe(key);
        scene.Come(1).Only<OfferCreated>().SessionId.ShouldBe(1);
    }

    [Fact]
    public void R1_a_session_whose_entry_point_left_the_desk_gets_the_menu_when_it_wants_a_person()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Open(1);
        scene.Publish(scene.Desk with { EntryPoints = [scene.Desk.EntryPoints[1]] });
        scene.Want(1).Only<Deferred>().Reason.ShouldBe(DeferReasons.QueueRemoved);
    }

    [Fact]
    public void R2_an_agent_who_no_longer_serves_the_queue_stops_being_rung_for_it()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2));
        scene.Come(1);
        scene.Arrive(1);
        var outcome = scene.Publish(Desks.With(Desks.Agent(1, 5, new Membership(Desks.Support)), Desks.Agent(2)));
        var closed = outcome.Only<OfferClosed>();
        (closed.State, closed.Reason).ShouldBe((OfferStatus.Rescinded, "ruleset"));
        scene.Come(2).Only<OfferCreated>().SessionId.ShouldBe(1);
    }

    [Fact]
    public void R3_a_new_member_is_rung_at_once()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2, 5, new Membership(Desks.Support)));
        scene.Come(2);
        scene.Arrive(1);
        scene.Publish(Desks.With(Desks.Agent(1), Desks.Agent(2))).Only<OfferCreated>().AgentId.ShouldBe(2);
    }

    [Fact]
    public void T5_what_was_prepared_of_a_desk_belongs_to_the_one_core_that_takes_it()
    {
        var desk = Desks.With(Desks.Agent(1));
        RoutingCore.Prepare(desk);
        var (one, other) = (new Scene(desk), new Scene(desk));
        one.Come(1);
        other.Arrive(1).Effects.OfType<OfferCreated>().ShouldBeEmpty("the agent attends in the other core");
        one.Arrive(1).Only<OfferCreated>().AgentId.ShouldBe(1);
    }

    // What is allocated is counted, not the time that it takes: a test machine may be busy.
    [Fact]
    public void T5_a_publication_finds_done_what_was_prepared_of_its_desk()
    {
        _ = Published(prepared: true);
        Published(prepared: true).ShouldBeLessThan(Published(prepared: false) / 2);

        static long Published(bool prepared)
        {
            // Each agent has a rank of their own: no two share a profile.
            Agent[] agents = [.. Enumerable.Range(1, 400).Select(id => Desks.Agent(id, 5, new Membership(Desks.Sales) { Rank = id }))];
            var core = new RoutingCore(Desks.With(Desks.Agent(1)));
            var next = Desks.With(agents) with { Version = 2 };
            _ = DeskChecks.Faults(next);
            if (prepared)
            {
                RoutingCore.Prepare(next);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            core.Apply(new RulesetPublished(next) { At = Scene.Start, Seq = 1 }).Refusal.ShouldBeNull();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void T5_who_is_kept_for_an_agent_who_left_the_queue_is_asked_of_everybody_at_once()
    {
        var scene = new Scene(Desks.Agent(1, 1), Desks.Agent(2, 1));
        scene.Come(1);
        scene.Come(2);
        scene.RungAndTaken(1).ShouldBe(1);
        scene.Return(2, lastAgent: 1).Effects.OfType<OfferCreated>().ShouldBeEmpty();
        scene.Publish(Desks.With(Desks.Agent(1, 1, new Membership(Desks.Support)), Desks.Agent(2, 1))).Only<OfferCreated>().AgentId.ShouldBe(2);
        scene.Session(2).StickyUntil.ShouldBeNull();
    }

    [Fact]
    public void T5_other_times_of_agents_hold_for_who_is_gone_already()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        scene.Arrive(1);
        scene.Take(1);
        scene.Drop(1);
        scene.Publish(scene.Desk with { Version = 2, AgentSettings = new AgentSettings { TellVisitorAfterSeconds = 3 } });
        scene.After(2.9).Notes().ShouldBeEmpty();
        scene.After(0.1).Notes().ShouldHaveSingleItem();
    }

    [Fact]
    public void R4_all_faults_of_a_desk_are_told_at_once()
    {
        var desk = Desks.With(Desks.Agent(1)) with { Schedules = [] };
        var faults = string.Join("; ", DeskChecks.Faults(desk));
        faults.ShouldContain("; ");
        Should.Throw<ArgumentException>(() => new RoutingCore(desk)).Message.ShouldStartWith(faults);
        new Scene(Desks.Agent(1)).Publish(desk).Refusal!.Detail.ShouldContain(faults);
    }

    [Fact]
    public void R4_a_desk_with_faults_is_refused_and_nothing_changes()
    {
        var scene = new Scene(Desks.Agent(1));
        var desk = scene.Desk;
        var faulty = scene.Do(new RulesetPublished(desk with { Schedules = [] }) { At = default, Seq = 0 });
        faulty.Code().ShouldBe(RefusalCodes.Invalid);
        faulty.Refusal!.Detail.ShouldContain("Queues[sales].ScheduleId always");
        scene.Core.Desk.ShouldBeSameAs(desk);
    }

    /// <summary>
    /// Found by the simulation: somebody whom nobody could serve had waited there long before, and a core that was loaded in
    /// between, which knew nothing of it, told something else.
    /// </summary>
    [Fact]
    public void L2_whom_a_publication_moves_to_where_nobody_can_serve_raises_an_alert()
    {
        var helper = Desks.Agent(1, 5, new Membership(Desks.Support));
        var scene = new Scene(Desks.With(helper).Change(Desks.Sales, q => q with { Requirements = [new Requirement(Desks.German, 1)] }));
        scene.Arrive(1).Only<Alert>().Reason.ShouldBe(AlertReasons.Unservable);
        scene.End(1, EndedBy.Visitor);
        scene.Arrive(2, url: "https://shop.example/help");

        var outcome = scene.Publish(Desks.Without(scene.Desk, Desks.Support));

        scene.Session(2).QueueId.ShouldBe(Desks.Sales);
        var alert = outcome.Only<Alert>();
        (alert.Reason, alert.SessionId).ShouldBe((AlertReasons.Unservable, 2L));
        scene.Publish(scene.Desk with { Version = 9 }).Effects.OfType<Alert>().ShouldBeEmpty("it was told");
    }

    [Fact]
    public void Case_29_a_desk_that_moves_a_session_while_it_rings_leaves_it_to_the_new_queues_agents_only()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2, 5, new Membership(Desks.Support)));
        scene.Come(1);
        scene.Come(2);
        scene.Arrive(10);
        scene.RungFor(10).ShouldBe(1);

        var outcome = scene.Publish(Desks.Without(scene.Desk, Desks.Sales));

        outcome.Effects.OfType<OfferClosed>().ShouldHaveSingleItem().State.ShouldBe(OfferStatus.Rescinded);
        (scene.Session(10).QueueId, scene.RungFor(10)).ShouldBe((Desks.Support, 2));
        scene.Refuse(10);
        scene.After(200).OfType<OfferCreated>().ShouldAllBe(o => o.AgentId == 2);
    }

    /// <summary>Found by the simulation: the second one's offer was called off twice.</summary>
    [Fact]
    public void R2_two_agents_who_leave_at_once_while_one_rings_for_the_others_session_give_everything_back()
    {
        var scene = new Scene(Desks.Agent(1), Desks.Agent(2), Desks.Agent(3));
        scene.Come(1);
        scene.Arrive(10);
        scene.Take(10);
        scene.Come(2);
        scene.ToAgent(10, 1, 2);

        var outcome = scene.Publish(Desks.With(Desks.Agent(3)));

        outcome.Only<OfferClosed>().State.ShouldBe(OfferStatus.Rescinded);
        scene.Session(10).Status.ShouldBe(SessionStatus.Queued);
        scene.Come(3).Only<OfferCreated>().SessionId.ShouldBe(10);
    }
}
