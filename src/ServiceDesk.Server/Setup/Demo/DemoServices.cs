using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ServiceDesk.Server.Setup.Demo;

/// <summary>The demo desk and its shop.</summary>
internal static class DemoServices
{
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<DemoSettings>(configuration, "Demo")
        .AddSingleton<DemoDesk>()
        .AddHostedService<Addresses>();

    public static void MapDemo(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.MapGet("/shop/{**path:nonfile}", Shop);
        }
    }

    // Any address below /shop shows the shop, so that the rules by page can be tried.
    private static async Task<IResult> Shop(HttpContext http, WebPages pages, PublicOrigins origins)
    {
        if (http.Request.Path == "/shop")
        {
            return Results.Redirect("/shop/");
        }

        if (await pages.Read("shop/index.html", http.RequestAborted) is not { } page)
        {
            return Problems.Of(WebPages.NotBuilt);
        }

        var headers = http.Response.Headers;
        headers.CacheControl = "no-cache";
        // What a strict host page needs for the widget, and nothing more.
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' {origins.Chat}; connect-src {origins.Chat}; frame-src {origins.Chat}; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        return Results.Content(
            page.Replace("%CHAT_ORIGIN%", origins.Chat, StringComparison.Ordinal).Replace("%CHANNEL%", DemoConfiguration.PublicKey, StringComparison.Ordinal),
            "text/html; charset=utf-8");
    }

    /// <summary>Says where to look, once the server listens.</summary>
    private sealed class Addresses(IHostEnvironment environment, PublicOrigins origins, IServer server, Visitors.EntryPoints entryPoints) : IHostedLifecycleService
    {
        public Task StartedAsync(CancellationToken cancellationToken)
        {
            var listens = server.Features.Get<IServerAddressesFeature>()?.Addresses.Count > 0;
            if (environment.IsDevelopment() && listens)
            {
                Console.WriteLine($"""

                    Demo shop   {origins.Desk}/shop/
                    Desk        {origins.Desk}/desk/
                    Live board  {origins.Desk}/desk/live
                    Jobs        {origins.Desk}/jobs
                    Health      {origins.Desk}/health/ready

                    """);
                if (entryPoints.Find(DemoConfiguration.PublicKey) is { } entry && !entry.AllowedSites.Contains(origins.Desk))
                {
                    Console.WriteLine($"The demo shop shows no chat here: its entry point allows {string.Join(", ", entry.AllowedSites)}. Use that address, or start anew by deleting the folder data.\n");
                }
            }

            return Task.CompletedTask;
        }

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
