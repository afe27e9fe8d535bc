using System.Text.Json;

using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>Case 13 and case 94: whatever happens, the invariants hold, and the same events give the same effects.</summary>
public sealed class RandomisedTests
{
    private const int EventsPerRun = 400;
    private const int Runs = 250;

    [Fact]
    public void Case_13_random_events_keep_every_invariant()
    {
        // Fixed seeds: a failure today is a failure tomorrow. More of them, for a longer look, are a number.
        var seen = new HashSet<string>();
        for (var seed = 1; seed <= RandomRuns.Of(Runs); seed++)
        {
            RunAndReplay(seed, seen);
        }

        // A run that never gets anywhere would keep every invariant too.
        if (RandomRuns.SeeAll(Runs))
        {
            var kinds = typeof(RoutingEffect).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(RoutingEffect))).Select(t => t.Name);
            seen.Order().ShouldBe(kinds.Order());
        }
    }

    /// <summary>443: a membership delay that passed while the core slept was forgotten when a position hint fell due before it. 67: a move to another queue
    /// kept the old stay's looks at the position.</summary>
    [Theory]
    [InlineData(443)]
    [InlineData(67)]
    public void Case_13_seeds_that_once_failed(int seed) => RunAndReplay(seed, []);

    private static void RunAndReplay(int seed, HashSet<string> seen)
    {
        var run = 0;
        var log = new List<string>();
        var stamped = new List<string>();
        var outcomes = new List<string>();
        try
        {
            var events = new RandomEvents(seed);
            // A second source: looking more closely must not change what happens under a seed.
            var looks = new RandomEvents(seed + 1_000_000);
            var desk = events.Desk();
            var past = events.Past(desk);
            var core = RoutingCore.Load(desk, past);
            var oracle = new RoutingOracle(core);
            var now = Scene.Start.AddHours(seed % 9);
            core.Apply(new Tick { At = now, Seq = -1 });
            for (; run < EventsPerRun; run++)
            {
                now += events.Pause();
                var next = events.Chance(0.3) && core.NextWake is { } wake && wake < now.AddMinutes(5)
                    ? new Tick { At = now = wake, Seq = run }
                    : events.Next(core) with { At = now, Seq = run };
                var before = looks.Chance(0.2) ? Living(core) : null;
                var alone = next is Tick || core.NextWake is not { } due || due > next.At;
                var outcome = core.Apply(next);
                log.Add(JsonSerializer.Serialize(next));
                stamped.Add(JsonSerializer.Serialize(next with { At = core.LastAt }));
                outcomes.Add(Json(outcome));
                seen.UnionWith(outcome.Effects.Select(effect => effect.GetType().Name));
                oracle.Check(outcome, core.LastAt, alone);
                if (before is not null && outcome.Refusal is not null && !outcome.Changed)
                {
                    Same(Living(core), before, "a refused event changes nothing");
                }

                if (core.NextWake is { } asked)
                {
                    asked.ShouldBeGreaterThan(core.LastAt, "a wake lies ahead");
                }

                if (looks.Chance(0.1))
                {
                    var stored = outcomes[^1];
                    Same(Json(JsonSerializer.Deserialize<Outcome>(stored)!), stored, "an outcome survives being stored");
                }

                if (looks.Chance(0.05))
                {
                    core = LoadedLike(core);
                    oracle.Follow(core);
                }
            }

            var first = Scene.Start.AddHours(seed % 9);
            Replay(desk, past, first, log, outcomes, (_, _) => true);
            // A host stamps events with the core's time and stores only what changed something: that ledger tells the same story.
            Replay(desk, past, first, stamped, outcomes, (e, outcome) => outcome.Changed || (e is RulesetPublished && outcome.Refusal is null));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"seed {seed}, event {run}: {e.Message}\n{string.Join('\n', log.TakeLast(12))}\n{outcomes.LastOrDefault()}", e);
        }
    }

    private static RoutingCore LoadedLike(RoutingCore core)
    {
        var exported = Json(core.Export());
        var loaded = RoutingCore.Load(
            JsonSerializer.Deserialize<Desk>(JsonSerializer.Serialize(core.Desk))!, JsonSerializer.Deserialize<RoutingState>(exported)!);
        Same(Json(loaded.Export()), exported, "export, load, export");
        loaded.NextWake.ShouldBe(core.NextWake, "a loaded core wakes when the first would have");
        return loaded;
    }

    private static void Replay(
        Desk desk, RoutingState past, DateTimeOffset first, List<string> log, List<string> outcomes, Func<RoutingEvent, Outcome, bool> isStored)
    {
        var fresh = RoutingCore.Load(desk, past);
        fresh.Apply(new Tick { At = first, Seq = -1 });
        for (var i = 0; i < log.Count; i++)
        {
            var e = JsonSerializer.Deserialize<RoutingEvent>(log[i])!;
            if (isStored(e, JsonSerializer.Deserialize<Outcome>(outcomes[i])!))
            {
                Same(Json(fresh.Apply(e)), outcomes[i], $"case 94: replay of event {i}: {log[i]}");
            }
        }
    }

    // What is over may be forgotten as time passes; the rest changes by events alone.
    private static string Living(RoutingCore core)
    {
        var state = core.Export();
        return Json(state with
        {
            LastAt = default,
            LastSeq = 0,
            Sessions = [.. state.Sessions.Where(s => s.IsOpen || s.Assignment is not null)],
            Offers = [.. state.Offers.Where(o => o.Status == OfferStatus.Pending)],
        });
    }

    private static void Same(string actual, string expected, string what)
    {
        if (actual == expected)
        {
            return;
        }

        var at = Math.Max(0, actual.Zip(expected).TakeWhile(pair => pair.First == pair.Second).Count() - 80);
        var (one, two) = (actual[at..Math.Min(actual.Length, at + 240)], expected[at..Math.Min(expected.Length, at + 240)]);
        throw new InvalidOperationException($"{what}: at {at} {one} instead of {two}");
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}
