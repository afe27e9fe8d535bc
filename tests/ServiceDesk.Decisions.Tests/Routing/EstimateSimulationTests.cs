using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>The core's own estimates against what happens in it.</summary>
public sealed class EstimateSimulationTests
{
    private const int HandleSeconds = 720;

    [Fact]
    public void Case_96_simulated_with_ten_slots_handling_12_minutes_the_fifth_waits_6_minutes_and_nine_in_ten_as_said()
    {
        var chance = new Random(96);
        var waits = new List<double>();
        var said = new List<WaitEstimated>();
        for (var run = 0; run < 300; run++)
        {
            waits.Add(WaitOfTheFifth(chance, said) / 60);
        }

        waits.Average().ShouldBe(6.0, 0.4);
        waits.Order().ElementAt(270).ShouldBe(9.5, 1.0);
        said.ShouldAllBe(e => e.MeanSeconds == 360 && e.P90Seconds == 574);
        // Coverage: what a report computes from the effects alone.
        (said.Count(e => e.ActualSeconds <= e.P90Seconds) / 300.0).ShouldBe(0.9, 0.05);
    }

    // Ten agents are busy for an exponential time; four wait already; whoever is rung takes it at once.
    private static double WaitOfTheFifth(Random chance, List<WaitEstimated> said)
    {
        var desk = Desks.With([.. Enumerable.Range(1, 10).Select(id => Desks.Agent(id, 1))])
            .Change(Desks.Sales, q => q with { OfferMode = OfferMode.AutoAccept, WrapUpSeconds = 0, MaxLengthAtLeast = 100, MaxWaitSeconds = 86_400 });
        var core = RoutingCore.Load(desk, new RoutingState
        {
            Paces = [new QueuePace { QueueId = Desks.Sales, Handled = 1_000, MeanHandleMs = HandleSeconds * 1_000L }],
        });
        var (now, seq) = (Scene.Start, 0L);
        var ends = new PriorityQueue<long, DateTimeOffset>();
        void Do(RoutingEvent e)
        {
            var outcome = core.Apply(e with { At = now, Seq = ++seq });
            foreach (var assigned in outcome.Effects.OfType<Assigned>())
            {
                ends.Enqueue(assigned.SessionId, now.AddSeconds(-HandleSeconds * Math.Log(1 - chance.NextDouble())));
            }

            said.AddRange(outcome.Effects.OfType<WaitEstimated>().Where(w => w.SessionId == 15));
        }

        for (var agent = 1; agent <= 10; agent++)
        {
            Do(new AgentConnection(agent, true) { At = default, Seq = 0 });
            Do(new AgentPresence(agent, Presence.Online) { At = default, Seq = 0 });
        }

        for (var id = 1; id <= 15; id++)
        {
            Do(new SessionStarted(id, id, "v" + id, Desks.Door, null, "en", true) { At = default, Seq = 0 });
            Do(new SessionEnqueued(id, EnqueuedBy.Visitor) { At = default, Seq = 0 });
        }

        while (core.Session(15)!.Status == SessionStatus.Queued)
        {
            ends.TryDequeue(out var ended, out now);
            Do(new Ended(ended, EndedBy.Agent, core.Session(ended)!.Assignment!.AgentId, null) { At = default, Seq = 0 });
        }

        return (now - Scene.Start).TotalSeconds;
    }
}
