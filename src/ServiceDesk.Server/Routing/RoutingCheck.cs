using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ServiceDesk.Server.Routing;

/// <summary>Well once this process has become the writer and answers commands.</summary>
internal sealed class RoutingCheck(RoutingDomain domain) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(domain.Ready ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
}
