using Hangfire;
using ServiceDesk.Server.Attachments;
using ServiceDesk.Server.Messaging;
using ServiceDesk.Server.Surveys;

namespace ServiceDesk.Server.Jobs;

/// <summary>Registers the recurring jobs and arms the surveys when the server starts; sessions are armed by <see cref="SessionDeadlineJobs"/>.</summary>
internal sealed partial class JobsStart(IRecurringJobManager recurring, SurveyJobs surveys, ILogger<JobsStart> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        recurring.AddOrUpdate<SessionDeadlineJobs>("overdue-deadlines", jobs => jobs.Sweep(CancellationToken.None), Cron.Minutely());
        recurring.AddOrUpdate<ArchiveSessions>("sessions-to-archive", archive => archive.Run(CancellationToken.None), Cron.Minutely());
        recurring.AddOrUpdate<ExpireSurveys>("overdue-surveys", expire => expire.Run(CancellationToken.None), Cron.Minutely());
        recurring.AddOrUpdate<RemindOfSurveys>("overdue-reminders", remind => remind.Run(CancellationToken.None), Cron.Minutely());
        recurring.AddOrUpdate<OutboxCleanup>("outbox-cleanup", cleanup => cleanup.Run(CancellationToken.None), Cron.Hourly(17));
        recurring.AddOrUpdate<ClearAttachments>("attachments-to-clear", clear => clear.Run(CancellationToken.None), Cron.Hourly(23));
        try
        {
            await surveys.ArmAll(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // The minutely job takes what could not be armed.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            ArmingFailed(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Surveys could not be armed; they expire up to a minute late.")]
    private partial void ArmingFailed(Exception fault);
}
