using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Reports;

/// <summary>Limits of reports and live figures; section <c>Reports</c>.</summary>
public sealed class ReportOptions
{
    /// <summary>Longest interval of a report in days. Default 400.</summary>
    [Range(1, 4000)]
    public int LongestDays { get; set; } = 400;

    /// <summary>Reports worked out at the same time; further ones wait for their turn. Default 2.</summary>
    [Range(1, 16)]
    public int Concurrent { get; set; } = 2;

    /// <summary>Seconds after which a report that is not done is given up. Default 120.</summary>
    [Range(1, 3600)]
    public int RunSeconds { get; set; } = 120;

    /// <summary>Events of the ledger that are looked through at a time. Default 5,000.</summary>
    [Range(100, 100_000)]
    public int WindowEvents { get; set; } = 5_000;

    /// <summary>Sessions whose facts are in memory at a time. Default 200.</summary>
    [Range(1, 1000)]
    public int BatchSessions { get; set; } = 200;

    /// <summary>Most rows of a report; a finer cut is refused. Default 20,000.</summary>
    [Range(100, 1_000_000)]
    public int MostRows { get; set; } = 20_000;

    /// <summary>Sessions listed behind a figure. Default 500.</summary>
    [Range(10, 5_000)]
    public int MostSessions { get; set; } = 500;

    /// <summary>Minutes over which the live board tells service level and abandonment. Default 30.</summary>
    [Range(5, 240)]
    public int BoardWindowMinutes { get; set; } = 30;
}
