using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Admin;

/// <summary>Section <c>Admin</c>.</summary>
public sealed class AdminSettings
{
    /// <summary>Bytes of a configuration that is saved or imported. Default 16,777,216, 65,536–268,435,456.</summary>
    [Range(65_536, 268_435_456)]
    public int MaxDeskBytes { get; set; } = 16_777_216;

    /// <summary>Bytes of a calendar whose holidays are read. Default 1,048,576, 1,024–16,777,216.</summary>
    [Range(1_024, 16_777_216)]
    public int MaxCalendarBytes { get; set; } = 1_048_576;

    /// <summary>How long the reading of a calendar may take. Default 5,000 ms, 100–60,000.</summary>
    [Range(100, 60_000)]
    public int CalendarMilliseconds { get; set; } = 5_000;

    /// <summary>Lines of a list per answer. Default 50, 10–500.</summary>
    [Range(10, 500)]
    public int ListPage { get; set; } = 50;

    /// <summary>How long a link for choosing a password is valid. Default 72 h, 1–720.</summary>
    [Range(1, 720)]
    public int InvitationHours { get; set; } = 72;
}
