using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Surveys;

/// <summary>The visitor's rating of an ended session.</summary>
public sealed class SubmitSurvey
{
    /// <summary>
    /// Kept once: the same command id again gives the same answer; another answer is refused with already_taken, one that
    /// comes too late with offer_expired, one of another visitor's session with not_found.
    /// </summary>
    public Task<Reply<VisitorSession>> Handle(string visitorId, SubmitSurveyRequest request, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
