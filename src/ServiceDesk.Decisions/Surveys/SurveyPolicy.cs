using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Surveys;

/// <summary>Whether an end is followed by a survey, and until when (rules V1–V5).</summary>
public static class SurveyPolicy
{
    public static SurveyVerdict AtEnd(SurveySettings settings, SurveyCase end)
    {
        var skipped = Skipped(settings, end);
        return skipped is null ? Offered(settings, end.EndedAt) : new SurveyVerdict(false, skipped, null, null);
    }

    /// <summary>The times of a survey that is due.</summary>
    public static SurveyVerdict Offered(SurveySettings settings, DateTimeOffset endedAt)
    {
        var remindAt = settings.RemindSeconds > 0 ? endedAt.AddSeconds(settings.RemindSeconds) : (DateTimeOffset?)null;
        return new SurveyVerdict(true, null, endedAt.AddSeconds(settings.ExpiresSeconds), remindAt);
    }

    private static string? Skipped(SurveySettings settings, SurveyCase end) => end switch
    {
        { EndReason: EndReasons.Abandoned } => SurveySkips.Abandoned,
        { EndReason: EndReasons.Spam } => SurveySkips.Spam,
        { WasWaiting: true } => SurveySkips.InQueue,
        { AgentReplied: false } when !settings.WithoutReply => SurveySkips.NoReply,
        _ when !settings.Enabled => SurveySkips.Disabled,
        { LastAsked: { } asked } when end.EndedAt < asked.AddSeconds(settings.AgainAfterSeconds) => SurveySkips.Recent,
        { ReplyWindowSeconds: { } window, VisitorSpokeAt: var spoke } when spoke is null || end.EndedAt > spoke.Value.AddSeconds(window) =>
            SurveySkips.ReplyWindow,
        _ => null,
    };
}

/// <summary>The end of a segment, as far as a survey depends on it.</summary>
/// <param name="EndReason">One of <see cref="EndReasons"/>.</param>
/// <param name="AgentReplied">Whether somebody wrote who can be rated.</param>
public sealed record SurveyCase(string EndReason, bool AgentReplied, DateTimeOffset EndedAt)
{
    /// <summary>It ended in the queue.</summary>
    public bool WasWaiting { get; init; }

    /// <summary>When the visitor was last to be asked in this session; null when never.</summary>
    public DateTimeOffset? LastAsked { get; init; }

    /// <summary>The visitor's last message; null when none is known.</summary>
    public DateTimeOffset? VisitorSpokeAt { get; init; }

    /// <summary>The channel's <see cref="Channel.ReplyWindowSeconds"/>.</summary>
    public int? ReplyWindowSeconds { get; init; }
}

/// <param name="Skipped">Why not, when not due: one of <see cref="SurveySkips"/>.</param>
/// <param name="RemindAt">When the visitor is reminded, if at all.</param>
public sealed record SurveyVerdict(bool Due, string? Skipped, DateTimeOffset? ExpiresAt, DateTimeOffset? RemindAt);

public static class SurveySkips
{
    public const string Abandoned = "abandoned";
    public const string Spam = "spam";

    /// <summary>It was ended while it waited.</summary>
    public const string InQueue = "in_queue";

    /// <summary>No agent wrote: there is nobody to rate.</summary>
    public const string NoReply = "no_reply";
    public const string Disabled = "disabled";

    /// <summary>The session went on after a survey and ended again soon.</summary>
    public const string Recent = "recent";

    /// <summary>The channel no longer lets the service write.</summary>
    public const string ReplyWindow = "reply_window";
}
