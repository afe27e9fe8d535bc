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
            outcome.Sessions.Count.ShouldBeLessThanOrEqualTo(5_001);
            taken.AddRange(outcome.Effects.OfType<StepAdvanced>().Select(s => s.SessionId));
        }

        turns.ShouldBe(3);
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
    public void O2_a_closed_offer_keeps_no_candidates_and_the_ledger_does()
    {
        var scene = new Scene(Desks.Agent(1));
        scene.Come(1);
        var created = scene.Arrive(1).Only<OfferCreated>();
        created.Decision.Candidates.ShouldHaveSingleItem();
        scene.OfferOf(1).Decision.ShouldBeSameAs(created.Decision);
        scene.Take(1);
        scene.Core.Offer(created.OfferId)!.Decision.Candidates.ShouldBeEmpty();
    }

    private static RoutingCore Full()
    {
        var desk = Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with
        {
            MaxLengthAtLeast = Waiting,
            Overflow = [new OverflowStep { Trigger = OverflowTrigger.Wait, Value = 60, Action = OverflowAction.NotifySupervisor }],
        });
        return RoutingCore.Load(desk, new RoutingState
        {
            LastAt = Scene.Start,
            Sessions =
            [
                .. Enumerable.Range(1, Waiting).Select(id => new SessionState
                {
                    Id = id,
                    ConversationId = id,
                    VisitorId = "v" + id,
                    EntryPoint = Desks.Door,
                    CreatedAt = Scene.Start,
                    Status = SessionStatus.Queued,
                    Responder = "queue:sales",
                    QueueId = Desks.Sales,
                    QueuedAt = Scene.Start,
                    Key = Scene.Start,
                }),
            ],
        });
    }
}
