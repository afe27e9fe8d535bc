using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Visitors;

/// <summary>Section <c>Visitors</c>: how visitors are recognised.</summary>
public sealed class VisitorSettings
{
    /// <summary>Life of an access token. Default 900 s, 10–3,600.</summary>
    [Range(10, 3600)]
    public int AccessTokenSeconds { get; set; } = 900;

    /// <summary>Life of a resume token. Default 180 d, 1–400.</summary>
    [Range(1, 400)]
    public int ResumeTokenDays { get; set; } = 180;

    /// <summary>A resume token is replaced when it is older than this. Default 24 h, 1–720.</summary>
    [Range(1, 720)]
    public int ReplaceAfterHours { get; set; } = 24;

    /// <summary>How long the old token works beside the new one's first use. Default 10 min, 1–1,440.</summary>
    [Range(1, 1440)]
    public int OldTokenMinutes { get; set; } = 10;

    /// <summary>Tokens that one address may ask for per minute, twice as many at once. Default 60, 1–1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int TokensPerMinute { get; set; } = 60;
}
