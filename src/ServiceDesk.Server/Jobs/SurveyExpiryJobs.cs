using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Jobs;

/// <summary>One delayed job per open survey, at the instant of its expiry.</summary>
public sealed class SurveyExpiryJobs
{
    public void Arm(Survey survey)
    {
    }
}
