using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.SavedReplies;

/// <summary>Limits of saved replies; section <c>SavedReplies</c>.</summary>
public sealed class SavedReplyOptions
{
    /// <summary>Shared replies at most. Default 1,000, 1–5,000.</summary>
    [Range(1, 5_000)]
    public int MostShared { get; set; } = 1_000;

    /// <summary>Replies of one's own at most. Default 200, 1–2,000.</summary>
    [Range(1, 2_000)]
    public int MostOwn { get; set; } = 200;
}
