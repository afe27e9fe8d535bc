using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Conversations;

/// <summary>What may be done to messages that are there; section <c>Changes</c>.</summary>
public sealed class ChangeOptions
{
    /// <summary>Seconds for which an own message may be edited. Default 900; 0 for never.</summary>
    [Range(0, 31_536_000)]
    public int EditSeconds { get; set; } = 900;

    /// <summary>Seconds for which an own message may be taken back without a reason. Default 900; 0 for never.</summary>
    [Range(0, 31_536_000)]
    public int RecallSeconds { get; set; } = 900;

    /// <summary>Messages of one conversation that may be pinned at a time. Default 20.</summary>
    [Range(1, 200)]
    public int MaxPinned { get; set; } = 20;
}
