using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Search;

/// <summary>The search over all history; section <c>Search</c>.</summary>
public sealed class SearchOptions
{
    /// <summary>How often the index looks for new messages while there is anything written, in milliseconds; by then they are found. Default 100, 20–60,000.</summary>
    [Range(20, 60_000)]
    public int FollowMilliseconds { get; set; } = 100;

    /// <summary>Messages that enter the index in one transaction at most. Default 2,000, 1–100,000.</summary>
    [Range(1, 100_000)]
    public int Batch { get; set; } = 2_000;

    /// <summary>Words of one message that are indexed; what stands behind them is not found. Default 4,000, 100–20,000.</summary>
    [Range(100, 20_000)]
    public int MessageWords { get; set; } = 4_000;

    /// <summary>Words that one search looks for; the rest is left out. Default 30, 1–100.</summary>
    [Range(1, 100)]
    public int QueryWords { get; set; } = 30;

    /// <summary>Messages with the words that one request looks through for those that the caller may see; older ones follow with the next page. Default 20,000, 100–1,000,000.</summary>
    [Range(100, 1_000_000)]
    public int LookThrough { get; set; } = 20_000;

    /// <summary>Visitors whom a name or mail address may mean; a search that means more takes the newest. Default 200, 1–1,000.</summary>
    [Range(1, 1_000)]
    public int Visitors { get; set; } = 200;

    /// <summary>UTF-16 units of a message that a hit shows. Default 160, 40–1,000.</summary>
    [Range(40, 1_000)]
    public int SnippetLength { get; set; } = 160;

    /// <summary>True builds the index anew at this start. Default false.</summary>
    public bool Rebuild { get; set; }
}
