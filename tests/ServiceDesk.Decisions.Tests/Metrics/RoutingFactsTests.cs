using ServiceDesk.Decisions.Metrics;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;
using Held = ServiceDesk.Decisions.Metrics.Held;
using Resumed = ServiceDesk.Decisions.Metrics.Resumed;

namespace ServiceDesk.Decisions.Tests.Metrics;

/// <summary>Whatever the core does, the facts read from its effects say of each session what the core says of it.</summary>
public sealed class RoutingFactsTests
{
    private const int EventsPerRun = 300;
    private const int Runs = 60;

    [Fact]
    public void Facts_agree_with_the_core_after_every_event()
    {
        var seen = new HashSet<string>();
        for (var seed = 1; seed <= RandomRuns.Of(Runs); seed++)
        {
            Run(seed, seen);
        }

        // Runs in which nothing happens would agree too.
        if (!RandomRuns.SeeAll(Runs))
        {
            return;
        }

        foreach (var kind in new[] { nameof(EnteredQueue), nameof(LeftQueue), nameof(ServiceBegan), nameof(ServiceOver), nameof(WrapUpBegan), nameof(Held), nameof(Resumed), nameof(PassedOn), nameof(SessionClosed) })
        {
            seen.ShouldContain(kind);
        }
    }

    private static void Run(int seed, HashSet<string> seen)
    {
        var events = new RandomEvents(seed);
        var core = new RoutingCore(events.Desk());
        var now = Scene.Start;
        core.Apply(new Tick { At = now, Seq = -1 });
        var told = new Dictionary<long, Told>();
        for (var i = 0; i < EventsPerRun; i++)
        {
            now += events.Pause();
            var outcome = core.Apply(events.Next(core) with { At = now, Seq = i });
            foreach (var effect in outcome.Effects)
            {
                if (effect.GetType().GetProperty("SessionId")?.GetValue(effect) is long id)
                {
                    (told.TryGetValue(id, out var one) ? one : told[id] = new Told(id)).Tell(effect, core.LastAt, seen);
                }
            }

            foreach (var session in core.Sessions)
            {
                Agree(session, told.GetValueOrDefault(session.Id) ?? new Told(session.Id), $"seed {seed}, event {i}, session {session.Id} {session.Status}");
            }
        }
    }

    private static void Agree(SessionState session, Told told, string where)
    {
        told.WaitsIn.ShouldBe(session.IsWaiting ? session.QueueId : null, where);
        told.Serving.ShouldBe(session.Assignment is { } seat ? [seat.AgentId] : [], where);
        told.Ended.ShouldBe(!session.IsOpen, where);
        told.OnHold.ShouldBe(session.Status == SessionStatus.OnHold, where);
    }

    /// <summary>What the facts so far amount to.</summary>
    private sealed class Told(long id)
    {
        private readonly RoutingFacts _reader = new(id);

        public string? WaitsIn { get; private set; }

        public List<long> Serving { get; } = [];

        public bool Ended { get; private set; }

        public bool OnHold { get; private set; }

        public void Tell(RoutingEffect effect, DateTimeOffset at, HashSet<string> seen)
        {
            foreach (var fact in _reader.Of(effect, at))
            {
                seen.Add(fact.GetType().Name);
                Take(fact);
            }
        }

        private void Take(SessionFact fact)
        {
            switch (fact)
            {
                case EnteredQueue entered:
                    WaitsIn.ShouldBeNull("a visit begins while another goes on");
                    WaitsIn = entered.QueueId;
                    break;
                case LeftQueue:
                    WaitsIn.ShouldNotBeNull("a visit ends that never began");
                    WaitsIn = null;
                    break;
                case ServiceBegan began:
                    Serving.Add(began.AgentId);
                    OnHold = false;
                    break;
                case ServiceOver over:
                    Serving.Remove(over.AgentId).ShouldBeTrue();
                    OnHold = false;
                    break;
                case WrapUpBegan or Resumed:
                    OnHold = false;
                    break;
                case Held:
                    OnHold = true;
                    break;
                case SessionClosed:
                    (Ended, OnHold) = (true, false);
                    break;
                case Reopened:
                    Ended = false;
                    break;
            }
        }
    }
}
