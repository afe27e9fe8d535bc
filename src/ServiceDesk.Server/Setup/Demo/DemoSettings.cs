using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Setup.Demo;

/// <summary>Section <c>Demo</c>: what the demo desk is seeded with. Development only, and only for a new database.</summary>
public sealed class DemoSettings : IValidatableObject
{
    /// <summary>Whether a new database gets the demo desk. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>One password for all demo accounts, for automation; null (default) makes random ones and prints them once. 12–128 characters.</summary>
    [DataType(DataType.Password)]
    [StringLength(128, MinimumLength = 12)]
    public string? Password { get; set; }

    /// <summary>Sites that may show the widget, separated by spaces. Null (default) is the desk's own origin, where the demo shop is.</summary>
    public string? Sites { get; set; }

    /// <summary>IANA zone of the hours. Null (default) is this machine's zone.</summary>
    public string? Zone { get; set; }

    /// <summary>Hours of Sales. Default AllWeek: 00:00–24:00, Monday to Sunday.</summary>
    public DemoHours SalesHours { get; set; } = DemoHours.AllWeek;

    /// <summary>Hours of Support. Default Business: 09:00–18:00, Monday to Friday.</summary>
    public DemoHours SupportHours { get; set; } = DemoHours.Business;

    /// <summary>Sessions that an agent takes at a time. Default 5, 1–100.</summary>
    [Range(1, 100)]
    public int Capacity { get; set; } = 5;

    /// <summary>Default 20 s, 5–120.</summary>
    [Range(5, 120)]
    public int RingSeconds { get; set; } = 20;

    /// <summary>How long a lost agent keeps the sessions. Default 30 s, 1–3,600.</summary>
    [Range(1, 3600)]
    public int GraceSeconds { get; set; } = 30;

    /// <summary>When visitors learn that their agent's connection is gone. Default 10 s, 0–3,599 and below the grace.</summary>
    [Range(0, 3599)]
    public int TellVisitorAfterSeconds { get; set; } = 10;

    /// <summary>Default 180 s, 10–86,400.</summary>
    [Range(10, 86_400)]
    public int SilenceWarnSeconds { get; set; } = 180;

    /// <summary>Default 300 s, 10–86,400 and above the warning.</summary>
    [Range(10, 86_400)]
    public int SilenceCountdownSeconds { get; set; } = 300;

    /// <summary>Default 600 s, 10–86,400 and above the countdown.</summary>
    [Range(10, 86_400)]
    public int SilenceCloseSeconds { get; set; } = 600;

    /// <summary>Default 60 s, 5–86,400.</summary>
    [Range(5, 86_400)]
    public int ReplyWarnSeconds { get; set; } = 60;

    /// <summary>Default 120 s, 5–86,400 and above the warning.</summary>
    [Range(5, 86_400)]
    public int ReplyAlarmSeconds { get; set; } = 120;

    /// <summary>Default 30 s, 0–300.</summary>
    [Range(0, 300)]
    public int WrapUpSeconds { get; set; } = 30;

    /// <summary>Default 120 s, 1–86,400.</summary>
    [Range(1, 86_400)]
    public int VisitorGraceSeconds { get; set; } = 120;

    /// <summary>Default 180 s, 1–86,400.</summary>
    [Range(1, 86_400)]
    public int VisitorLeftSeconds { get; set; } = 180;

    /// <summary>Default 172,800 s (48 h), 60–31,536,000.</summary>
    [Range(60, 31_536_000)]
    public int SurveyExpiresSeconds { get; set; } = 172_800;

    /// <summary>Default 600 s, 30–86,400.</summary>
    [Range(30, 86_400)]
    public int BotIdleSeconds { get; set; } = 600;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _))
        {
            yield return new ValidationResult("must be an IANA zone that this machine knows", [nameof(Zone)]);
        }

        foreach (var site in (Sites ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(s => !OriginSettings.IsOrigin(s)))
        {
            yield return new ValidationResult($"{site} must be scheme://host[:port]", [nameof(Sites)]);
        }

        if (TellVisitorAfterSeconds >= GraceSeconds)
        {
            yield return new ValidationResult("must be below Demo:GraceSeconds", [nameof(TellVisitorAfterSeconds)]);
        }

        if (SilenceCountdownSeconds <= SilenceWarnSeconds)
        {
            yield return new ValidationResult("must be above Demo:SilenceWarnSeconds", [nameof(SilenceCountdownSeconds)]);
        }

        if (SilenceCloseSeconds <= SilenceCountdownSeconds)
        {
            yield return new ValidationResult("must be above Demo:SilenceCountdownSeconds", [nameof(SilenceCloseSeconds)]);
        }

        if (ReplyAlarmSeconds <= ReplyWarnSeconds)
        {
            yield return new ValidationResult("must be above Demo:ReplyWarnSeconds", [nameof(ReplyAlarmSeconds)]);
        }
    }
}

/// <summary>Weekly hours to try things with.</summary>
public enum DemoHours
{
    /// <summary>00:00–24:00, Monday to Sunday.</summary>
    AllWeek,

    /// <summary>09:00–18:00, Monday to Friday.</summary>
    Business,

    /// <summary>No hours at all.</summary>
    Never,
}
