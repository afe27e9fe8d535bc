using Hangfire;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Surveys;

namespace ServiceDesk.Server.Jobs;

/// <summary>The delayed jobs of open surveys: one at the expiry, and one at the reminder where the queue wants one.</summary>
public sealed class SurveyJobs(IBackgroundJobClient jobs, DeskDbs dbs)
{
    public void Arm(Survey survey)
    {
        ArgumentNullException.ThrowIfNull(survey);
        Arm(survey.ExpiresAt, survey.RemindAt);
    }

    /// <summary>Arms all open ones; after a restart the job store is empty.</summary>
    public async Task ArmAll(CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var open = db.Surveys.Where(s => s.State == SurveyStates.Offered).Select(s => new { s.ExpiresAt, s.RemindAt }).AsAsyncEnumerable();
        await foreach (var survey in open.WithCancellation(cancellation))
        {
            Arm(survey.ExpiresAt, survey.RemindAt);
        }
    }

    private void Arm(DateTimeOffset expiresAt, DateTimeOffset? remindAt)
    {
        jobs.Schedule<ExpireSurveys>(surveys => surveys.Run(CancellationToken.None), WholeSeconds.Up(expiresAt));
        if (remindAt is { } at)
        {
            jobs.Schedule<RemindOfSurveys>(surveys => surveys.Run(CancellationToken.None), WholeSeconds.Up(at));
        }
    }
}
