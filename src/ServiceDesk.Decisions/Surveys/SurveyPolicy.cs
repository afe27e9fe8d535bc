using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Surveys;

/// <summary>Whether an end is followed by a survey, and until when.</summary>
public static class SurveyPolicy
{
    /// <param name="agentReplied">Whether an agent wrote in this session.</param>
    public static SurveyVerdict AtEnd(SurveySettings settings, string endReason, bool agentReplied, DateTimeOffset endedAt) =>
        throw new NotSupportedException();
}

/// <param name="Skipped">Why not, when not due.</param>
/// <param name="RemindAt">When the visitor is reminded, if at all.</param>
public sealed record SurveyVerdict(bool Due, string? Skipped, DateTimeOffset? ExpiresAt, DateTimeOffset? RemindAt);
