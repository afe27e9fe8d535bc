using ServiceDesk.Decisions.Metrics;

namespace ServiceDesk.Server.Reports;

/// <summary>Contributions of the last minutes, kept one by one so that the oldest can be let go.</summary>
internal sealed class RecentWindow : IMeasures
{
    private static readonly HashSet<MetricDefinition> Wanted =
        [QueueMetrics.ServiceLevel, QueueMetrics.AbandonmentRate, QueueMetrics.TimeOutRate, BotMetrics.HandOverFailed];

    private readonly List<Sample> _samples = [];
    private readonly List<LevelSpan> _waits = [];

    public IReadOnlyList<Sample> Samples => _samples;

    /// <summary>Waits that are over.</summary>
    public IReadOnlyList<LevelSpan> Waits => _waits;

    public void Take(in Sample sample)
    {
        if (Wanted.Contains(sample.Metric))
        {
            _samples.Add(sample);
        }
    }

    public void Take(in LevelSpan span) => _waits.Add(span);

    public void Take(in AgentSpan span)
    {
    }

    public void Forget(DateTimeOffset before)
    {
        _samples.RemoveAll(s => s.At < before);
        _waits.RemoveAll(w => w.To < before);
    }
}
