namespace ServiceDesk.Decisions.Routing;

/// <summary>How fast a queue's line moves, by what happened in it (rules F1–F4). Whole numbers only: the same past gives the same pace.</summary>
public sealed record QueuePace
{
    public required string QueueId { get; init; }

    /// <summary>Sessions that were served to their end; before <see cref="LeastHandled"/> nothing is estimated.</summary>
    public int Handled { get; init; }

    /// <summary>How long one takes a unit of capacity, wrap-up included: the mean of the latest hundred, the older ones fading.</summary>
    public long MeanHandleMs { get; init; }

    /// <summary>What was assigned out of the line lately, by minute.</summary>
    public IReadOnlyList<PaceMinute> Minutes { get; init; } = [];

    /// <summary>When a session that had waited was last assigned.</summary>
    public DateTimeOffset? LastAssignedAt { get; init; }

    /// <summary>Milliseconds per place in the line; null while that is not known.</summary>
    public long? MsPerPlace { get; init; }

    /// <summary>So many handled sessions make an estimate.</summary>
    public const int LeastHandled = 20;

    private const int Fading = 100;
    private const int KnownMinutes = 15;

    // The model counts like so many assignments that were measured.
    private const int PriorAssignments = 5;

    public QueuePace Handle(long milliseconds)
    {
        var handled = Handled + 1;
        var mean = MeanHandleMs + ((milliseconds - MeanHandleMs) / Math.Min(handled, Fading));
        return this with { Handled = handled, MeanHandleMs = mean };
    }

    /// <summary>A session that had waited since <paramref name="queuedAt"/> is assigned while the line moves.</summary>
    public QueuePace Assign(DateTimeOffset queuedAt, DateTimeOffset at)
    {
        var minute = at.ToUnixTimeSeconds() / 60;
        var since = LastAssignedAt > queuedAt ? LastAssignedAt.Value : queuedAt;
        var waited = (long)(at - since).TotalMilliseconds;
        var kept = Minutes.Where(m => m.Minute > minute - KnownMinutes).ToList();
        if (kept.Count > 0 && kept[^1].Minute == minute)
        {
            var last = kept[^1];
            kept[^1] = last with { Assigned = last.Assigned + 1, BacklogMs = last.BacklogMs + waited };
        }
        else
        {
            kept.Add(new PaceMinute(minute, 1, waited));
        }

        return this with { Minutes = kept, LastAssignedAt = at };
    }

    /// <param name="slots">What those online could take, in millionths of a unit.</param>
    public QueuePace Reckon(long slots)
    {
        long? pace = null;
        if (Handled >= LeastHandled && slots > 0)
        {
            var model = (long)((Int128)MeanHandleMs * Agents.QueueShare.Whole / slots);
            var (assigned, backlog) = (Minutes.Sum(m => m.Assigned), Minutes.Sum(m => m.BacklogMs));
            pace = (backlog + (PriorAssignments * model)) / (assigned + PriorAssignments);
        }

        return pace == MsPerPlace ? this : this with { MsPerPlace = pace };
    }
}

/// <param name="Minute">Whole minutes since 1970.</param>
/// <param name="Assigned">Sessions that had waited and were assigned.</param>
/// <param name="BacklogMs">For how long there was somebody to assign.</param>
public sealed record PaceMinute(long Minute, int Assigned, long BacklogMs);

/// <summary>What a visitor may be shown: whole minutes, from the mean to where nine in ten are served.</summary>
public sealed record EtaRange(int LowMinutes, int HighMinutes)
{
    private const double Minute = 60_000;

    /// <summary>For the place <paramref name="position"/>, from 1, of a line that moves one place in <paramref name="msPerPlace"/>.</summary>
    public static EtaRange Of(long msPerPlace, int position)
    {
        var low = (int)(Mean(msPerPlace, position) / Minute);
        return new EtaRange(low, Math.Max(low + 1, (int)Math.Ceiling(P90(msPerPlace, position) / Minute)));
    }

    /// <summary>Milliseconds.</summary>
    public static double Mean(long msPerPlace, int position) => (double)msPerPlace * position;

    /// <summary>Milliseconds; the 90th percentile of a Gamma distribution of shape <paramref name="position"/>, by Wilson and Hilferty.</summary>
    public static double P90(long msPerPlace, int position)
    {
        var root = 1 - (1 / (9.0 * position)) + (1.2816 / (3 * Math.Sqrt(position)));
        return Mean(msPerPlace, position) * root * root * root;
    }

    /// <summary>Neither end later than before.</summary>
    public EtaRange Within(EtaRange? shown) => shown is null
        ? this
        : new EtaRange(Math.Min(LowMinutes, shown.LowMinutes), Math.Min(HighMinutes, shown.HighMinutes));
}
