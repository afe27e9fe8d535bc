using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Visitors;

namespace ServiceDesk.Server.Setup.Demo;

/// <summary>Says where to look, once the server is ready; in Development only.</summary>
internal sealed class DemoAddresses(
    IHostEnvironment environment, PublicOrigins origins, EntryPoints entryPoints, RoutingDomain routing, IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!environment.IsDevelopment())
        {
            return;
        }

        while (!lifetime.ApplicationStarted.IsCancellationRequested || !routing.Ready)
        {
            await Task.Delay(Look, time, stoppingToken);
        }

        Console.WriteLine($"""

            Demo shop   {origins.Desk}/shop/
            Desk        {origins.Desk}/desk/
            Live board  {origins.Desk}/desk/live
            Jobs        {origins.Desk}/jobs
            HTTP API    {origins.Desk}{ApiReference.Page}
            Health      {origins.Desk}/health/ready

            """);
        if (entryPoints.Find(DemoConfiguration.PublicKey) is { } entry && !entry.AllowedSites.Contains(origins.Desk))
        {
            Console.WriteLine($"The demo shop shows no chat here: its entry point allows {string.Join(", ", entry.AllowedSites)}. Use that address, or start anew by deleting the folder data.\n");
        }
    }
}
