using CsCheck;
using ServiceDesk.Decisions.Metrics;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Metrics;

/// <summary>What must hold of every fold: parts merge to the whole, and going on gives what recomputing gives.</summary>
public sealed class FoldTests
{
    private static readonly MetricTable[] Tables = Enum.GetValues<MetricTable>();

    [Fact]
    public void Parts_of_a_ledger_merge_to_the_whole() => Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[0, 3]).Sample(
        (seed, cut) =>
        {
            var ledger = RandomDay(seed);
            foreach (var table in Tables)
            {
                var shape = Shape(ledger, table);
                var whole = ledger.Fold(shape, ledger.Facts);
                var first = ledger.Fold(shape, ledger.Facts.Where(f => Part(f, cut) == 0));
                first.Merge(ledger.Fold(shape, ledger.Facts.Where(f => Part(f, cut) == 1)));
                Ledger.Text(first).ShouldBe(Ledger.Text(whole));
            }
        },
        iter: RandomRuns.Of(60));

    [Fact]
    public void Facts_told_one_by_one_in_the_order_of_time_give_what_a_recomputation_gives() => Gen.Int[1, 1_000_000].Sample(
        seed =>
        {
            var ledger = RandomDay(seed);
            foreach (var table in Tables.Where(t => t != MetricTable.Agents))
            {
                var shape = Shape(ledger, table);
                var sink = new FigureTable(shape);
                var stories = new Dictionary<long, SessionStory>();
                var counted = false;
                foreach (var fact in ledger.Facts.OfType<SessionFact>().OrderBy(f => f.At))
                {
                    if (!counted && fact.At >= shape.Calendar.To)
                    {
                        counted = true;
                        stories.Values.ToList().ForEach(s => s.Count(sink, shape.Calendar.To));
                    }

                    (stories.TryGetValue(fact.SessionId, out var story) ? story : stories[fact.SessionId] = new SessionStory(fact.SessionId, ledger, ledger.Terms, sink)).Tell(fact);
                }

                foreach (var story in stories.Values)
                {
                    if (!counted)
                    {
                        story.Count(sink, shape.Calendar.To);
                    }

                    story.Finish(sink, ledger.At(ledger.Now));
                }

                Ledger.Text(sink).ShouldBe(Ledger.Text(ledger.Fold(shape, ledger.Facts)));
            }
        },
        iter: RandomRuns.Of(40));

    [Fact]
    public void The_hours_of_a_day_add_up_to_the_day() => Gen.Int[1, 1_000_000].Sample(
        seed =>
        {
            var ledger = RandomDay(seed);
            foreach (var metric in MetricCatalogue.All.Where(m => m.Kind is MetricKind.Count && m.Id.StartsWith("queue", StringComparison.Ordinal)))
            {
                var hours = ledger.Table(metric.Table, step: ReportStep.Hour).Read();
                var sum = hours.Where(r => r.Key is not null).Sum(r => r.Figures.GetValueOrDefault(metric)?.Value ?? 0);
                sum.ShouldBe(ledger.Value(metric) ?? 0);
            }
        },
        iter: RandomRuns.Of(20));

    [Fact]
    public void Many_numbers_are_told_within_one_in_a_hundred_and_merge_whatever_the_parts() => Gen.Long[0, 10_000_000].Array[1, 5_000].Sample(
        values =>
        {
            var (all, left, right) = (new Distribution(), new Distribution(), new Distribution());
            for (var i = 0; i < values.Length; i++)
            {
                all.Add(values[i]);
                (i % 3 == 0 ? left : right).Add(values[i]);
            }

            left.Merge(right);
            var sorted = values.Order().ToArray();
            foreach (var share in new[] { 0.5, 0.9, 0.95, 1 })
            {
                var exact = sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
                all.Percentile(share).ShouldBeInRange(exact, exact + (exact / 100) + 1);
                left.Percentile(share).ShouldBe(all.Percentile(share));
            }

            (left.Count, left.Sum, left.Max).ShouldBe((all.Count, all.Sum, all.Max));
            (all.Sum, all.Max).ShouldBe((values.Sum(), values.Max()));
        },
        iter: RandomRuns.Of(100));

    [Theory]
    [InlineData("Asia/Kathmandu", "2026-11-24T00:00:00+05:45", 24)]
    [InlineData("Australia/Lord_Howe", "2026-04-05T00:00:00+11:00", 24)]
    [InlineData("America/New_York", "2026-11-01T00:00:00-04:00", 25)]
    public void Hours_and_days_follow_the_zones_own_clock(string zone, string midnight, int pieces)
    {
        var start = DateTimeOffset.Parse(midnight, System.Globalization.CultureInfo.InvariantCulture);
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var days = new ReportCalendar(start, start.AddHours(40), info, ReportStep.Day);
        days.Count.ShouldBe(2);
        var (from, to) = days.Piece(0);
        var hours = new ReportCalendar(from, to, info, ReportStep.Hour);
        hours.Count.ShouldBe(pieces);
        for (var i = 1; i < hours.Count; i++)
        {
            TimeZoneInfo.ConvertTime(hours.Piece(i).Start, info).Minute.ShouldBe(0);
            hours.IndexOf(hours.Piece(i).Start).ShouldBe(i);
            hours.IndexOf(hours.Piece(i).Start.AddMilliseconds(-1)).ShouldBe(i - 1);
        }
    }

    private static ReportShape Shape(Ledger ledger, MetricTable table) => new(
        table, new ReportCalendar(ledger.At(3_000), ledger.At(60_000), TimeZoneInfo.Utc, ReportStep.Hour),
        table == MetricTable.Agents ? ReportGrouping.Agent : ReportGrouping.Queue);

    private static int Part(LedgerFact fact, int cut) => fact switch
    {
        SessionFact s => (int)((s.SessionId >> cut) & 1),
        AgentStateChanged a => (int)((a.AgentId >> cut) & 1),
        _ => 0,
    };

    private static Ledger RandomDay(int seed)
    {
        var random = new SeededNumbers(seed);
        var ledger = new Ledger();
        for (var agent = 1; agent <= 3; agent++)
        {
            ledger.Agent(random.Next(5_000), agent, "online");
            ledger.Agent(20_000 + random.Next(20_000), agent, "away", reason: "lunch");
            ledger.Agent(45_000 + random.Next(20_000), agent, "offline");
        }

        for (var id = 0; id < 25; id++)
        {
            RandomSession(ledger.Session(id), random);
        }

        return ledger;
    }

    private static void RandomSession(Told told, SeededNumbers random)
    {
        double at = random.Next(60_000);
        double Later(int most = 200) => at += 1 + random.Next(most);
        told.Opens(at);
        if (random.Next(2) == 0)
        {
            told.Bot(at).Says(Later()).BotSays(Later(), random.Next(2) == 0);
        }

        if (random.Next(5) == 0)
        {
            told.Closed(Later());
            return;
        }

        told.Enters(Later(), random.Next(2) == 0 ? "sales" : "support");
        if (random.Next(4) == 0)
        {
            told.Leaves(Later(20));
            return;
        }

        var agent = 1 + random.Next(3);
        told.Shown(at, 10, 100).Offer(Later(), OfferOutcome.Declined, agent).Accepted(Later(), agent);
        for (var i = random.Next(6); i > 0; i--)
        {
            told.Says(Later()).Replies(Later(), agent);
        }

        if (random.Next(8) == 0)
        {
            return;
        }

        told.Resolves(Later(), wrapUpEnds: at + 30, agent: agent).Asked(at);
        if (random.Next(2) == 0)
        {
            told.Rates(Later(), 1 + random.Next(5), random.Next(2) == 0);
        }

        if (random.Next(4) == 0)
        {
            told.Reopens(Later(10_000)).Says(at).Serves(at, agent).Replies(Later(), agent).Resolves(Later(), agent: agent);
        }
    }

    /// <summary>The same numbers for the same seed on every platform.</summary>
    private sealed class SeededNumbers(int seed)
    {
        private ulong _state = (ulong)seed * 0x9E3779B97F4A7C15UL;

        public int Next(int below)
        {
            _state ^= _state << 13;
            _state ^= _state >> 7;
            _state ^= _state << 17;
            return (int)(_state % (ulong)below);
        }
    }
}
