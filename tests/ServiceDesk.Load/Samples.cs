using System.Diagnostics;

namespace ServiceDesk.Load;

/// <summary>Durations of one kind, in ticks of the stopwatch.</summary>
internal sealed class Samples
{
    private readonly List<long> _ticks = [];

    public int Count => _ticks.Count;

    public double MaxMs => _ticks.Count == 0 ? 0 : Ms(_ticks.Max());

    public double SumMs => Ms(_ticks.Sum());

    public void Add(long ticks) => _ticks.Add(ticks);

    public void AddMs(double ms) => _ticks.Add((long)(ms / 1_000 * Stopwatch.Frequency));

    public void AddAll(Samples others) => _ticks.AddRange(others._ticks);

    /// <summary>The value that the given share of the samples does not exceed, in milliseconds; 0 without samples.</summary>
    public double AtMs(double share)
    {
        if (_ticks.Count == 0)
        {
            return 0;
        }

        _ticks.Sort();
        return Ms(_ticks[Math.Clamp((int)Math.Ceiling(share * _ticks.Count) - 1, 0, _ticks.Count - 1)]);
    }

    private static double Ms(long ticks) => ticks * 1_000d / Stopwatch.Frequency;
}
