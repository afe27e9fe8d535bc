using Hangfire;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Surveys;

namespace ServiceDesk.Server.Jobs;

/// <summary>One delayed job per open survey, at the instant of its expiry.</summary>
public sealed class SurveyExpiryJobs(IBackgroundJobClient jobs, DeskDbs dbs)
{
    public void Arm(Survey survey)
    {
        ArgumentNullException.ThrowIfNull(survey);
        Arm(survey.ExpiresAt);
    }

    /// <summary>Arms all open ones; after a restart the job store is empty.</summary>
    public async Task ArmAll(CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var open = db.Surveys.Where(s => s.State == SurveyStates.Offered).Select(s => s.ExpiresAt).AsAsyncEnumerable();
        await foreach (var expiresAt in open.WithCancellation(cancellation))
        {
            Arm(expiresAt);
        }
    }

    private void Arm(DateTimeOffset expiresAt) =>
        jobs.Schedule<ExpireSurveys>(surveys => surveys.Run(CancellationToken.None), WholeSeconds.Up(expiresAt));
}
