using System.Text.Json;
using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>More than one turn's worth falls due at once.</summary>
public sealed class SliceTests
{
    private const int Waiting = 12_000;

    [Fact]
    public void T4_many_steps_that_fall_due_at_once_are_taken_in_slices_and_none_is_forgotten()
    {
        var core = Full();
        var due = core.NextWake.ShouldNotBeNull();
        var (now, taken, turns) = (due, new List<long>(), 0);
        while (core.NextWake <= now)
        {
            var outcome = core.Apply(new Tick { At = now, Seq = ++turns });
            outcome.Sessions.Count.ShouldBeLessThanOrEqualTo(1_001);
            taken.AddRange(outcome.Effects.OfType<StepAdvanced>().Select(s => s.SessionId));
        }

        turns.ShouldBe(12);
        taken.ShouldBe(Enumerable.Range(1, Waiting).Select(id => (long)id));
        core.Sessions.ShouldAllBe(s => s.Step == 1);
    }

    [Fact]
    public void T4_a_command_between_two_slices_is_followed_at_once()
    {
        var core = Full();
        var due = core.NextWake!.Value;
        core.Apply(new Tick { At = due, Seq = 1 });
        core.NextWake.ShouldBe(due);
        core.Apply(new Ended(Waiting, EndedBy.Visitor, null, null) { At = due, Seq = 2 }).Refusal.ShouldBeNull();
        core.Session(Waiting)!.Status.ShouldBe(SessionStatus.Ended);
    }

    [Fact]
    public void T5_a_publication_looks_at_those_who_wait_in_slices_and_at_everybody_once()
    {
        var core = Full();
        var published = core.Apply(new RulesetPublished(Shorter(core.Desk)) { At = Scene.Start, Seq = 1 });
        published.Refusal.ShouldBeNull();
        published.Sessions.ShouldBeEmpty();
        var looked = new List<(int, int)>();
        for (var seq = 2; core.NextWake <= Scene.Start; seq++)
        {
            var slice = core.Apply(new Tick { At = Scene.Start, Seq = seq }).Effects.OfType<LinesReviewed>().ShouldHaveSingleItem();
            looked.Add((slice.Sessions, slice.Left));
        }

        looked.ShouldBe([(2_500, 9_500), (2_500, 7_000), (2_500, 4_500), (2_500, 2_000), (2_000, 0)]);
        core.NextWake.ShouldBe(Scene.Start.AddSeconds(30));
    }

    [Theory]
    [InlineData(2_500, true)]
    [InlineData(2_501, false)]
    public void T5_no_more_than_one_slice_is_looked_at_in_the_publication_itself(int waiting, bool atOnce)
    {
        var core = Full(waiting);
        var published = core.Apply(new RulesetPublished(Shorter(core.Desk)) { At = Scene.Start, Seq = 1 });
        published.Effects.OfType<LinesReviewed>().Select(r => (r.Sessions, r.Left)).ShouldBe(atOnce ? [(2_500, 0)] : []);
        core.NextWake.ShouldBe(atOnce ? Scene.Start.AddSeconds(30) : Scene.Start);
    }

    [Fact]
    public void T5_a_publication_that_overtakes_another_looks_at_everybody_once()
    {
        var core = Full(2_501, inSupport: 1);
        core.Apply(new RulesetPublished(Shorter(core.Desk)) { At = Scene.Start, Seq = 1 });
        core.Apply(new RulesetPublished(Shorter(core.Desk)) { At = Scene.Start, Seq = 2 });
        var looked = new List<(int, int)>();
        for (var seq = 3; core.NextWake <= Scene.Start; seq++)
        {
            looked.AddRange(core.Apply(new Tick { At = Scene.Start, Seq = seq }).Effects.OfType<LinesReviewed>().Select(r => (r.Sessions, r.Left)));
        }

        looked.ShouldBe([(2_500, 1), (1, 0)]);
    }

    [Fact]
    public void T5_what_comes_between_two_slices_is_decided_by_the_new_desk_and_a_replay_comes_to_the_same()
    {
        var (core, replay) = (Full(), Full());
        RoutingEvent[] events =
        [
            new RulesetPublished(Shorter(core.Desk)) { At = Scene.Start, Seq = 1 },
            new Tick { At = Scene.Start, Seq = 2 },
            new Ended(Waiting, EndedBy.Visitor, null, null) { At = Scene.Start, Seq = 3 },
            new VisitorLeft(1) { At = Scene.Start.AddSeconds(1), Seq = 4 },
            .. Enumerable.Range(5, 4).Select(seq => new Tick { At = Scene.Start.AddSeconds(1), Seq = seq }),
            .. Enumerable.Range(9, 12).Select(seq => new Tick { At = Scene.Start.AddSeconds(30), Seq = seq }),
        ];
        foreach (var e in events)
        {
            Json(replay.Apply(e).Effects).ShouldBe(Json(core.Apply(e).Effects), $"event {e.Seq}");
        }

        core.Sessions.Where(s => s.IsWaiting).ShouldAllBe(s => s.Step == 1);
        core.Sessions.Count(s => s.IsWaiting).ShouldBe(Waiting - 1);
    }

