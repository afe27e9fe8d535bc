namespace ServiceDesk.Decisions.Metrics;

/// <summary>
/// One agent's time in one interval, as tracks that merge in any order; what several chats at once mean is worked out only
/// when it is read.
/// </summary>
public sealed class AgentTimes
{
    private readonly Dictionary<AgentTime, LevelTrack> _tracks = [];
    private readonly LevelTrack _used = new();
    private readonly SortedDictionary<string, LevelTrack> _reasons = new(StringComparer.Ordinal);
    private readonly List<AgentSpan> _work = [];

    public void Add(in AgentSpan span)
    {
        // Capacity and units are weights; everything else counts once.
        Track(span.Kind).Add(span.From, span.To, span.Kind == AgentTime.Available ? span.Weight : 1);
        if (span.Kind is AgentTime.Chat or AgentTime.WrapUp)
        {
            _used.Add(span.From, span.To, span.Weight);
            _work.Add(span);
        }
        else if (span is { Kind: AgentTime.Unavailable, Reason: { } reason })
        {
            Reason(reason).Add(span.From, span.To, 1);
        }
    }

    public void Merge(AgentTimes other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (kind, track) in other._tracks)
        {
            Track(kind).Merge(track);
        }

        foreach (var (reason, track) in other._reasons)
        {
            Reason(reason).Merge(track);
        }

        _used.Merge(other._used);
        _work.AddRange(other._work);
    }

    /// <summary>The sums over a time in milliseconds.</summary>
    public AgentSums Read(DateTimeOffset from, DateTimeOffset to)
    {
        var (low, high) = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        var sums = new AgentSums();
        foreach (var (start, end, level) in Together(low, high))
        {
            var time = end - start;
            var handling = level.Chats > 0 || level.WrapUps > 0;
            sums.Staffed += level.Staffed ? time : 0;
            sums.Available += level.Allowed > 0 ? time : 0;
            sums.Unavailable += level.Unavailable ? time : 0;
            sums.Handling += handling ? time : 0;
            sums.AvailableIdle += !handling && level.Allowed > 0 ? time : 0;
            sums.HandlingStaffed += handling && level.Staffed ? time : 0;
            sums.UnitsAllowed += level.Allowed * time;
            sums.UnitsUsed += level.Allowed > 0 ? level.Used * time : 0;
            sums.Planned += level.Planned ? time : 0;
            sums.Adherent += level is { Planned: true, Allowed: > 0 } ? time : 0;
        }

        sums.Reasons = _reasons.ToDictionary(r => r.Key, r => r.Value.Steps(low, high).Where(s => s.Level > 0).Sum(s => s.To - s.From));
        return sums;
    }

    /// <summary>Active chats while there is at least one.</summary>
    public IEnumerable<(long From, long To, long Level)> Concurrency(DateTimeOffset from, DateTimeOffset to) =>
        Track(AgentTime.Chat).Steps(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds()).Where(s => s.Level > 0);

    /// <summary>
    /// For each session whose chat ended in [from, to) with this agent: when, and the work shared out over what the agent had
    /// at the same time, in milliseconds.
    /// </summary>
    public IEnumerable<(long SessionId, DateTimeOffset ChatEnd, long Effort)> Efforts()
    {
        var effort = Shared();
        foreach (var session in _work.GroupBy(w => w.SessionId))
        {
            var chats = session.Where(w => w.Kind == AgentTime.Chat).ToList();
            if (chats.Count > 0)
            {
                var sum = session.Sum(w => effort(w.To.ToUnixTimeMilliseconds()) - effort(w.From.ToUnixTimeMilliseconds()));
                yield return (session.Key, chats.Max(c => c.To), (long)Math.Round(sum));
            }
        }
    }

    /// <summary>The work of a time shared out: an agent with anything at hand works one second a second.</summary>
    public static double EffortPerAvailable(AgentSums sums) => sums.Available == 0 ? 0 : (double)sums.Handling / sums.Available;

    // ∫ 1 ÷ (pieces of work at hand), as a function of the instant.
    private Func<long, double> Shared()
    {
        var points = new List<(long At, double Sum)>();
        double sum = 0;
        var track = new LevelTrack();
        _work.ForEach(w => track.Add(w.From, w.To, 1));
        if (_work.Count > 0)
        {
            var (low, high) = (_work.Min(w => w.From).ToUnixTimeMilliseconds(), _work.Max(w => w.To).ToUnixTimeMilliseconds());
            foreach (var (from, to, level) in track.Steps(low, high))
            {
                points.Add((from, sum));
                sum += level > 0 ? (double)(to - from) / level : 0;
                points.Add((to, sum));
            }
        }

        return at =>
        {
            var found = points.BinarySearch((at, double.NegativeInfinity));
            return points[Math.Min(~found, points.Count - 1)].Sum;
        };
    }

    private IEnumerable<(long From, long To, Level Level)> Together(long low, long high)
    {
        var cuts = new SortedSet<long> { low, high };
        var tracks = _tracks.ToDictionary(t => t.Key, t => t.Value.Steps(low, high).ToList());
        var used = _used.Steps(low, high).ToList();
        foreach (var step in tracks.Values.SelectMany(t => t).Concat(used))
        {
            cuts.Add(step.From);
        }

        var places = tracks.Keys.ToDictionary(k => k, _ => 0);
        var (usedPlace, from) = (0, low);
        foreach (var to in cuts.Skip(1))
        {
            long At(AgentTime kind)
            {
                if (!tracks.TryGetValue(kind, out var steps))
                {
                    return 0;
                }

                while (steps[places[kind]].To <= from)
                {
                    places[kind]++;
                }

                return steps[places[kind]].Level;
            }

            while (used[usedPlace].To <= from)
            {
                usedPlace++;
            }

            yield return (from, to, new Level(
                At(AgentTime.Staffed) > 0, At(AgentTime.Available), At(AgentTime.Unavailable) > 0, At(AgentTime.Chat),
                At(AgentTime.WrapUp), used[usedPlace].Level, At(AgentTime.Planned) > 0));
            from = to;
        }
    }

    private LevelTrack Track(AgentTime kind) => _tracks.TryGetValue(kind, out var track) ? track : _tracks[kind] = new LevelTrack();

    private LevelTrack Reason(string reason) => _reasons.TryGetValue(reason, out var track) ? track : _reasons[reason] = new LevelTrack();

    private readonly record struct Level(bool Staffed, long Allowed, bool Unavailable, long Chats, long WrapUps, long Used, bool Planned);
}

/// <summary>An agent's sums over a time, in milliseconds and units × milliseconds.</summary>
public sealed class AgentSums
{
    public long Staffed { get; set; }

    public long Available { get; set; }

    public long Unavailable { get; set; }

    /// <summary>With at least one chat or wrap-up.</summary>
    public long Handling { get; set; }

    /// <summary>Of it, while signed in.</summary>
    public long HandlingStaffed { get; set; }

    public long AvailableIdle { get; set; }

    public long UnitsAllowed { get; set; }

    /// <summary>While available.</summary>
    public long UnitsUsed { get; set; }

    public long Planned { get; set; }

    public long Adherent { get; set; }

    /// <summary>Unavailable time by reason.</summary>
    public IReadOnlyDictionary<string, long> Reasons { get; set; } = new Dictionary<string, long>();
}
