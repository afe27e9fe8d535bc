namespace ServiceDesk.Server.Jobs;

/// <summary>Slow deadlines on Hangfire.</summary>
internal static class JobsServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<SessionDeadlineJobs>()
        .AddSingleton<SurveyExpiryJobs>();

    public static void MapJobs(this IEndpointRouteBuilder endpoints)
    {
    }
}
