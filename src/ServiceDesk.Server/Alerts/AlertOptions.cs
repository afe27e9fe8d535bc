using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Alerts;

/// <summary>How alerts are watched and kept; section <c>Alerts</c>.</summary>
public sealed class AlertOptions
{
    /// <summary>Seconds between two looks at the live figures. Default 5.</summary>
    [Range(1, 300)]
    public int EvaluateSeconds { get; set; } = 5;

    /// <summary>Alerts on a page of the history. Default 100.</summary>
    [Range(10, 500)]
    public int HistoryPage { get; set; } = 100;
}
