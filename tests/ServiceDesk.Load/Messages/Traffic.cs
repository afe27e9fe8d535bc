using System.Diagnostics;
using ServiceDesk.TestKit;

namespace ServiceDesk.Load.Messages;

/// <summary>
/// Messages by the clock, whatever the server does: latency counts from the instant at which each was meant to be sent.
/// Numbers go on from one run to the next, so that late answers of an earlier run are nobody's.
/// </summary>
internal sealed class Traffic(IReadOnlyList<Line> lines)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(10);

    private Run _run = new(0, 0);
    private long _next = 1;

    /// <summary>Give it to every connection that sends.</summary>
    public void Acked(ReadOnlyMemory<byte> frame)
    {
        if (frame.Span.StartsWith("{\"type\":3"u8))
        {
            // A refusal is an answer too, but no acknowledgement.
            var number = frame.Span.IndexOf("\"ok\":false"u8) < 0 ? WireClient.NumberAfter(frame.Span, "\"invocationId\":\""u8) : -1;
            _run.Acked(number);
        }
    }

    /// <summary>Give it to every connection that receives.</summary>
    public void Delivered(ReadOnlyMemory<byte> frame)
    {
        ReadOnlySpan<byte> mark = "\"text\":\"m"u8;
        var rest = frame.Span;
        for (var at = rest.IndexOf(mark); at >= 0; at = rest.IndexOf(mark))
        {
            _run.Delivered(WireClient.NumberAfter(rest, mark));
            rest = rest[(at + mark.Length)..];
        }
    }

    /// <param name="stopWhenBehind">Ends early once this many messages wait for their acknowledgement.</param>
    public async Task<Flow> Send(double perSecond, TimeSpan duration, CancellationToken cancellation, int stopWhenBehind = int.MaxValue)
    {
        var count = (int)(perSecond * duration.TotalSeconds);
        var run = _run = new Run(_next, count);
        _next += count;
        var gap = Stopwatch.Frequency / perSecond;
        var began = Stopwatch.GetTimestamp();
        var sent = 0;
        using var timer = new PeriodicTimer(Tick);
        while (sent < count && sent - run.AckCount <= stopWhenBehind)
        {
            await timer.WaitForNextTickAsync(cancellation);
            for (var now = Stopwatch.GetTimestamp(); sent < count && began + (long)(sent * gap) <= now; sent++)
            {
                run.Meant[sent] = began + (long)(sent * gap);
                var line = lines[(int)((run.First + sent) % lines.Count)];
                _ = line.Send(run.First + sent, cancellation).ContinueWith(
                    _ => run.Broken(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
        }

        var ackedInTime = run.AckCount;
        var took = Stopwatch.GetElapsedTime(began);
        for (var waited = Stopwatch.StartNew(); !run.IsDone(sent) && waited.Elapsed < Settles;)
        {
            await Task.Delay(10, cancellation);
        }

        return run.Flow(sent, ackedInTime / took.TotalSeconds, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    private sealed class Run(long first, int count)
    {
        private readonly long[] _acked = new long[count];
        private readonly long[] _delivered = new long[count];
        private int _acks;
        private int _deliveries;
        private int _broken;

        public long First => first;

        public long[] Meant { get; } = new long[count];

        public int AckCount => Volatile.Read(ref _acks);

        public void Acked(long number) => Mark(_acked, number, ref _acks);

        public void Delivered(long number) => Mark(_delivered, number, ref _deliveries);

        public void Broken() => Interlocked.Increment(ref _broken);

        public bool IsDone(int sent) => AckCount >= sent && Volatile.Read(ref _deliveries) >= sent;

        public Flow Flow(int sent, double ackedPerSecond, double seconds) => new(
            sent, AckCount, _deliveries, _broken, ackedPerSecond, seconds, Samples(_acked, sent), Samples(_delivered, sent));

        private void Mark(long[] at, long number, ref int counted)
        {
            var index = number - first;
            // The first copy counts: an agent may hold two connections, and a message may come again.
            if (index >= 0 && index < at.Length && Interlocked.CompareExchange(ref at[index], Stopwatch.GetTimestamp(), 0) == 0)
            {
                Interlocked.Increment(ref counted);
            }
        }

        private Samples Samples(long[] at, int sent)
        {
            var samples = new Samples();
            for (var i = 0; i < sent; i++)
            {
                if (at[i] > 0)
                {
                    samples.Add(at[i] - Meant[i]);
                }
            }

            return samples;
        }
    }
}

/// <summary>What became of a run of messages.</summary>
/// <param name="AckedPerSecond">While messages were still being sent.</param>
/// <param name="Seconds">From the first message to the last answer.</param>
internal sealed record Flow(
    int Sent, int Acked, int Delivered, int Broken, double AckedPerSecond, double Seconds, Samples Acks, Samples Deliveries);
