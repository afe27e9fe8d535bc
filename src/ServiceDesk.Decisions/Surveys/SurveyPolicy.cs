using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Surveys;

/// <summary>Whether an end is followed by a survey, and until when (rules V1–V3).</summary>
public static class SurveyPolicy
{
    /// <param name="agentReplied">Whether an agent wrote in this session.</param>
    public static SurveyVerdict AtEnd(SurveySettings settings, string endReason, bool agentReplied, DateTimeOffset endedAt)
    {
        var skipped = endReason switch
        {
            EndReasons.Abandoned => SurveySkips.Abandoned,
            EndReasons.Spam => SurveySkips.Spam,
            _ when !agentReplied => SurveySkips.NoReply,
            _ when !settings.Enabled => SurveySkips.Disabled,
            _ => null,
        };
        if (skipped is not null)
        {
            return new SurveyVerdict(false, skipped, null, null);
        }

        var remindAt = settings.RemindSeconds > 0 ? endedAt.AddSeconds(settings.RemindSeconds) : (DateTimeOffset?)null;
        return new SurveyVerdict(true, null, endedAt.AddSeconds(settings.ExpiresSeconds), remindAt);
    }
}

/// <param name="Skipped">Why not, when not due: one of <see cref="SurveySkips"/>.</param>
/// <param name="RemindAt">When the visitor is reminded, if at all.</param>
public sealed record SurveyVerdict(bool Due, string? Skipped, DateTimeOffset? ExpiresAt, DateTimeOffset? RemindAt);

public static class SurveySkips
{
    public const string Abandoned = "abandoned";
    public const string Spam = "spam";

    /// <summary>No agent wrote: there is nobody to rate.</summary>
    public const string NoReply = "no_reply";
    public const string Disabled = "disabled";
}