    [Fact]
    public void T5_a_writer_that_begins_between_two_slices_leaves_nobody_out()
    {
        var core = Full(5_001);
        core.Apply(new RulesetPublished(Shorter(core.Desk)) { At = Scene.Start, Seq = 1 });
        core.Apply(new Tick { At = Scene.Start, Seq = 2 });
        var begun = core.Apply(new Restarted { At = Scene.Start, Seq = 3 });
        begun.Effects.OfType<LinesReviewed>().ShouldBeEmpty();
        core.NextWake.ShouldBe(Scene.Start.AddSeconds(30));
        for (var seq = 4; core.NextWake <= Scene.Start.AddSeconds(30); seq++)
        {
            core.Apply(new Tick { At = Scene.Start.AddSeconds(30), Seq = seq });
        }

        core.Sessions.ShouldAllBe(s => s.Step == 1);
    }

    [Fact]
    public void T5_nobody_who_comes_after_the_last_slice_is_looked_at_by_another_one()
    {
        var core = Full();
        core.Apply(new RulesetPublished(Shorter(core.Desk)) { At = Scene.Start, Seq = 1 });
        for (var id = 1; id <= Waiting; id++)
        {
            core.Apply(new Ended(id, EndedBy.Visitor, null, null) { At = Scene.Start, Seq = 1 + id }).Refusal.ShouldBeNull();
        }

        core.NextWake.ShouldBe(Scene.Start);
        core.Apply(new Tick { At = Scene.Start, Seq = Waiting + 2 }).Effects.OfType<LinesReviewed>().ShouldHaveSingleItem().ShouldBe(
            new LinesReviewed(0, 0) { Reason = "ruleset" });
        core.NextWake.ShouldBeNull();
    }

    [Fact]
    public void T5_a_delay_that_passes_between_two_slices_lets_the_agent_in_at_the_head_of_the_line()
    {
        var late = Desks.Agent(1) with { Memberships = [new Membership(Desks.Sales) { DelaySeconds = 5 }] };
        var core = Full(late, Waiting, 0, new AgentState { Id = late.Id, Presence = Presence.Online, Connection = Connection.Connected });
        core.Apply(new RulesetPublished(Shorter(core.Desk)) { At = Scene.Start, Seq = 1 });
        core.PendingOffers.ShouldBeEmpty();
        core.Apply(new Tick { At = Scene.Start.AddSeconds(5), Seq = 2 });
        core.PendingOffers.ShouldHaveSingleItem().SessionId.ShouldBe(1);
    }

    // The step comes after half the time, so that everybody's next instant is another one.
    private static Desk Shorter(Desk desk) => desk.Change(Desks.Sales, q => q with { Overflow = [q.Overflow[0] with { Value = 30 }] }) with { Version = desk.Version + 1 };

    private static string Json(IReadOnlyList<RoutingEffect> effects) => JsonSerializer.Serialize(effects);

    private static RoutingCore Full(int waiting = Waiting, int inSupport = 0) => Full(Desks.Agent(1), waiting, inSupport);

    private static RoutingCore Full(Agent agent, int waiting, int inSupport, params AgentState[] there)
    {
        var desk = Desks.With(agent).Change(Desks.Sales, q => q with
        {
            MaxLengthAtLeast = Waiting,
            Overflow = [new OverflowStep { Trigger = OverflowTrigger.Wait, Value = 60, Action = OverflowAction.NotifySupervisor }],
        });
        return RoutingCore.Load(desk, new RoutingState
        {
            LastAt = Scene.Start,
            Agents = there,
            Sessions =
            [
                .. Enumerable.Range(1, waiting).Select(id => new SessionState
                {
                    Id = id,
                    ConversationId = id,
                    VisitorId = "v" + id,
                    EntryPoint = Desks.Door,
                    CreatedAt = Scene.Start,
                    Status = SessionStatus.Queued,
                    Responder = id <= inSupport ? "queue:support" : "queue:sales",
                    QueueId = id <= inSupport ? Desks.Support : Desks.Sales,
                    QueuedAt = Scene.Start,
                    Key = Scene.Start,
                }),
            ],
        });
    }
}
