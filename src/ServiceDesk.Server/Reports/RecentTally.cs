using ServiceDesk.Decisions.Metrics;

namespace ServiceDesk.Server.Reports;

/// <summary>
/// Counts the last minutes as they are told; as a sink it takes the waits that go on. It keeps no list of them: every few seconds
/// one of thousands of waits was garbage that only the rare collection of everything takes.
/// </summary>
internal sealed class RecentTally(DateTimeOffset now, int minutes) : IMeasures
{
    private readonly DateTimeOffset _from = now.AddMinutes(-minutes);
    private readonly Dictionary<string, Counts> _queues = [];
    private long _botFailures;

    private sealed class Counts(int minutes)
    {
        // By how much the depth changes in each minute; in the last place what is beyond now.
        public int[] Change { get; } = new int[minutes + 1];

        public Share ServiceLevel { get; set; }

        public Share Abandonment { get; set; }

        public Share TimeOuts { get; set; }
    }

    public void Take(in Sample sample)
    {
    }

    /// <summary>A wait that goes on.</summary>
    public void Take(in LevelSpan span) => Wait(span.Place.Queue, span.From, DateTimeOffset.MaxValue);

    public void Take(in AgentSpan span)
    {
    }

    /// <summary>Adds what is over.</summary>
    public void Add(RecentWindow window)
    {
        foreach (var sample in window.Samples)
        {
            if (sample.At > _from && sample.At <= now)
            {
                Count(sample);
            }
        }

        foreach (var wait in window.Waits)
        {
            Wait(wait.Place.Queue, wait.From, wait.To);
        }
    }

    public RecentPicture Picture() => new(
        minutes,
        _queues.ToDictionary(q => q.Key, q => new RecentQueue(q.Value.ServiceLevel, q.Value.Abandonment, q.Value.TimeOuts, Depths(q.Value.Change))),
        (int)_botFailures);

    private void Count(in Sample sample)
    {
        if (sample.Metric == BotMetrics.HandOverFailed)
        {
            _botFailures += sample.Value;
        }

        if (sample.Place.Queue is not { } queue)
        {
            return;
        }

        var counts = Of(queue);
        var share = new Share(sample.Value, sample.Of);
        if (sample.Metric == QueueMetrics.ServiceLevel)
        {
            counts.ServiceLevel += share;
        }
        else if (sample.Metric == QueueMetrics.AbandonmentRate)
        {
            counts.Abandonment += share;
        }
        else if (sample.Metric == QueueMetrics.TimeOutRate)
        {
            counts.TimeOuts += share;
        }
    }

    private void Wait(string? queue, DateTimeOffset since, DateTimeOffset until)
    {
        if (queue is not null)
        {
            var change = Of(queue).Change;
            change[Minute(since)]++;
            change[Minute(until)]--;
        }
    }

    private Counts Of(string queue)
    {
        if (!_queues.TryGetValue(queue, out var counts))
        {
            _queues[queue] = counts = new Counts(minutes);
        }

        return counts;
    }

    // How many waited at the end of each minute.
    private int[] Depths(int[] change)
    {
        var depths = new int[minutes];
        for (var (i, depth) = (0, 0); i < minutes; i++)
        {
            depths[i] = depth += change[i];
        }

        return depths;
    }

    // The first minute whose end is at or after the instant.
    private int Minute(DateTimeOffset at) => Math.Clamp((int)Math.Ceiling((at - _from).TotalMinutes) - 1, 0, minutes);
}
