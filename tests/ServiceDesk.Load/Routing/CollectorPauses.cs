namespace ServiceDesk.Load.Routing;

/// <summary>The garbage collector's pauses since it was made. Look often: only the latest collection of each kind is known.</summary>
internal sealed class CollectorPauses
{
    private static readonly GCKind[] Kinds = [GCKind.Ephemeral, GCKind.FullBlocking, GCKind.Background];

    private readonly HashSet<long> _seen = [];
    private readonly TimeSpan _before = GC.GetTotalPauseDuration();
    private int _count;

    public CollectorPauses()
    {
        foreach (var kind in Kinds)
        {
            _seen.Add(GC.GetGCMemoryInfo(kind).Index);
        }
    }

    public double LongestMs { get; private set; }

    public int Collections => _count;

    public double TotalMs => (GC.GetTotalPauseDuration() - _before).TotalMilliseconds;

    public void Look()
    {
        foreach (var kind in Kinds)
        {
            var info = GC.GetGCMemoryInfo(kind);
            if (info.Index == 0 || !_seen.Add(info.Index))
            {
                continue;
            }

            _count++;
            foreach (var pause in info.PauseDurations)
            {
                LongestMs = Math.Max(LongestMs, pause.TotalMilliseconds);
            }
        }
    }
}
