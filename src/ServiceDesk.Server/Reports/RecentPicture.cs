using ServiceDesk.Decisions.Metrics;

namespace ServiceDesk.Server.Reports;

/// <summary>The last minutes in figures, by the definitions of the reports.</summary>
/// <param name="Minutes">Over which they are told.</param>
/// <param name="Queues">Those in which anything happened.</param>
/// <param name="BotFailures">Bot sessions handed over because the bot failed.</param>
internal sealed record RecentPicture(int Minutes, IReadOnlyDictionary<string, RecentQueue> Queues, int BotFailures)
{
    public RecentQueue Of(string queue) => Queues.GetValueOrDefault(queue) ?? new RecentQueue(default, default, default, new int[Minutes]);
}

/// <param name="Depths">How many waited, minute by minute, the last one now.</param>
internal sealed record RecentQueue(Share ServiceLevel, Share Abandonment, Share TimeOuts, IReadOnlyList<int> Depths);

/// <summary>So many of so many.</summary>
internal readonly record struct Share(long Hits, long Total)
{
    /// <summary>Null without data.</summary>
    public double? Percent => Total > 0 ? Math.Clamp(100.0 * Hits / Total, 0, 100) : null;

    public static Share operator +(Share a, Share b) => new(a.Hits + b.Hits, a.Total + b.Total);
}
