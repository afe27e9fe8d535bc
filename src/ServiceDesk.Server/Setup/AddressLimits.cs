using System.Threading.RateLimiting;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Visitors;

namespace ServiceDesk.Server.Setup;

/// <summary>Limits per address of what anybody may ask without being known.</summary>
internal static class AddressLimits
{
    // The limiter looks ten times a second.
    private const int MostPeriods = 600;

    public const string SignIn = "sign-in";
    public const string VisitorToken = "visitor-token";

    public static IServiceCollection AddAddressLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.AddPolicy(SignIn, http => PerMinute(http, http.RequestServices.GetRequiredService<StaffSettings>().SignInsPerMinute));
        options.AddPolicy(VisitorToken, http => PerMinute(http, http.RequestServices.GetRequiredService<VisitorSettings>().TokensPerMinute));
        options.OnRejected = async (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)after.TotalMilliseconds : 1000;
            await Problems.Write(context.HttpContext, new Error(ErrorCodes.RateLimited, "Too many requests from this address.", wait));
        };
    });

    private static RateLimitPartition<string> PerMinute(HttpContext http, int perMinute) =>
        RateLimitPartition.GetTokenBucketLimiter(AddressRange.Of(http.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute * 2,
            TokensPerPeriod = Math.Max(1, perMinute / MostPeriods),
            ReplenishmentPeriod = TimeSpan.FromMinutes(1.0 / Math.Min(perMinute, MostPeriods)),
            QueueLimit = 0,
        });
}
