using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Microsoft.Extensions.Options;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Setup;

namespace ServiceDesk.Server.Jobs;

/// <summary>Slow deadlines and chores on Hangfire.</summary>
internal static class JobsServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<JobOptions>(configuration, JobOptions.Section);
        // Storage and activator belong to this host; the library's own are static and shared by all hosts of the process.
        services.AddSingleton<JobStorage>(provider => new InMemoryStorage(new InMemoryStorageOptions
        {
            MaxExpirationTime = TimeSpan.FromMinutes(Options(provider).KeepFinishedMinutes),
        }));
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddHangfire((provider, hangfire) => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings());
        services.AddHangfireServer((provider, server) =>
        {
            server.ServerName = provider.GetRequiredService<NodeIdentity>().Id;
            server.WorkerCount = Options(provider).Workers;
            // Its default of 15 s would make every deadline late.
            server.SchedulePollingInterval = TimeSpan.FromSeconds(Options(provider).PollingSeconds);
        });
        return services
            .AddSingleton<DeadlineScenes>()
            .AddSingleton<SessionDeadlineJobs>().AddHostedService(provider => provider.GetRequiredService<SessionDeadlineJobs>())
            .AddSingleton<ArchiveSessions>()
            .AddSingleton<SurveyJobs>()
            .AddHostedService<JobsStart>();
    }

    /// <summary>The dashboard at <c>/jobs</c>, for administrators only: its own rule would admit whoever comes from the loopback, a reverse proxy included.</summary>
    public static void MapJobs(this IEndpointRouteBuilder endpoints) => endpoints
        .MapHangfireDashboard("/jobs", new DashboardOptions
        {
            Authorization = [],
            AppPath = null,
            DashboardTitle = "Jobs",
            DisplayStorageConnectionString = false,
        })
        .RequireAuthorization(StaffPolicies.Administration);

    private static JobOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<JobOptions>>().Value;
}
