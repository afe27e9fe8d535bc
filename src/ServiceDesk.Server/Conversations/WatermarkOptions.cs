using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Conversations;

/// <summary>How read and delivered marks are written; section <c>Watermarks</c>.</summary>
public sealed class WatermarkOptions
{
    /// <summary>Milliseconds for which marks are collected before they are stored together. Default 500.</summary>
    [Range(10, 1000)]
    public int FlushMs { get; set; } = 500;

    /// <summary>Marks in one transaction at most. Default 1,000.</summary>
    [Range(1, 10_000)]
    public int MaxBatch { get; set; } = 1000;
}
