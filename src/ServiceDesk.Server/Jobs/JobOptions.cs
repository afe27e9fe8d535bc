using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Jobs;

/// <summary>How slow deadlines and chores run. Section <c>Jobs</c>; out of range is a fault at start.</summary>
public sealed class JobOptions
{
    public const string Section = "Jobs";

    /// <summary>Jobs that run side by side on this node. Default 4, 1–64.</summary>
    [Range(1, 64)]
    public int Workers { get; set; } = 4;

    /// <summary>A due job starts within this time. Default 1 s, 1–15.</summary>
    [Range(1, 15)]
    public int PollingSeconds { get; set; } = 1;

    /// <summary>Finished jobs are shown, and held in memory, this long. Default 2 min, 1–1,440.</summary>
    [Range(1, 1440)]
    public int KeepFinishedMinutes { get; set; } = 2;

    /// <summary>Changes within this time arm a session's job once. Default 500 ms, 0–5,000.</summary>
    [Range(0, 5000)]
    public int GatherMilliseconds { get; set; } = 500;

    /// <summary>A silence step that falls due while somebody types waits once until this long after the signal. Default 30 s, 0–300.</summary>
    [Range(0, 300)]
    public int TypingHoldSeconds { get; set; } = 30;

    /// <summary>The overdue sweep takes deadlines that no job brought home within this time. Default 10 s, 1–600.</summary>
    [Range(1, 600)]
    public int OverdueSeconds { get; set; } = 10;
}
