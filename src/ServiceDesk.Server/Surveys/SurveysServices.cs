namespace ServiceDesk.Server.Surveys;

/// <summary>Surveys after a session.</summary>
internal static class SurveysServices
{
    public static IServiceCollection AddSurveys(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<InviteToSurvey>()
        .AddSingleton<SubmitSurvey>()
        .AddSingleton<RemindOfSurveys>()
        .AddSingleton<ExpireSurveys>();
}
