using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Conversations;

/// <summary>Pages of history over HTTP; section <c>History</c>.</summary>
public sealed class HistoryOptions
{
    /// <summary>Bytes of full pages that this node keeps ready. Default 32 MiB; 0 keeps none.</summary>
    [Range(0, 1_073_741_824)]
    public int CacheBytes { get; set; } = 32 * 1024 * 1024;
}
