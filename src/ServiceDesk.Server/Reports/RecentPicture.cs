using ServiceDesk.Decisions.Metrics;

namespace ServiceDesk.Server.Reports;

/// <summary>The last minutes in figures, by the definitions of the reports.</summary>
/// <param name="Minutes">Over which they are told.</param>
/// <param name="Queues">Those in which anything happened.</param>
/// <param name="BotFailures">Bot sessions handed over because the bot failed.</param>
internal sealed record RecentPicture(int Minutes, IReadOnlyDictionary<string, RecentQueue> Queues, int BotFailures)
{
    public RecentQueue Of(string queue) => Queues.GetValueOrDefault(queue) ?? new RecentQueue(default, default, default, new int[Minutes]);

    /// <param name="open">Waits that go on.</param>
    public static RecentPicture Of(RecentWindow window, IEnumerable<LevelSpan> open, DateTimeOffset now, int minutes)
    {
        var from = now.AddMinutes(-minutes);
        var samples = window.Samples.Where(s => s.At > from && s.At <= now).ToLookup(s => s.Place.Queue);
        var waits = window.Waits.Concat(open.Select(w => w with { To = DateTimeOffset.MaxValue })).ToLookup(w => w.Place.Queue);
        var queues = samples.Select(s => s.Key).Concat(waits.Select(w => w.Key)).OfType<string>().Distinct().ToDictionary(q => q, q => new RecentQueue(
            Share.Of(samples[q], QueueMetrics.ServiceLevel), Share.Of(samples[q], QueueMetrics.AbandonmentRate),
            Share.Of(samples[q], QueueMetrics.TimeOutRate), Depths(waits[q], from, minutes)));
        var failed = samples.SelectMany(s => s).Where(s => s.Metric == BotMetrics.HandOverFailed).Sum(s => s.Value);
        return new RecentPicture(minutes, queues, (int)failed);
    }

    // How many waited at the end of each minute.
    private static int[] Depths(IEnumerable<LevelSpan> waits, DateTimeOffset from, int minutes)
    {
        var change = new int[minutes + 1];
        foreach (var wait in waits)
        {
            change[Minute(wait.From)]++;
            change[Minute(wait.To)]--;
        }

        var depths = new int[minutes];
        for (var (i, depth) = (0, 0); i < minutes; i++)
        {
            depths[i] = depth += change[i];
        }

        return depths;

        // The first minute whose end is at or after the instant.
        int Minute(DateTimeOffset at) => Math.Clamp((int)Math.Ceiling((at - from).TotalMinutes) - 1, 0, minutes);
    }
}

/// <param name="Depths">How many waited, minute by minute, the last one now.</param>
internal sealed record RecentQueue(Share ServiceLevel, Share Abandonment, Share TimeOuts, IReadOnlyList<int> Depths);

/// <summary>So many of so many.</summary>
internal readonly record struct Share(long Hits, long Total)
{
    /// <summary>Null without data.</summary>
    public double? Percent => Total > 0 ? Math.Clamp(100.0 * Hits / Total, 0, 100) : null;

    public static Share operator +(Share a, Share b) => new(a.Hits + b.Hits, a.Total + b.Total);

    public static Share Of(IEnumerable<Sample> samples, MetricDefinition metric)
    {
        var share = default(Share);
        foreach (var sample in samples)
        {
            if (sample.Metric == metric)
            {
                share += new Share(sample.Value, sample.Of);
            }
        }

        return share;
    }
}
