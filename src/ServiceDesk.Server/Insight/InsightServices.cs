using System.Globalization;
using System.Security.Claims;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;

namespace ServiceDesk.Server.Insight;

/// <summary>Why and what if: explanations, dry runs, hours ahead and forecasts.</summary>
internal static class InsightServices
{
    public static IServiceCollection AddInsight(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<InsightOptions>(configuration, "Insight")
        .AddSingleton<InsightDesks>()
        .AddSingleton<InsightGate>()
        .AddSingleton<ExplainSession>()
        .AddSingleton<ExplainWait>()
        .AddSingleton<TryVisitor>()
        .AddSingleton<PreviewHours>()
        .AddSingleton<ForecastQueue>();

    public static void MapInsight(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/insight/sessions/{id:long}/explain", Explain).RequireAuthorization(StaffPolicies.Desk)
            .WithTags("Insight").WithName("ExplainSession").WithSummary("Why a session came where it is and why it still waits; agents for their own sessions and those of their queues")
            .Produces<Explanation>()
            .Refuses(ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.NotFound, ErrorCodes.Unavailable);
        endpoints.MapDryRun();
        endpoints.MapHours();
        endpoints.MapForecast();
    }

    private static async Task<IResult> Explain(long id, ClaimsPrincipal user, ExplainSession use, CancellationToken cancellation) =>
        InsightAnswers.Of(await use.Handle(Caller(user), new ExplainRequest(id), cancellation));

    private static StaffCaller Caller(ClaimsPrincipal user) => new(
        long.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture),
        user.Identity?.Name ?? "",
        [.. user.FindAll(ClaimTypes.Role).Select(c => c.Value)]);
}

/// <summary>A reply over HTTP.</summary>
internal static class InsightAnswers
{
    public static IResult Of<T>(Reply<T> reply) => reply.Error is { } error ? Problems.Of(error) : Results.Ok(reply.Value);
}
